package dev.larder.internal.tree;

/**
 * Doubles as {@code long} keys of the same order. Non-negative doubles already sort like their
 * bits; in negative ones all bits but the sign are flipped.
 */
public final class Scores {
  private Scores() {}

  /**
   * The key of a score: {@code a < b} exactly when {@code toKey(a) < toKey(b)}, and -0.0 has the
   * key of 0.0.
   *
   * @throws IllegalArgumentException if {@code score} is NaN, which has no place in an order
   */
  public static long toKey(double score) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException("score is NaN, must be a number (infinities are allowed)");
    }
    // Adding 0.0 turns -0.0 into 0.0 and leaves all else.
    return flip(Double.doubleToRawLongBits(score + 0.0));
  }

  /** The score of a key that {@link #toKey} made. */
  public static double fromKey(long key) {
    return Double.longBitsToDouble(flip(key));
  }

  private static long flip(long bits) {
    return bits ^ ((bits >> 63) & Long.MAX_VALUE);
  }
}
