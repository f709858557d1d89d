package dev.larder.internal.journal;

import dev.larder.internal.time.Ticker;
import java.util.concurrent.atomic.AtomicLong;

/** Begins a snapshot when the journal has grown enough, or the last one is old enough. */
public final class SnapshotTrigger {
  /*
   * Shared: how much was written since the last snapshot began, counted by the journal's thread and
   * reset by that of the snapshot; and the length of the last one. Each is right by itself; that a
   * reset may lose what was written at the same time does no harm.
   */
  private final Snapshots snapshots;
  private final long growthBytes;
  private final long periodNanos;
  private final Ticker ticker;
  private final AtomicLong written;
  private volatile long sinceNanos;
  private volatile long snapshotBytes;

  /**
   * A trigger.
   *
   * @param growthBytes how much the journal must have grown, and by as much as the last snapshot is
   *     long; {@link Long#MAX_VALUE} for never
   * @param periodNanos how old the last one must be if something has changed since; {@link
   *     Long#MAX_VALUE} for never
   * @param journalBytes how long the journal is now
   */
  public SnapshotTrigger(
      Snapshots snapshots,
      long growthBytes,
      long periodNanos,
      Ticker ticker,
      long journalBytes,
      long snapshotBytes) {
    this.snapshots = snapshots;
    this.growthBytes = growthBytes;
    this.periodNanos = periodNanos;
    this.ticker = ticker;
    this.written = new AtomicLong(journalBytes);
    this.snapshotBytes = snapshotBytes;
    this.sinceNanos = ticker.nanos();
  }

  void written(long bytes) {
    long sum = written.addAndGet(bytes);
    if (sum >= growthBytes && sum >= snapshotBytes) {
      written.set(0); // asked for once
      snapshots.trigger();
    } else if (periodNanos != Long.MAX_VALUE) {
      nanosToGo();
    }
  }

  /** How long until one is due; begins it when that is over. */
  long nanosToGo() {
    if (periodNanos == Long.MAX_VALUE || written.get() == 0) {
      return Long.MAX_VALUE;
    }
    long left = periodNanos - (ticker.nanos() - sinceNanos);
    if (left > 0) {
      return left;
    }
    sinceNanos = ticker.nanos();
    written.set(0);
    snapshots.trigger();
    return Long.MAX_VALUE;
  }

  void taken(long bytes) {
    snapshotBytes = bytes;
    sinceNanos = ticker.nanos();
    written.set(0);
  }
}
