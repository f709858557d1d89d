package dev.larder.internal.stream;

/** What stands in an order by numbers of entries. */
interface StreamKey {
  /** The milliseconds of the number, unsigned. */
  long ms();

  /** What tells those of one millisecond apart, unsigned. */
  long seq();

  /** Its key in a tree, whose keys are signed. */
  default long key() {
    return ms() ^ Long.MIN_VALUE;
  }
}
