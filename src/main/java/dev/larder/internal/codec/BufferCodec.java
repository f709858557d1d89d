package dev.larder.internal.codec;

import dev.larder.Codec;

/**
 * A codec that writes into a buffer that is there already, so that a value costs no array of its
 * own. All built-in codecs are such.
 *
 * @param <T> the type of the values
 */
public interface BufferCodec<T> extends Codec<T> {
  /**
   * Appends the bytes of a value. After an exception the sink holds part of them.
   *
   * @throws IllegalArgumentException if the value can't be encoded
   */
  void write(T value, ByteSink out);

  /**
   * Reads one value from all the bytes that are left.
   *
   * @throws IllegalArgumentException if they are none that {@link #write} gives, or more than that
   */
  T read(ByteSource in);

  /**
   * Whether equal values give equal bytes, always and for ever, so that bytes can stand for the
   * value where values are compared. Not so for records: their bytes change with their class.
   */
  boolean isCanonical();

  @Override
  default byte[] encode(T value) {
    ByteSink out = new ByteSink();
    write(value, out);
    return out.toByteArray();
  }

  @Override
  default T decode(byte[] bytes) {
    ByteSource in = new ByteSource(bytes);
    T value = read(in);
    in.end();
    return value;
  }
}
