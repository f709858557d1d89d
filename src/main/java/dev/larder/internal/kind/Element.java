package dev.larder.internal.kind;

import dev.larder.Codec;
import dev.larder.UnreadableValueException;
import dev.larder.internal.cell.Name;
import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.codec.Codecs;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The type of a collection's elements, and how they become bytes. Equal when the classes are.
 *
 * @param <T> the class of the elements
 */
public final class Element<T> {
  /** Keys and members as clients of another system send them. */
  public static final Element<Name> RAW_KEY = new Element<>(Name.class, RawCodec.KEYS);

  /** Values and items as clients of another system send them. */
  public static final Element<byte[]> RAW_VALUE = new Element<>(byte[].class, RawCodec.VALUES);

  private final Class<T> type;

  /** Given, or found when it is needed first; whoever finds it finds the same. */
  private @Nullable Codec<T> codec;

  private Element(Class<T> type, @Nullable Codec<T> codec) {
    this.type = Objects.requireNonNull(type, "type");
    this.codec = codec;
  }

  /** Elements of a class, with its built-in codec if bytes are needed. */
  public static <T> Element<T> of(Class<T> type) {
    return new Element<>(type, null);
  }

  /** Elements with a codec. */
  public static <T> Element<T> of(Codec<T> codec) {
    return new Element<>(codec.type(), codec);
  }

  /** Whether these are bytes that whoever opens the collection reads through its own codecs. */
  boolean isRaw() {
    return codec instanceof RawCodec;
  }

  /** The class. */
  public Class<T> type() {
    return type;
  }

  /**
   * The codec.
   *
   * @throws IllegalArgumentException if none was given and none is built in
   */
  Codec<T> codec() {
    Codec<T> found = codec;
    if (found == null) {
      found = Codec.of(type);
      codec = found;
    }
    return found;
  }

  /**
   * Reads an element from the bytes that a client has sent, which are not changed.
   *
   * @throws UnreadableValueException if the codec can't
   */
  public T read(byte[] bytes) {
    try {
      return Codecs.read(codec(), new ByteSource(bytes, 0, bytes.length));
    } catch (RuntimeException e) {
      throw new UnreadableValueException("a client's bytes are no " + this + ": " + e, e);
    }
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return this == other
        || other instanceof Element<?> element
            && type == element.type
            && isRaw() == element.isRaw();
  }

  @Override
  public int hashCode() {
    return type.hashCode();
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
