package dev.larder.internal.stream;

import dev.larder.internal.tree.SortedTree;

/** A consumer of a group, with what it has not acknowledged yet. Immutable. */
public final class StreamConsumer implements ByName {
  private final byte[] name;
  private final long seenAt;
  private final SortedTree<PendingEntry> pending;

  private StreamConsumer(byte[] name, long seenAt, SortedTree<PendingEntry> pending) {
    this.name = name;
    this.seenAt = seenAt;
    this.pending = pending;
  }

  /** A consumer that has nothing. */
  static StreamConsumer of(byte[] name, long seenAt) {
    return new StreamConsumer(name, seenAt, SortedTree.empty(StreamId.BY_SEQ));
  }

  /** The name, not to be changed. */
  @Override
  public byte[] name() {
    return name;
  }

  /** When it was last heard of, in milliseconds of the epoch. */
  public long seenAt() {
    return seenAt;
  }

  /** What it has not acknowledged, by number. */
  public SortedTree<PendingEntry> pending() {
    return pending;
  }

  StreamConsumer seen(long now) {
    return now == seenAt ? this : new StreamConsumer(name, now, pending);
  }

  StreamConsumer over(SortedTree<PendingEntry> changed) {
    return new StreamConsumer(name, seenAt, changed);
  }
}
