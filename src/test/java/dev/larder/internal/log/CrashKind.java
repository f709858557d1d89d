package dev.larder.internal.log;

/** What a crash may do to operations that were not synced. An index is one of the trace. */
public enum CrashKind {
  /** All are lost. */
  NOTHING(Needs.NO_INDEX),
  /** All are kept. */
  EVERYTHING(Needs.NO_INDEX),
  /** Files are created, renamed and deleted, but what was written to them is lost. */
  NAMES_ONLY(Needs.NO_INDEX),
  /** Bytes are kept; creations, renames and removals are lost. */
  DATA_ONLY(Needs.NO_INDEX),
  /** Those before the index are kept, the others lost. */
  PREFIX(Needs.ANY),
  /** Only the one at the index is lost. */
  DROP_ONE(Needs.ANY),
  /** The write at the index is torn; those before are kept, those after all kept or all lost. */
  TORN_512(512),
  /** The same with larger sectors. */
  TORN_4096(4096),
  /** From the index on writes are lost, but the file has its length: there are zeros instead. */
  ZEROS(Needs.GROWING_WRITE),
  /** Instead of zeros it is what the blocks held before, such as an older file, or garbage. */
  STALE(Needs.GROWING_WRITE),
  /** All of that at random: each kept, lost or torn, with or without the length. */
  RANDOM(Needs.NO_INDEX);

  /** Which operations a kind is about. */
  enum Needs {
    NO_INDEX,
    ANY,
    TEARABLE_WRITE,
    GROWING_WRITE
  }

  final Needs needs;
  final int sectorSize;

  CrashKind(Needs needs) {
    this.needs = needs;
    sectorSize = 1;
  }

  CrashKind(int sectorSize) {
    needs = Needs.TEARABLE_WRITE;
    this.sectorSize = sectorSize;
  }

  /** Whether different seeds give different states. */
  boolean isRandom() {
    return needs == Needs.TEARABLE_WRITE || this == STALE || this == RANDOM;
  }
}
