package dev.larder;

import java.util.Objects;
import java.util.function.Function;

/**
 * Turns values of one type into bytes and back, for where bytes are needed. A collection in memory
 * holds the objects themselves and calls no codec.
 *
 * <p>Two handles of one name must have equal element types; codecs count as equal when their {@link
 * #type()} is the same.
 *
 * @param <T> the type of the values
 */
public interface Codec<T> {
  /** {@return the class of the values} */
  Class<T> type();

  /**
   * Encodes a value.
   *
   * @param value the value, not null
   * @return its bytes, which the caller may keep
   * @throws IllegalArgumentException if the value can't be encoded
   */
  byte[] encode(T value);

  /**
   * Decodes a value.
   *
   * @param bytes what {@link #encode} gave, not changed by this call
   * @return the value
   * @throws IllegalArgumentException if the bytes are none that {@link #encode} gives
   */
  T decode(byte[] bytes);

  /**
   * A codec of two functions.
   *
   * @param <T> the type of the values
   * @param type the class of the values
   * @param encode turns a value into bytes
   * @param decode turns them back
   * @return the codec
   */
  static <T> Codec<T> of(Class<T> type, Function<T, byte[]> encode, Function<byte[], T> decode) {
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(encode, "encode");
    Objects.requireNonNull(decode, "decode");
    return new Codec<>() {
      @Override
      public Class<T> type() {
        return type;
      }

      @Override
      public byte[] encode(T value) {
        return encode.apply(value);
      }

      @Override
      public T decode(byte[] bytes) {
        return decode.apply(bytes);
      }
    };
  }
}
