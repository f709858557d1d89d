package dev.larder.internal.table;

import org.jspecify.annotations.Nullable;

/** The marks that stand in a slot instead of entries. */
abstract sealed class Mark extends Node permits Mark.Empty, Mark.Vacant, Mark.Frozen, Header {
  private static final int EMPTY_HASH = -1;
  private static final int FROZEN_HASH = -2;

  Mark(int markHash) {
    super(markHash);
  }

  /**
   * A bucket whose entries were all removed. Distinct from {@code null}, which says that the bucket
   * was never touched in its generation and therefore never comes back once it has gone.
   */
  static final class Empty extends Mark {
    static final Empty INSTANCE = new Empty();

    private Empty() {
      super(EMPTY_HASH);
    }
  }

  /**
   * An empty bucket that a multi-cell change is about to claim. {@link Empty} comes and goes, so a
   * helper that is late could claim it for a change that is long over; each of these is used once.
   */
  static final class Vacant extends Mark {
    Vacant() {
      super(EMPTY_HASH);
    }
  }

  /** A bucket that moved to the next generation; it changes no more. */
  static final class Frozen extends Mark {
    static final Frozen EMPTY = new Frozen(null);

    /** A chain or an overfull bucket, or null when nothing was there. */
    final @Nullable Node content;

    Frozen(@Nullable Node content) {
      super(FROZEN_HASH);
      this.content = content;
    }
  }
}
