package dev.larder.redis.internal.hyperloglog;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** MurmurHash64A, which Austin Appleby has put into the public domain. */
final class Murmur {
  private static final long FACTOR = 0xc6a4a7935bd1e995L;
  private static final int SHIFT = 47;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private Murmur() {}

  static long hash(byte[] bytes, long seed) {
    long hash = seed ^ bytes.length * FACTOR;
    int whole = bytes.length & -Long.BYTES;
    for (int i = 0; i < whole; i += Long.BYTES) {
      long block = (long) LONGS.get(bytes, i) * FACTOR;
      hash = (hash ^ (block ^ block >>> SHIFT) * FACTOR) * FACTOR;
    }
    if (whole < bytes.length) {
      long rest = 0;
      for (int i = bytes.length - 1; i >= whole; i--) {
        rest = rest << Byte.SIZE | bytes[i] & 0xff;
      }
      hash = (hash ^ rest) * FACTOR;
    }
    hash = (hash ^ hash >>> SHIFT) * FACTOR;
    return hash ^ hash >>> SHIFT;
  }
}
