package dev.larder.internal.journal;

/**
 * Asks the journal's thread for something when all that stands before it in the queue is written.
 */
final class Marker extends PendingRecord {
  private static final byte[] NOTHING = {};

  private final boolean beginsSegment;
  private long offset;

  Marker(Journal journal, boolean beginsSegment) {
    super(journal, NOTHING);
    this.beginsSegment = beginsSegment;
  }

  /** Whether what follows shall be written to a new segment. */
  boolean beginsSegment() {
    return beginsSegment;
  }

  /** Sets the offset of the first record that follows, before this is said to be on the disk. */
  void offset(long next) {
    offset = next;
  }

  /** The offset of the first record that follows; to be asked when this is on the disk. */
  long offset() {
    return offset;
  }
}
