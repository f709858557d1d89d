package dev.larder.internal.stream;

import dev.larder.internal.tree.SortedCursor;
import dev.larder.internal.tree.SortedTree;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A group of consumers of a stream. Immutable; all changes are O(log n) in what is pending. Each
 * pending entry stands in the group's tree and in its consumer's, the very same object.
 */
public final class StreamGroup implements ByName {
  /** For {@link #entriesRead()}: nobody knows. */
  public static final long UNKNOWN = -1;

  private final byte[] name;
  private final StreamId lastDelivered;
  private final long entriesRead;
  private final SortedTree<PendingEntry> pending;
  private final SortedTree<StreamConsumer> consumers;

  private StreamGroup(
      byte[] name,
      StreamId lastDelivered,
      long entriesRead,
      SortedTree<PendingEntry> pending,
      SortedTree<StreamConsumer> consumers) {
    this.name = name;
    this.lastDelivered = lastDelivered;
    this.entriesRead = entriesRead;
    this.pending = pending;
    this.consumers = consumers;
  }

  /**
   * A group without consumers.
   *
   * @param name not to be changed any more
   * @param lastDelivered what is after this one is new to it
   * @param entriesRead how many entries of the stream's it has read, or {@link #UNKNOWN}
   */
  public static StreamGroup of(byte[] name, StreamId lastDelivered, long entriesRead) {
    return new StreamGroup(
        name,
        lastDelivered,
        entriesRead,
        SortedTree.empty(StreamId.BY_SEQ),
        SortedTree.empty(ByName.ORDER));
  }

  /** The name, not to be changed. */
  @Override
  public byte[] name() {
    return name;
  }

  /** The last entry that was delivered as a new one. */
  public StreamId lastDelivered() {
    return lastDelivered;
  }

  /** How many entries of all that ever were added it has read, or {@link #UNKNOWN}. */
  public long entriesRead() {
    return entriesRead;
  }

  /** What was delivered and not acknowledged, by number. */
  public SortedTree<PendingEntry> pending() {
    return pending;
  }

  /** The consumers by name. */
  public SortedTree<StreamConsumer> consumers() {
    return consumers;
  }

  /** The consumer of a name, or null. */
  public @Nullable StreamConsumer consumer(byte[] of) {
    StreamConsumer probe = StreamConsumer.of(of, 0);
    return consumers.find(probe.key(), probe);
  }

  /** The pending entry of a number, or null. */
  public @Nullable PendingEntry pending(StreamId id) {
    return pending.find(id.key(), PendingEntry.probe(id));
  }

  private StreamGroup over(SortedTree<PendingEntry> all, SortedTree<StreamConsumer> by) {
    return new StreamGroup(name, lastDelivered, entriesRead, all, by);
  }

  /** With another place to go on at. */
  public StreamGroup at(StreamId last, long read) {
    return last.equals(lastDelivered) && read == entriesRead
        ? this
        : new StreamGroup(name, last, read, pending, consumers);
  }

  /** With a consumer, which is made unless it is there. */
  public StreamGroup withConsumer(byte[] of, long seenAt) {
    StreamConsumer found = consumer(of);
    if (found != null) {
      return this;
    }
    StreamConsumer made = StreamConsumer.of(of, seenAt);
    return over(pending, consumers.insert(made.key(), made));
  }

  /** With a consumer heard of; made unless it is there. */
  public StreamGroup seen(byte[] of, long now) {
    StreamConsumer found = consumer(of);
    if (found == null) {
      return withConsumer(of, now);
    }
    return found.seenAt() == now ? this : put(found.seen(now));
  }

  private StreamGroup put(StreamConsumer changed) {
    return over(pending, consumers.replace(changed.key(), changed));
  }

  /** Without a consumer and all that it has not acknowledged; O(m log n). */
  public StreamGroup withoutConsumer(byte[] of) {
    StreamConsumer found = consumer(of);
    if (found == null) {
      return this;
    }
    SortedTree<PendingEntry> left = pending;
    for (SortedCursor<PendingEntry> own = found.pending().cursor(0); own.hasNext(); ) {
      PendingEntry entry = own.next();
      left = left.remove(entry.key(), entry);
    }
    return over(left, consumers.remove(found.key(), found));
  }

  /** With an entry pending, in place of one of the same number; its consumer is there. */
  public StreamGroup withPending(PendingEntry entry) {
    PendingEntry before = pending(entry.id());
    StreamConsumer consumer = consumer(entry.consumer());
    if (consumer == null) {
      throw new IllegalArgumentException("a consumer of the group, found none for " + entry);
    }
    long key = entry.key();
    if (before == null) {
      return over(pending.insert(key, entry), consumers)
          .put(consumer.over(consumer.pending().insert(key, entry)));
    }
    StreamGroup group = over(pending.replace(key, entry), consumers);
    if (Arrays.equals(before.consumer(), entry.consumer())) {
      return group.put(consumer.over(consumer.pending().replace(key, entry)));
    }
    return group.takenFrom(before).put(consumer.over(consumer.pending().insert(key, entry)));
  }

  private StreamGroup takenFrom(PendingEntry entry) {
    StreamConsumer owner = consumer(entry.consumer());
    return owner == null ? this : put(owner.over(owner.pending().remove(entry.key(), entry)));
  }

  /** Without a pending entry; this very instance if it is not pending. */
  public StreamGroup withoutPending(StreamId id) {
    PendingEntry found = pending(id);
    return found == null
        ? this
        : over(pending.remove(found.key(), found), consumers).takenFrom(found);
  }

  /** Throws an {@link AssertionError} that says which invariant does not hold. O(n log n). */
  @SuppressWarnings("ReferenceEquality") // both trees have the same objects
  void checkInvariants() {
    pending.checkInvariants();
    consumers.checkInvariants();
    int owned = 0;
    for (int i = 0; i < consumers.size(); i++) {
      StreamConsumer consumer = consumers.itemAt(i);
      consumer.pending().checkInvariants();
      owned += consumer.pending().size();
      for (int k = 0; k < consumer.pending().size(); k++) {
        PendingEntry entry = consumer.pending().itemAt(k);
        if (pending(entry.id()) != entry || !Arrays.equals(entry.consumer(), consumer.name())) {
          throw new AssertionError(entry + " is not in both trees");
        }
      }
    }
    if (owned != pending.size()) {
      throw new AssertionError(owned + " pending of consumers, " + pending.size() + " of all");
    }
  }
}
