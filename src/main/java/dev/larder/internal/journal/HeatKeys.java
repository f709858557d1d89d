package dev.larder.internal.journal;

import dev.larder.internal.codec.ByteSink;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Hashes of encoded keys, of 64 bits: from a seed, since keys may be anybody's. For one thread. */
public final class HeatKeys {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final long seed;
  private final ByteSink bytes = new ByteSink(64);

  HeatKeys(long seed) {
    this.seed = seed;
  }

  /** The hash of a key. */
  public long of(EntryFormat format, Object key) {
    bytes.clear();
    format.writeKey(key, bytes);
    return hash(seed, bytes.array(), bytes.size());
  }

  /** Eight bytes at a time, each mixed as MurmurHash3 finishes (Appleby 2008). */
  static long hash(long seed, byte[] bytes, int length) {
    long hash = mix(seed ^ length);
    int at = 0;
    for (; at + Long.BYTES <= length; at += Long.BYTES) {
      hash = mix(hash + (long) LONG.get(bytes, at));
    }
    long rest = 0;
    for (; at < length; at++) {
      rest = rest << Byte.SIZE | bytes[at] & 0xff;
    }
    return mix(hash ^ mix(rest + seed));
  }

  private static long mix(long value) {
    long mixed = (value ^ value >>> 33) * 0xff51_afd7_ed55_8ccdL;
    mixed = (mixed ^ mixed >>> 33) * 0xc4ce_b9fe_1a85_ec53L;
    return mixed ^ mixed >>> 33;
  }
}
