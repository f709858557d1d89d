package dev.larder.internal.tree;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * Random programs for model tests. An operation is one {@code long}, read relative to the state it
 * meets, so any operation may be dropped from a program: a failing one is shrunk by doing so.
 */
public final class Programs {
  private Programs() {}

  /** Runs {@code count} programs of {@code length} operations; a failure names its seed. */
  public static void run(long firstSeed, int count, int length, Consumer<long[]> program) {
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      long[] operations = new SplittableRandom(seed).longs(length).toArray();
      if (failure(program, operations) != null) {
        long[] small = shrink(program, operations);
        throw new AssertionError(
            "seed " + seed + " of " + length + " operations, shrunk to " + Arrays.toString(small),
            failure(program, small));
      }
    }
  }

  private static long[] shrink(Consumer<long[]> program, long[] failing) {
    long[] small = failing;
    for (int chunk = Math.max(1, small.length / 2); chunk > 0; chunk /= 2) {
      for (int from = 0; from < small.length; ) {
        int to = Math.min(small.length, from + chunk);
        long[] less = new long[small.length - (to - from)];
        System.arraycopy(small, 0, less, 0, from);
        System.arraycopy(small, to, less, from, small.length - to);
        if (failure(program, less) != null) {
          small = less;
        } else {
          from = to;
        }
      }
    }
    return small;
  }

  private static Throwable failure(Consumer<long[]> program, long[] operations) {
    try {
      program.accept(operations);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }
}
