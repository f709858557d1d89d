package dev.larder.internal.kind;

import dev.larder.internal.cell.Name;
import dev.larder.internal.codec.BufferCodec;
import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.codec.ByteSource;
import java.util.function.Function;

/**
 * Bytes as a client of another system sent them: whoever opens the collection with types of its own
 * reads them through its codecs.
 *
 * @param type what holds the bytes
 * @param toBytes gives the bytes, which are not copied
 * @param fromBytes takes bytes, which are given up to it
 */
record RawCodec<T>(Class<T> type, Function<T, byte[]> toBytes, Function<byte[], T> fromBytes)
    implements BufferCodec<T> {
  static final String NAME = "raw";

  /** Keys and members, with a hash that is seeded and kept. */
  static final RawCodec<Name> KEYS = new RawCodec<>(Name.class, Name::bytes, Name::of);

  /** Values and items. */
  static final RawCodec<byte[]> VALUES =
      new RawCodec<>(byte[].class, bytes -> bytes, bytes -> bytes);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void write(T value, ByteSink out) {
    out.put(toBytes.apply(value));
  }

  @Override
  public T read(ByteSource in) {
    return fromBytes.apply(in.get(in.remaining()));
  }

  @Override
  public boolean isCanonical() {
    return true;
  }

  @Override
  public byte[] encode(T value) {
    return toBytes.apply(value);
  }

  @Override
  public T decode(byte[] bytes) {
    return fromBytes.apply(bytes);
  }
}
