package dev.larder;

/**
 * A range of scores, with open or closed bounds.
 *
 * @param low the lower bound, may be negative infinity
 * @param lowInclusive whether the lower bound belongs to the range
 * @param high the upper bound, may be infinity
 * @param highInclusive whether the upper bound belongs to the range
 */
public record ScoreRange(double low, boolean lowInclusive, double high, boolean highInclusive) {
  /**
   * Checks the bounds.
   *
   * @throws IllegalArgumentException if a bound is not a number
   */
  public ScoreRange {
    if (Double.isNaN(low) || Double.isNaN(high)) {
      throw new IllegalArgumentException(
          "bounds of a score range must be numbers, but are " + low + " and " + high);
    }
  }

  /** All scores. */
  public static ScoreRange all() {
    return closed(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * From one score to another, both included.
   *
   * @param low the least score
   * @param high the greatest score
   */
  public static ScoreRange closed(double low, double high) {
    return new ScoreRange(low, true, high, true);
  }

  /**
   * Between two scores, both excluded.
   *
   * @param low the score below
   * @param high the score above
   */
  public static ScoreRange open(double low, double high) {
    return new ScoreRange(low, false, high, false);
  }

  /**
   * A score and all above.
   *
   * @param low the least score
   */
  public static ScoreRange atLeast(double low) {
    return closed(low, Double.POSITIVE_INFINITY);
  }

  /**
   * A score and all below.
   *
   * @param high the greatest score
   */
  public static ScoreRange atMost(double high) {
    return closed(Double.NEGATIVE_INFINITY, high);
  }
}
