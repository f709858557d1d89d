package dev.larder.internal.eviction;

/**
 * How often hashes were used lately, roughly and never too low: a count-min sketch of four rows of
 * four-bit counters, raised conservatively and halved after each period of uses (TinyLFU, Einziger,
 * Friedman and Manes 2017).
 *
 * <p>It grows with what it counts for: the table doubles by standing beside its copy, so that every
 * hash keeps its count.
 */
final class Frequencies {
  /** The highest count. */
  static final int MOST = 15;

  private static final int ROWS = 4;

  /** 8 KiB: a small cache must know many more keys than it holds, or a loop drowns all counts. */
  private static final int LEAST_WORDS = 1024;

  /** Up to here an entry has two words, as collisions are dear in small caches; above it one. */
  private static final int GENEROUS_WORDS = 8192;

  private static final long LOW_BITS_OF_COUNTERS = 0x7777_7777_7777_7777L;

  /**
   * A block of eight words is what one look at memory brings: all counters of a hash are in one.
   */
  private static final int BLOCK_BITS = 3;

  /** A word holds sixteen counters. */
  private long[] words = new long[LEAST_WORDS];

  private long uses;

  /** Makes room for the frequencies that so many entries need: 8 to 16 bytes for each of many. */
  void reserve(int entries) {
    int needed = Math.max(entries, (int) Math.min(2L * entries, GENEROUS_WORDS));
    while (words.length < needed && words.length < 1 << 28) {
      long[] doubled = new long[words.length * 2];
      System.arraycopy(words, 0, doubled, 0, words.length);
      System.arraycopy(words, 0, doubled, words.length, words.length);
      words = doubled;
    }
  }

  /** The count of a hash, from 0 to {@link #MOST}. */
  int of(int hash) {
    long mixed = mix(hash);
    int least = MOST;
    for (int row = 0; row < ROWS; row++) {
      least = Math.min(least, counter(mixed, row));
    }
    return least;
  }

  /**
   * Counts a use.
   *
   * @param period after how many uses all counts are halved, so that half a period is remembered
   */
  void add(int hash, long period) {
    long mixed = mix(hash);
    int least = of(hash);
    if (least < MOST) {
      for (int row = 0; row < ROWS; row++) {
        if (counter(mixed, row) == least) {
          words[word(mixed, row)] += 1L << shift(mixed, row);
        }
      }
    }
    if (++uses >= period) {
      halve();
    }
  }

  private void halve() {
    for (int i = 0; i < words.length; i++) {
      words[i] = words[i] >>> 1 & LOW_BITS_OF_COUNTERS;
    }
    uses /= 2;
  }

  private int counter(long mixed, int row) {
    return (int) (words[word(mixed, row)] >>> shift(mixed, row)) & MOST;
  }

  /** The word of a row: each has two in the block of the hash, and one bit chooses. */
  private int word(long mixed, int row) {
    int block = (int) (mixed >>> 32) & (words.length >>> BLOCK_BITS) - 1;
    return block << BLOCK_BITS | row << 1 | (int) (mixed >>> row) & 1;
  }

  private static int shift(long mixed, int row) {
    return (int) (mixed >>> ROWS + row * 4 & 15) << 2;
  }

  private static long mix(int hash) {
    long mixed = (hash ^ 0x5DEE_CE66L) * 0xBF58_476D_1CE4_E5B9L;
    return (mixed ^ mixed >>> 31) * 0x94D0_49BB_1331_11EBL;
  }
}
