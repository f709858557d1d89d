package dev.larder.benchmarks;

import java.util.Arrays;
import java.util.Random;

/** Numbers of which few are frequent, as keys of caches are. */
final class Zipf {
  private Zipf() {}

  static int[] sequence(int n, double exponent, int length, long seed) {
    double[] cumulative = new double[n];
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += 1 / Math.pow(i + 1, exponent);
      cumulative[i] = sum;
    }
    Random random = new Random(seed);
    int[] shuffled = random.ints(0, n).distinct().limit(n).toArray();
    int[] result = new int[length];
    for (int i = 0; i < length; i++) {
      int at = Arrays.binarySearch(cumulative, random.nextDouble() * sum);
      result[i] = shuffled[Math.min(n - 1, at < 0 ? -at - 1 : at)];
    }
    return result;
  }
}
