package dev.larder.benchmarks.hitratio;

/**
 * A count-min sketch of four rows of counters up to 15, which are halved after ten times as many
 * accesses as the cache has entries: TinyLFU's.
 */
final class Counts {
  private static final int ROWS = 4;
  private static final int MOST = 15;

  private final byte[] counters;
  private final int mask;
  private final int period;
  private int accesses;

  Counts(int capacity) {
    int row = Integer.highestOneBit(Math.max(8, 4 * capacity - 1)) << 1;
    counters = new byte[ROWS * row];
    mask = row - 1;
    period = 10 * Math.max(8, capacity);
  }

  int of(int key) {
    int least = MOST;
    for (int row = 0; row < ROWS; row++) {
      least = Math.min(least, counters[index(key, row)]);
    }
    return least;
  }

  void add(int key) {
    int least = of(key);
    for (int row = 0; row < ROWS && least < MOST; row++) {
      int index = index(key, row);
      counters[index] = (byte) Math.max(counters[index], least + 1);
    }
    if (++accesses >= period) {
      for (int i = 0; i < counters.length; i++) {
        counters[i] >>= 1;
      }
      accesses /= 2;
    }
  }

  private int index(int key, int row) {
    long mixed = (key + 0x9E3779B97F4A7C15L * (row + 1)) * 0xBF58476D1CE4E5B9L;
    return row * (mask + 1) + ((int) (mixed >>> 32 ^ mixed >>> 59) & mask);
  }
}
