package dev.larder.benchmarks.hitratio;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Traces made up, each of one behaviour: what a constant was chosen by must hold here too. */
final class Synthetic {
  private static final int KEYS = 10_000;
  private static final int LENGTH = 400_000;

  private final SplittableRandom random;
  private final int[] accesses = new int[LENGTH];

  private Synthetic(long seed) {
    random = new SplittableRandom(seed);
  }

  /** One trace of each kind; the same seed gives the same traces. */
  static List<Trace> all(long seed) {
    List<Trace> traces = new ArrayList<>();
    traces.add(Trace.of("zipf 1.0", new Synthetic(seed).zipf(1.0, 0)));
    traces.add(Trace.of("zipf 0.7", new Synthetic(seed + 1).zipf(0.7, 0)));
    traces.add(Trace.of("shifting", new Synthetic(seed + 2).zipf(0.9, LENGTH / KEYS)));
    traces.add(Trace.of("scans", new Synthetic(seed + 3).scans()));
    traces.add(Trace.of("loops", new Synthetic(seed + 4).loops()));
    traces.add(Trace.of("recency", new Synthetic(seed + 5).recency(0, LENGTH)));
    traces.add(Trace.of("phases", new Synthetic(seed + 6).phases()));
    return traces;
  }

  /** Popularity by rank; every {@code shiftEvery} accesses all ranks move on by one key. */
  private int[] zipf(double exponent, int shiftEvery) {
    double[] cumulated = cumulated(exponent);
    for (int i = 0; i < LENGTH; i++) {
      int shift = shiftEvery == 0 ? 0 : i / shiftEvery;
      accesses[i] = rank(cumulated) + shift;
    }
    return accesses;
  }

  /** Popular keys, and in between passes over keys that are never used again. */
  private int[] scans() {
    double[] cumulated = cumulated(0.9);
    int fresh = KEYS;
    int i = 0;
    while (i < LENGTH) {
      for (int end = Math.min(LENGTH, i + 8_000); i < end; i++) {
        accesses[i] = rank(cumulated);
      }
      for (int end = Math.min(LENGTH, i + 2_000); i < end; i++) {
        accesses[i] = fresh++;
      }
    }
    return accesses;
  }

  /** Loops over stretches of the keys of differing length, a tenth of the accesses elsewhere. */
  private int[] loops() {
    int i = 0;
    while (i < LENGTH) {
      int start = random.nextInt(KEYS);
      int length = 100 + random.nextInt(KEYS / 2);
      for (int end = Math.min(LENGTH, i + 10 * length), step = 0; i < end; i++, step++) {
        accesses[i] =
            random.nextInt(10) == 0 ? random.nextInt(KEYS) : (start + step % length) % KEYS;
      }
    }
    return accesses;
  }

  /** Keys are used anew while they are young: distances back grow by powers, new ones come. */
  private int[] recency(int from, int to) {
    int newest = from;
    for (int i = from; i < to; i++) {
      if (i == from || random.nextInt(20) == 0) {
        accesses[i] = KEYS * 2 + newest++;
      } else {
        int back = (int) Math.pow(KEYS / 4.0, random.nextDouble());
        accesses[i] = accesses[Math.max(from, i - back)];
      }
    }
    return accesses;
  }

  /** The behaviours in turn, long enough each that a policy can learn it and must forget it. */
  private int[] phases() {
    int part = LENGTH / 8;
    double[] cumulated = cumulated(0.9);
    for (int i = 0; i < LENGTH; i++) {
      switch (i / part % 4) {
        case 0, 2 -> accesses[i] = rank(cumulated);
        case 1 -> accesses[i] = i % (KEYS / 2);
        default -> {
          if (i % part == 0) {
            recency(i, i + part);
          }
        }
      }
    }
    return accesses;
  }

  private int rank(double[] cumulated) {
    double drawn = random.nextDouble() * cumulated[cumulated.length - 1];
    int found = java.util.Arrays.binarySearch(cumulated, drawn);
    return Math.min(found >= 0 ? found : -found - 1, KEYS - 1);
  }

  private static double[] cumulated(double exponent) {
    double[] cumulated = new double[KEYS];
    double sum = 0;
    for (int i = 0; i < KEYS; i++) {
      sum += 1 / Math.pow(i + 1, exponent);
      cumulated[i] = sum;
    }
    return cumulated;
  }
}
