package dev.larder.internal.journal;

/**
 * Asks the journal's thread for something when all that stands before it in the queue is written.
 */
final class Marker extends PendingRecord {
  private static final byte[] NOTHING = {};

  private final boolean beginsSegment;
  private long offset;
  private int epoch;

  Marker(Journal journal, boolean beginsSegment) {
    super(journal, NOTHING);
    this.beginsSegment = beginsSegment;
  }

  /** Whether what follows shall be written to a new segment. */
  boolean beginsSegment() {
    return beginsSegment;
  }

  /**
   * Says where the journal stands, before this is said to be on the disk.
   *
   * @param next the offset of the first record that follows
   * @param highest the highest generation of a segment
   */
  void reached(long next, int highest) {
    offset = next;
    epoch = highest;
  }

  /** The highest generation of a segment before; to be asked when this is on the disk. */
  int epoch() {
    return epoch;
  }

  /** The offset of the first record that follows; to be asked when this is on the disk. */
  long offset() {
    return offset;
  }
}
