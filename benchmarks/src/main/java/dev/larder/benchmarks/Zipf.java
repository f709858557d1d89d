package dev.larder.benchmarks;

import java.util.SplittableRandom;

/** Draws whose frequency falls with their rank, as the popularity of keys does. */
final class Zipf {
  private static final double EXPONENT = 0.99;

  private Zipf() {}

  /**
   * A sequence of draws, made by inverting the cumulated distribution.
   *
   * @param items how many different items
   * @param length how many draws
   * @param seed the same seed gives the same sequence
   * @return the items drawn; their ranks are shuffled over the items
   */
  static int[] sequence(int items, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[] cumulated = new double[items];
    double sum = 0;
    for (int i = 0; i < items; i++) {
      sum += 1 / Math.pow(i + 1, EXPONENT);
      cumulated[i] = sum;
    }
    int[] itemOfRank = shuffled(items, random);
    int[] draws = new int[length];
    for (int i = 0; i < length; i++) {
      int found = java.util.Arrays.binarySearch(cumulated, random.nextDouble() * sum);
      int rank = found >= 0 ? found : -found - 1;
      draws[i] = itemOfRank[Math.min(rank, items - 1)];
    }
    return draws;
  }

  private static int[] shuffled(int items, SplittableRandom random) {
    int[] result = new int[items];
    for (int i = 0; i < items; i++) {
      int j = random.nextInt(i + 1);
      result[i] = result[j];
      result[j] = i;
    }
    return result;
  }
}
