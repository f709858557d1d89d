package dev.larder.internal.stream;

import dev.larder.internal.tree.SortedCursor;
import dev.larder.internal.tree.SortedTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a consumer of a group gets entries. The group and the consumer must be there. */
public final class StreamDelivery {
  private StreamDelivery() {}

  /**
   * A place of what a consumer has already got.
   *
   * @param id the number
   * @param entry the entry, or null if it is deleted
   */
  public record Seen(StreamId id, @Nullable StreamEntry entry) {}

  /**
   * Delivers entries that are new to a group.
   *
   * @param count at most so many
   * @param acknowledged whether they count as acknowledged at once, so that none becomes pending
   * @param now in milliseconds of the epoch
   */
  public static StreamResult<Stream, List<StreamEntry>> fresh(
      Stream stream,
      StreamGroup group,
      byte[] consumer,
      long count,
      boolean acknowledged,
      long now) {
    List<StreamEntry> found = new ArrayList<>();
    SortedTree<StreamEntry> entries = stream.entries();
    SortedCursor<StreamEntry> cursor = entries.cursor(stream.rankAfter(group.lastDelivered()));
    StreamGroup changed = group;
    while (cursor.hasNext() && found.size() < count) {
      StreamEntry entry = cursor.next();
      found.add(entry);
      changed = changed.at(entry.id(), stream.entriesReadAfter(changed, entry.id()));
      if (!acknowledged) {
        changed = changed.withPending(new PendingEntry(entry.ms(), entry.seq(), consumer, now, 1));
      }
    }
    return new StreamResult<>(stream.withGroup(changed), found);
  }

  /**
   * Delivers again what is pending of a consumer's.
   *
   * @param after only what is after this number
   * @param count at most so many
   */
  public static StreamResult<Stream, List<Seen>> again(
      Stream stream, StreamGroup group, byte[] consumer, StreamId after, long count, long now) {
    List<Seen> found = new ArrayList<>();
    StreamConsumer owner = group.consumer(consumer);
    if (owner == null) {
      return new StreamResult<>(stream, found);
    }
    SortedTree<PendingEntry> pending = owner.pending();
    StreamGroup changed = group;
    SortedCursor<PendingEntry> cursor =
        pending.cursor(pending.upperRank(after.key(), PendingEntry.probe(after)));
    while (cursor.hasNext() && found.size() < count) {
      PendingEntry place = cursor.next();
      StreamEntry entry = stream.entry(place.id());
      found.add(new Seen(place.id(), entry));
      if (entry != null) {
        changed =
            changed.withPending(
                new PendingEntry(
                    place.ms(), place.seq(), place.consumer(), now, place.deliveries() + 1));
      }
    }
    return new StreamResult<>(stream.withGroup(changed), found);
  }

  /** Acknowledges; answers how many were pending. */
  public static StreamResult<StreamGroup, Integer> acknowledge(
      StreamGroup group, List<StreamId> ids) {
    StreamGroup changed = group;
    for (StreamId id : ids) {
      changed = changed.withoutPending(id);
    }
    return new StreamResult<>(changed, group.pending().size() - changed.pending().size());
  }

  /**
   * What is pending from one number to another, both included.
   *
   * @param pending of a group or of a consumer
   * @param count at most so many
   * @param deliveredUntil only what was delivered last at this time or before
   */
  public static List<PendingEntry> pending(
      SortedTree<PendingEntry> pending,
      StreamId from,
      StreamId to,
      long count,
      long deliveredUntil) {
    List<PendingEntry> found = new ArrayList<>();
    SortedCursor<PendingEntry> cursor =
        pending.cursor(pending.lowerRank(from.key(), PendingEntry.probe(from)));
    while (cursor.hasNext() && found.size() < count) {
      PendingEntry entry = cursor.next();
      if (entry.id().isAfter(to)) {
        break;
      }
      if (entry.deliveredAt() <= deliveredUntil) {
        found.add(entry);
      }
    }
    return found;
  }
}
