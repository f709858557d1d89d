package dev.larder.internal.codec;

import dev.larder.Codec;
import java.util.function.Function;

/**
 * A codec of two functions.
 *
 * @param <T> the type of the values
 */
record FunctionCodec<T>(
    String name, Class<T> type, Function<T, byte[]> encoder, Function<byte[], T> decoder)
    implements Codec<T> {
  @Override
  public byte[] encode(T value) {
    return encoder.apply(value);
  }

  @Override
  public T decode(byte[] bytes) {
    return decoder.apply(bytes);
  }
}
