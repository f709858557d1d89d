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
   * @param low the lower bound
   * @param lowInclusive whether the lower bound belongs to the range
   * @param high the upper bound
   * @param highInclusive whether the upper bound belongs to the range
   * @throws IllegalArgumentException if a bound is not a number
   */
  public ScoreRange {
    if (Double.isNaN(low) || Double.isNaN(high)) {
      throw new IllegalArgumentException(
          "bounds of a score range must be numbers, but are " + low + " and " + high);
    }
  }

  /** {@return all scores} */
  public static ScoreRange all() {
    return closed(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
  }

  /**
   * {@return from one score to another, both included}
   *
   * @param low the least score
   * @param high the greatest score
   */
  public static ScoreRange closed(double low, double high) {
    return new ScoreRange(low, true, high, true);
  }

  /**
   * {@return between two scores, both excluded}
   *
   * @param low the score below
   * @param high the score above
   */
  public static ScoreRange open(double low, double high) {
    return new ScoreRange(low, false, high, false);
  }

  /**
   * {@return a score and all above}
   *
   * @param low the least score
   */
  public static ScoreRange atLeast(double low) {
    return closed(low, Double.POSITIVE_INFINITY);
  }

  /**
   * {@return a score and all below}
   *
   * @param high the greatest score
   */
  public static ScoreRange atMost(double high) {
    return closed(Double.NEGATIVE_INFINITY, high);
  }
}
