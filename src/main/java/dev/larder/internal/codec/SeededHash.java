package dev.larder.internal.codec;

import java.util.SplittableRandom;

/** A hash of bytes that may be anybody's: nobody outside can find bytes that collide. */
public final class SeededHash {
  /**
   * A number that fixes the seed, for tests that are to walk tables in the same order each time.
   */
  private static final String FIXED = "larder.hashSeed";

  private static final int SEED = Integer.getInteger(FIXED, new SplittableRandom().nextInt());

  private SeededHash() {}

  /** One-at-a-time over the bytes from a seed of this JVM (Jenkins 1997); not negative. */
  public static int of(byte[] bytes, int from, int length) {
    int h = SEED;
    for (int i = from; i < from + length; i++) {
      h += bytes[i] & 0xff;
      h += h << 10;
      h ^= h >>> 6;
    }
    h += h << 3;
    h ^= h >>> 11;
    h += h << 15;
    return (h ^ (h >>> 16)) & Integer.MAX_VALUE;
  }
}
