package dev.larder.internal.kind;

import dev.larder.Codec;
import dev.larder.UnreadableValueException;
import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.codec.Codecs;
import dev.larder.internal.table.LazyNode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** The value of an entry of which only the bytes are there; decoded when it is asked for first. */
final class EncodedValue implements LazyNode.Lazy {
  /*
   * Shared: `decoded`, release and acquire, since what a codec makes may have fields that are not
   * final. Two threads that come first at once decode twice; one of the results stays.
   */
  private static final VarHandle DECODED;

  static {
    try {
      DECODED = MethodHandles.lookup().findVarHandle(EncodedValue.class, "decoded", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Types types;
  private final byte[] bytes;
  private final int from;
  private final int length;

  @SuppressWarnings("unused") // through DECODED
  private @Nullable Object decoded;

  /**
   * A value of a map.
   *
   * @param bytes hold it from a place on, and are not changed
   */
  EncodedValue(Types types, byte[] bytes, int from, int length) {
    this.length = length;
    this.types = types;
    this.bytes = bytes;
    this.from = from;
  }

  @Override
  public Object get() {
    Object known = DECODED.getAcquire(this);
    if (known != null) {
      return known;
    }
    Object made = decode(types, 1, bytes, from, length);
    return DECODED.compareAndSet(this, null, made) ? made : DECODED.getAcquire(this);
  }

  /**
   * Decodes an element.
   *
   * @throws UnreadableValueException if the codec can't
   */
  static Object decode(Types types, int element, byte[] bytes) {
    return decode(types, element, bytes, 0, bytes.length);
  }

  /** Decodes an element that lies in an array, which is not changed. */
  static Object decode(Types types, int element, byte[] bytes, int from, int length) {
    Codec<Object> codec = types.codec(element);
    try {
      return Codecs.read(codec, new ByteSource(bytes, from, length));
    } catch (RuntimeException e) {
      throw new UnreadableValueException(
          "stored bytes of a "
              + types
              + " can't be read by codec "
              + codec.name()
              + ", and stay as they are: "
              + e.getMessage(),
          e);
    }
  }
}
