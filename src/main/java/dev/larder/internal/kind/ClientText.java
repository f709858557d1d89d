package dev.larder.internal.kind;

import dev.larder.Codec;
import dev.larder.UnreadableValueException;
import dev.larder.internal.codec.WireText;
import dev.larder.internal.journal.StoredName;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of elements into those that the other side has: numbers, truth values and UUIDs
 * are text to clients, and have a fixed form of their own in a typed collection. All others are the
 * same bytes on both sides.
 *
 * @param reads what reads the bytes that there are
 * @param writes what writes those of the other side
 */
record ClientText(Codec<Object> reads, Codec<Object> writes) {
  /** From a client's bytes to those of a type, or null if they are the same. */
  static @Nullable ClientText toTyped(Types types, int element) {
    Codec<Object> own = codec(types, element);
    Codec<Object> text = own == null ? null : WireText.of(own);
    return own == null || text == null ? null : new ClientText(text, own);
  }

  /** From the bytes of a type to a client's, or null if they are the same. */
  static @Nullable ClientText toRaw(Types types, int element) {
    Codec<Object> own = codec(types, element);
    Codec<Object> text = own == null ? null : WireText.of(own);
    return own == null || text == null ? null : new ClientText(own, text);
  }

  /** Not of other classes, which may have none. */
  private static @Nullable Codec<Object> codec(Types types, int element) {
    return WireText.isText(types.type(element)) ? types.codec(element) : null;
  }

  /** From the bytes on the disk to those of a handle's types, or null if they are the same. */
  @SuppressWarnings("unchecked") // what the one reads the other writes
  static @Nullable ClientText ofStored(StoredName stored, Types types, int element) {
    List<String> names = stored.type().elements();
    boolean wasRaw = names.contains(RawCodec.NAME);
    if (wasRaw == types.isRaw() || element >= names.size()) {
      return null;
    }
    if (wasRaw) {
      return toTyped(types, element);
    }
    Codec<Object> own = (Codec<Object>) WireText.builtIn(names.get(element));
    Codec<Object> text = own == null ? null : WireText.of(own);
    return own == null || text == null ? null : new ClientText(own, text);
  }

  /**
   * The bytes of the other side.
   *
   * @throws UnreadableValueException if they can't be read
   */
  byte[] convert(byte[] bytes) {
    try {
      return writes.encode(reads.decode(bytes));
    } catch (RuntimeException e) {
      throw new UnreadableValueException(
          "a client's bytes are no "
              + writes.type().getSimpleName()
              + ", and stay as they are: "
              + e.getMessage(),
          e);
    }
  }

  byte[] convert(byte[] bytes, int from, int length) {
    return convert(Arrays.copyOfRange(bytes, from, from + length));
  }

  /** Two of a client's keys are the same key to a type, such as 5 and 05. */
  static UnreadableValueException twice(Object key) {
    return new UnreadableValueException(
        "two keys of a client both read as " + key + ", and stay as they are", null);
  }
}
