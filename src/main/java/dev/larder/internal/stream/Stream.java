package dev.larder.internal.stream;

import dev.larder.internal.tree.SortedTree;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One version of a stream: entries by number, the nodes that an approximate trim goes by, and
 * groups by name. Immutable; every change gives another version, or this very one when there is
 * nothing to change, and costs O(log n) unless it says else. What counts is as in Redis 7.0.
 */
public final class Stream {
  private static final SortedTree<StreamEntry> NO_ENTRIES = SortedTree.empty(StreamId.BY_SEQ);
  private static final SortedTree<StreamGroup> NO_GROUPS = SortedTree.empty(ByName.ORDER);

  /** The stream that nothing was ever added to. */
  public static final Stream EMPTY =
      new Stream(NO_ENTRIES, StreamNodes.NONE, NO_GROUPS, StreamId.MIN, StreamId.MIN, 0);

  private final SortedTree<StreamEntry> entries;
  private final SortedTree<StreamNode> nodes;
  private final SortedTree<StreamGroup> groups;
  private final StreamId lastId;
  private final StreamId maxDeletedId;
  private final long entriesAdded;

  private Stream(
      SortedTree<StreamEntry> entries,
      SortedTree<StreamNode> nodes,
      SortedTree<StreamGroup> groups,
      StreamId lastId,
      StreamId maxDeletedId,
      long entriesAdded) {
    this.entries = entries;
    this.nodes = nodes;
    this.groups = groups;
    this.lastId = lastId;
    this.maxDeletedId = maxDeletedId;
    this.entriesAdded = entriesAdded;
  }

  // ---- what is there ----------------------------------------------------------------------------

  /** The entries by number. */
  public SortedTree<StreamEntry> entries() {
    return entries;
  }

  SortedTree<StreamNode> nodes() {
    return nodes;
  }

  /** How many nodes there are. */
  public int nodeCount() {
    return nodes.size();
  }

  /** How many nodes the reference implementation's radix tree would need for these. O(nodes). */
  public int radixNodeCount() {
    return RadixShape.nodesOf(nodes);
  }

  /** The groups by name. */
  public SortedTree<StreamGroup> groups() {
    return groups;
  }

  /** The number that the next entry's must be after. */
  public StreamId lastId() {
    return lastId;
  }

  /** The greatest number of those deleted one by one. */
  public StreamId maxDeletedId() {
    return maxDeletedId;
  }

  /** How many entries were ever added. */
  public long entriesAdded() {
    return entriesAdded;
  }

  /** How many entries there are. */
  public int length() {
    return entries.size();
  }

  /** The number of the first entry, or 0-0. */
  public StreamId firstId() {
    return entries.isEmpty() ? StreamId.MIN : entries.firstItem().id();
  }

  /** The entry of a number, or null. */
  public @Nullable StreamEntry entry(StreamId id) {
    return entries.find(id.key(), StreamEntry.probe(id));
  }

  /** How many entries come before a number. */
  public int rankOf(StreamId id) {
    return entries.lowerRank(id.key(), StreamEntry.probe(id));
  }

  /** How many entries come before a number or have it. */
  public int rankAfter(StreamId id) {
    return entries.upperRank(id.key(), StreamEntry.probe(id));
  }

  /** The entries from one number to another, both included. */
  public SortedTree<StreamEntry> range(StreamId from, StreamId to) {
    int low = rankOf(from);
    return entries.slice(low, Math.max(low, rankAfter(to)));
  }

  /** The group of a name, or null. */
  public @Nullable StreamGroup group(byte[] name) {
    StreamGroup probe = StreamGroup.of(name, StreamId.MIN, 0);
    return groups.find(probe.key(), probe);
  }

  // ---- changes of entries -----------------------------------------------------------------------

  private Stream over(SortedTree<StreamEntry> changed, SortedTree<StreamNode> changedNodes) {
    return new Stream(changed, changedNodes, groups, lastId, maxDeletedId, entriesAdded);
  }

  /** With the numbers at its head set. */
  Stream withHead(StreamId last, StreamId maxDeleted, long added) {
    return new Stream(entries, nodes, groups, last, maxDeleted, added);
  }

  Stream withNodes(SortedTree<StreamNode> changed) {
    return over(entries, changed);
  }

  /**
   * With an entry at the end, which counts as one added.
   *
   * @throws IllegalArgumentException if its number is not after the last one
   */
  public Stream append(StreamEntry entry) {
    return append(entry, NodeBounds.USUAL);
  }

  /** The same, where nodes are full by other bounds. */
  public Stream append(StreamEntry entry, NodeBounds bounds) {
    if (!entry.id().isAfter(lastId)) {
      throw new IllegalArgumentException("a number after " + lastId + ", found " + entry.id());
    }
    return put(entry, bounds).withHead(entry.id(), maxDeletedId, entriesAdded + 1);
  }

  /** With an entry at the end; what the head says stays. */
  Stream put(StreamEntry entry) {
    return put(entry, NodeBounds.USUAL);
  }

  private Stream put(StreamEntry entry, NodeBounds bounds) {
    if (!entries.isEmpty() && !entry.id().isAfter(entries.lastItem().id())) {
      throw new IllegalArgumentException(
          "entries in ascending order, found " + entry.id() + " after " + entries.lastItem().id());
    }
    return over(entries.insert(entry.key(), entry), StreamNodes.append(nodes, entry, bounds));
  }

  /** Without an entry that a client deletes; this very instance if it is not there. */
  public Stream delete(StreamId id) {
    Stream without = remove(id);
    if (without == this || !id.isAfter(maxDeletedId)) {
      return without;
    }
    return without.withHead(lastId, id, entriesAdded);
  }

  /** Without an entry; what the head says stays. */
  Stream remove(StreamId id) {
    int rank = entries.rank(id.key(), StreamEntry.probe(id));
    return rank < 0 ? this : over(entries.removeAt(rank), StreamNodes.remove(nodes, id));
  }

  /** Without the first entries; the number deleted last stays. O(log n + nodes). */
  public Stream removeFirst(int count) {
    Objects.checkFromToIndex(0, count, length());
    return count == 0
        ? this
        : over(entries.removeRange(0, count), StreamNodes.removeFirst(nodes, count));
  }

  /** What came of {@link #setId}. */
  public enum SetIdFailure {
    /** The number is before that of the last entry. */
    BEFORE_LAST_ENTRY,
    /** Fewer were added than there are. */
    ADDED_BELOW_LENGTH,
    /** The number is before the one deleted last. */
    BEFORE_MAX_DELETED
  }

  /**
   * Why the head can't be set so, or null if it can.
   *
   * @param added how many entries were ever added, or -1 for no change
   * @param maxDeleted the greatest number deleted, or null or 0-0 for no change
   */
  public @Nullable SetIdFailure checkSetId(
      StreamId last, long added, @Nullable StreamId maxDeleted) {
    if (maxDeleted != null && maxDeleted.isAfter(last)) {
      return SetIdFailure.BEFORE_MAX_DELETED;
    }
    if (!entries.isEmpty() && entries.lastItem().id().isAfter(last)) {
      return SetIdFailure.BEFORE_LAST_ENTRY;
    }
    if (!entries.isEmpty() && added != -1 && length() > added) {
      return SetIdFailure.ADDED_BELOW_LENGTH;
    }
    return null;
  }

  /** With another head, as {@link #checkSetId} allows it. */
  public Stream setId(StreamId last, long added, @Nullable StreamId maxDeleted) {
    return withHead(
        last,
        maxDeleted == null || maxDeleted.equals(StreamId.MIN) ? maxDeletedId : maxDeleted,
        added == -1 ? entriesAdded : added);
  }

  // ---- changes of groups ------------------------------------------------------------------------

  private Stream overGroups(SortedTree<StreamGroup> changed) {
    return new Stream(entries, nodes, changed, lastId, maxDeletedId, entriesAdded);
  }

  /** With a group, in place of one of that name. */
  @SuppressWarnings("ReferenceEquality") // the very same group is no change
  public Stream withGroup(StreamGroup group) {
    StreamGroup found = groups.find(group.key(), group);
    if (found == group) {
      return this;
    }
    return overGroups(
        found == null ? groups.insert(group.key(), group) : groups.replace(group.key(), group));
  }

  /** Without a group; this very instance if it is not there. */
  public Stream withoutGroup(byte[] name) {
    StreamGroup found = group(name);
    return found == null ? this : overGroups(groups.remove(found.key(), found));
  }

  // ---- how far a group is -----------------------------------------------------------------------

  /** Whether an entry may have been deleted from a number on, and one before it is still there. */
  boolean mayHaveGapFrom(StreamId id) {
    return hasGaps() && !id.isAfter(maxDeletedId);
  }

  /** Whether an entry may have been deleted behind one that is still there. */
  private boolean hasGaps() {
    return !entries.isEmpty()
        && !maxDeletedId.equals(StreamId.MIN)
        && !firstId().isAfter(maxDeletedId);
  }

  /**
   * How many entries were ever added up to a number, or {@link StreamGroup#UNKNOWN} when deleted
   * ones make that unknowable.
   */
  public long addedUpTo(StreamId id) {
    if (entriesAdded == 0) {
      return 0;
    }
    int toLast = id.compareTo(lastId);
    if (toLast == 0 || (entries.isEmpty() && toLast < 0)) {
      return entriesAdded;
    }
    if (toLast > 0) {
      return StreamGroup.UNKNOWN;
    }
    if (!hasGaps()) {
      int toFirst = id.compareTo(firstId());
      if (toFirst <= 0) {
        return entriesAdded - length() + (toFirst == 0 ? 1 : 0);
      }
    }
    return StreamGroup.UNKNOWN;
  }

  /** How many entries a group has read once it has got an entry as a new one. */
  long entriesReadAfter(StreamGroup group, StreamId delivered) {
    if (group.entriesRead() != StreamGroup.UNKNOWN && !mayHaveGapFrom(delivered)) {
      return group.entriesRead() + 1;
    }
    return entriesAdded == 0 ? group.entriesRead() : addedUpTo(delivered);
  }

  /** How many entries a group has still to read, or null when nobody knows. */
  public @Nullable Long lag(StreamGroup group) {
    if (entriesAdded == 0) {
      return 0L;
    }
    if (group.entriesRead() != StreamGroup.UNKNOWN && !mayHaveGapFrom(group.lastDelivered())) {
      return entriesAdded - group.entriesRead();
    }
    long read = addedUpTo(group.lastDelivered());
    return read == StreamGroup.UNKNOWN ? null : (Long) (entriesAdded - read);
  }

  /** Throws an {@link AssertionError} that says which invariant does not hold. O(n log n). */
  void checkInvariants() {
    entries.checkInvariants();
    nodes.checkInvariants();
    groups.checkInvariants();
    int rank = 0;
    for (int i = 0; i < nodes.size(); i++) {
      StreamNode node = nodes.itemAt(i);
      int end = i + 1 == nodes.size() ? length() : rankOf(idOf(nodes.itemAt(i + 1)));
      if (rankOf(idOf(node)) != rank || node.live() != end - rank || node.live() == 0) {
        throw new AssertionError("node " + i + " has not the entries that it says");
      }
      rank = end;
    }
    if (rank != length()) {
      throw new AssertionError(length() + " entries, " + rank + " in nodes");
    }
    for (int i = 0; i < groups.size(); i++) {
      groups.itemAt(i).checkInvariants();
    }
  }

  private static StreamId idOf(StreamNode node) {
    return new StreamId(node.ms(), node.seq());
  }
}
