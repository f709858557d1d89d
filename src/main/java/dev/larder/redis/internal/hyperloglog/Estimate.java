package dev.larder.redis.internal.hyperloglog;

/**
 * How many different elements there were, by the registers: Otmar Ertl, "New cardinality estimation
 * algorithms for HyperLogLog sketches" (2017), algorithm 6 with its functions sigma and tau.
 */
final class Estimate {
  /** 1 / (2 ln 2). */
  private static final double ALPHA = 0.7213475204444817;

  private Estimate() {}

  /**
   * Estimates.
   *
   * @param counts how many registers have each value
   * @param highest the greatest value that a register can have
   */
  static long of(int[] counts, int highest) {
    double m = Registers.COUNT;
    double z = m * tau((m - counts[highest]) / m);
    for (int value = highest - 1; value >= 1; value--) {
      z = (z + counts[value]) * 0.5;
    }
    z += m * sigma(counts[0] / m);
    return Math.round(ALPHA * m * m / z);
  }

  private static double sigma(double share) {
    if (share == 1) {
      return Double.POSITIVE_INFINITY;
    }
    double x = share;
    double y = 1;
    double sum = x;
    double before;
    do {
      x *= x;
      before = sum;
      sum += x * y;
      y += y;
    } while (sum != before);
    return sum;
  }

  private static double tau(double share) {
    if (share == 0 || share == 1) {
      return 0;
    }
    double x = share;
    double y = 1;
    double sum = 1 - x;
    double before;
    do {
      x = Math.sqrt(x);
      before = sum;
      y *= 0.5;
      sum -= (1 - x) * (1 - x) * y;
    } while (sum != before);
    return sum / 3;
  }
}
