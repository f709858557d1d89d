package dev.larder.internal.stream;

import dev.larder.internal.tree.SortedCursor;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How pending entries go over to another consumer. That one is made when it gets its first entry,
 * and not before.
 *
 * @param consumer who gets them, a name not to be changed
 * @param now in milliseconds of the epoch
 * @param minIdle only what was delivered that long ago, in milliseconds
 * @param deliveredAt what counts as the time of the delivery, in milliseconds of the epoch
 * @param deliveries what counts as the number of deliveries, or -1 for one more than before
 * @param force whether entries that are not pending become so
 * @param justIds whether the entries are not handed out, so that this is no delivery
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record StreamClaim(
    byte[] consumer,
    long now,
    long minIdle,
    long deliveredAt,
    long deliveries,
    boolean force,
    boolean justIds) {
  /** Of all that is looked at, one in so many is handed out at least. */
  private static final int LOOKS = 10;

  /** What was found of a stream. */
  private final class Taking {
    private final Stream stream;
    private StreamGroup group;
    private boolean made;

    Taking(Stream stream, StreamGroup group) {
      this.stream = stream;
      this.group = group;
    }

    /** Hands an entry over; answers it, or null if it stays where it is. */
    @Nullable StreamEntry take(StreamId id, @Nullable PendingEntry pending) {
      StreamEntry entry = stream.entry(id);
      if (entry == null) {
        group = group.withoutPending(id);
        return null;
      }
      if (pending == null ? !force : minIdle > 0 && now - pending.deliveredAt() < minIdle) {
        return null;
      }
      if (!made) {
        group = group.seen(consumer, now);
        made = true;
      }
      long before = pending == null ? 1 : pending.deliveries();
      long count = deliveries >= 0 ? deliveries : justIds ? before : before + 1;
      group = group.withPending(new PendingEntry(id.ms(), id.seq(), consumer, deliveredAt, count));
      return entry;
    }
  }

  /**
   * Claims entries by number. Those that are deleted are pending no more.
   *
   * @param lastId the group goes on at least here, unless null
   * @return the entries claimed, in the order of their numbers as given
   */
  public StreamResult<Stream, List<StreamEntry>> claim(
      Stream stream, StreamGroup group, List<StreamId> ids, @Nullable StreamId lastId) {
    StreamGroup at =
        lastId != null && lastId.isAfter(group.lastDelivered())
            ? group.at(lastId, group.entriesRead())
            : group;
    Taking taking = new Taking(stream, at);
    List<StreamEntry> claimed = new ArrayList<>();
    for (StreamId id : ids) {
      StreamEntry entry = taking.take(id, taking.group.pending(id));
      if (entry != null) {
        claimed.add(entry);
      }
    }
    return new StreamResult<>(stream.withGroup(taking.group), claimed);
  }

  /**
   * What came of {@link #claimFrom}.
   *
   * @param next where to go on, or 0-0 at the end
   * @param claimed the entries claimed
   * @param deleted the numbers of those that were pending and are deleted: they are pending no more
   */
  public record Claimed(StreamId next, List<StreamEntry> claimed, List<StreamId> deleted) {}

  /**
   * Claims what is pending from a number on.
   *
   * @param count at most so many, those deleted included; ten times as many are looked at
   */
  public StreamResult<Stream, Claimed> claimFrom(
      Stream stream, StreamGroup group, StreamId from, long count) {
    Taking taking = new Taking(stream, group);
    List<StreamEntry> claimed = new ArrayList<>();
    List<StreamId> deleted = new ArrayList<>();
    SortedCursor<PendingEntry> cursor =
        group.pending().cursor(group.pending().lowerRank(from.key(), PendingEntry.probe(from)));
    for (long looks = count * LOOKS;
        looks > 0 && cursor.hasNext() && claimed.size() + deleted.size() < count;
        looks--) {
      PendingEntry pending = cursor.next();
      StreamEntry entry = taking.take(pending.id(), pending);
      if (entry != null) {
        claimed.add(entry);
      } else if (stream.entry(pending.id()) == null) {
        deleted.add(pending.id());
      }
    }
    StreamId next = cursor.hasNext() ? cursor.next().id() : StreamId.MIN;
    return new StreamResult<>(stream.withGroup(taking.group), new Claimed(next, claimed, deleted));
  }
}
