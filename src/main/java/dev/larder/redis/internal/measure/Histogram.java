package dev.larder.redis.internal.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * How often something took how long, to two digits, as Redis keeps it: up to 256 nanoseconds each
 * has a slot, from there on each power of two has 128. Longer than a second counts as a second.
 */
final class Histogram {
  /*
   * Written by one thread, read by any. A row of slots is made when its first one is used, and
   * published with release; counts are set opaque, since each stands for itself.
   */
  private static final VarHandle ROWS = MethodHandles.arrayElementVarHandle(long[][].class);
  private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(long[].class);

  private static final int ROW = 128;
  private static final int ROW_BITS = 7;
  private static final long LONGEST_NANOS = 1_000_000_000;

  /** How many slots there are. */
  static final int SIZE = (slot(LONGEST_NANOS) / ROW + 1) * ROW;

  private final long[] @Nullable [] rows = new long[SIZE / ROW][];

  /** Where a time is counted. */
  static int slot(long nanos) {
    long bounded = Math.max(0, Math.min(nanos, LONGEST_NANOS));
    int power = Math.max(0, 63 - Long.numberOfLeadingZeros(bounded) - ROW_BITS);
    return power * ROW + (int) (bounded >>> power);
  }

  /** The longest time that is counted in a slot. */
  static long longest(int slot) {
    int power = Math.max(0, (slot >>> ROW_BITS) - 1);
    long first = slot - (long) power * ROW;
    return (first + 1 << power) - 1;
  }

  void add(long nanos) {
    int slot = slot(nanos);
    int at = slot >>> ROW_BITS;
    long[] row = rows[at];
    if (row == null) {
      row = new long[ROW];
      ROWS.setRelease(rows, at, row);
    }
    int index = slot & ROW - 1;
    SLOTS.setOpaque(row, index, row[index] + 1);
  }

  /** Adds what was counted to an array of {@link #SIZE} counts. */
  void addTo(long[] sums) {
    for (int i = 0; i < rows.length; i++) {
      long[] row = (long[]) ROWS.getAcquire(rows, i);
      for (int j = 0; row != null && j < ROW; j++) {
        sums[i * ROW + j] += (long) SLOTS.getOpaque(row, j);
      }
    }
  }
}
