package dev.larder.internal.stream;

import dev.larder.internal.tree.SortedCursor;
import dev.larder.internal.tree.SortedTree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a version of a stream becomes a later one, or a part of one that is written as a whole. Says
 * what is: numbers, not differences, so that only the order of versions counts. See {@link
 * StreamFormat} for its form.
 */
public final class StreamChange {
  /** The version before of a stream that is written as a whole. */
  public static final long NOTHING = 0;

  /** The number of the stream, which it keeps as long as it exists. */
  public final long id;

  /** The version that it changes, or {@link #NOTHING}. */
  public final long before;

  /** The version that it makes, above 0; the same as the one before for a further part of that. */
  public final long version;

  @Nullable Head head;
  final List<StreamEntry> entries = new ArrayList<>();

  /** So many are gone from the front, once the entries are in. */
  int trimmed;

  final List<StreamId> removed = new ArrayList<>();

  /** Nodes that are otherwise than the entries alone would have made them. */
  final List<StreamId> removedNodes = new ArrayList<>();

  final List<StreamNode> nodes = new ArrayList<>();
  final List<byte[]> removedGroups = new ArrayList<>();
  final List<OfGroup> groups = new ArrayList<>();

  /** A change that says nothing yet. */
  public StreamChange(long id, long before, long version) {
    this.id = id;
    this.before = before;
    this.version = version;
  }

  /**
   * The numbers at the head of a stream.
   *
   * @param lastId the last number given
   * @param maxDeletedId the greatest of those deleted one by one
   * @param entriesAdded how many entries were ever added
   */
  public record Head(StreamId lastId, StreamId maxDeletedId, long entriesAdded) {}

  /** What becomes of a group. */
  static final class OfGroup {
    final byte[] name;
    final StreamId lastDelivered;
    final long entriesRead;
    final List<byte[]> removedConsumers = new ArrayList<>();
    final List<StreamConsumer> consumers = new ArrayList<>();
    final List<StreamId> removed = new ArrayList<>();
    final List<PendingEntry> pending = new ArrayList<>();

    OfGroup(byte[] name, StreamId lastDelivered, long entriesRead) {
      this.name = name;
      this.lastDelivered = lastDelivered;
      this.entriesRead = entriesRead;
    }
  }

  /** How many entries go from the front. */
  public int trimmed() {
    return trimmed;
  }

  /** The numbers of the entries that go otherwise, not to be changed. */
  public List<StreamId> removed() {
    return removed;
  }

  /** The names of the groups that go, not to be changed. */
  public List<byte[]> gone() {
    return removedGroups;
  }

  /** Whether it says all of a version, or the first part of that. */
  public boolean isWhole() {
    return before == NOTHING;
  }

  /**
   * Makes the version after from the one before.
   *
   * @throws IllegalArgumentException if it does not fit
   */
  public Stream applyTo(Stream stream) {
    Stream changed = isWhole() ? Stream.EMPTY : stream;
    for (StreamEntry entry : entries) {
      changed = changed.put(entry);
    }
    if (trimmed > changed.length()) {
      throw new IllegalArgumentException(
          "at most " + changed.length() + " entries to trim, found " + trimmed);
    }
    changed = changed.removeFirst(trimmed);
    for (StreamId each : removed) {
      changed = changed.remove(each);
    }
    changed = changed.withNodes(nodesOf(changed.nodes()));
    Head set = head;
    if (set != null) {
      changed = changed.withHead(set.lastId, set.maxDeletedId, set.entriesAdded);
    }
    for (byte[] name : removedGroups) {
      changed = changed.withoutGroup(name);
    }
    for (OfGroup group : groups) {
      changed = changed.withGroup(apply(group, changed.group(group.name)));
    }
    return changed;
  }

  private SortedTree<StreamNode> nodesOf(SortedTree<StreamNode> all) {
    SortedTree<StreamNode> changed = all;
    for (StreamId each : removedNodes) {
      changed = changed.remove(each.key(), StreamNode.probe(each));
    }
    for (StreamNode node : nodes) {
      changed = changed.remove(node.key(), node).insert(node.key(), node);
    }
    return changed;
  }

  private static StreamGroup apply(OfGroup change, @Nullable StreamGroup before) {
    StreamGroup group =
        before == null
            ? StreamGroup.of(change.name, change.lastDelivered, change.entriesRead)
            : before.at(change.lastDelivered, change.entriesRead);
    for (StreamId each : change.removed) {
      group = group.withoutPending(each);
    }
    for (byte[] name : change.removedConsumers) {
      group = group.withoutConsumer(name);
    }
    for (StreamConsumer consumer : change.consumers) {
      group = group.seen(consumer.name(), consumer.seenAt());
    }
    for (PendingEntry entry : change.pending) {
      group = group.withPending(entry);
    }
    return group;
  }

  // ---- what an export says, line by line --------------------------------------------------------

  /** Takes a change apart, in the order in which it applies; what is removed is not told. */
  public interface Parts {
    /** The numbers at the head. */
    void head(Head head);

    /** An entry. */
    void entry(StreamEntry entry);

    /** A group, whose consumers and pending entries follow. */
    void group(byte[] name, StreamId lastDelivered, long entriesRead);

    /** A consumer of the group told last. */
    void consumer(byte[] name, long seenAt);

    /** A pending entry of the group told last. */
    void pending(PendingEntry entry);
  }

  /** Tells what is set. */
  public void tell(Parts parts) {
    if (head != null) {
      parts.head(head);
    }
    entries.forEach(parts::entry);
    for (OfGroup group : groups) {
      parts.group(group.name, group.lastDelivered, group.entriesRead);
      group.consumers.forEach(consumer -> parts.consumer(consumer.name(), consumer.seenAt()));
      group.pending.forEach(parts::pending);
    }
  }

  /** Sets the numbers at the head. */
  public StreamChange head(Head set) {
    head = set;
    return this;
  }

  /** Adds an entry. */
  public StreamChange entry(StreamEntry entry) {
    entries.add(entry);
    return this;
  }

  /** Adds a group, of which a consumer or a pending entry may be said as well. */
  public StreamChange group(
      byte[] name,
      StreamId lastDelivered,
      long entriesRead,
      byte @Nullable [] consumer,
      long seenAt,
      @Nullable PendingEntry pending) {
    OfGroup group = new OfGroup(name, lastDelivered, entriesRead);
    if (consumer != null) {
      group.consumers.add(StreamConsumer.of(consumer, seenAt));
    }
    if (pending != null) {
      group.pending.add(pending);
    }
    groups.add(group);
    return this;
  }

  // ---- what a record may be made of -------------------------------------------------------------

  /** Takes parts of a whole, none of them long. */
  @FunctionalInterface
  public interface Sink {
    /** A part; they are to be applied in this order. */
    void accept(StreamChange part);
  }

  /**
   * A stream as a whole, in parts of at most so many elements.
   *
   * @return how many entries, and what else counts as one, there are
   */
  public static long whole(long id, long version, Stream stream, int most, Sink sink) {
    StreamChange part = new StreamChange(id, NOTHING, version);
    part.head = new Head(stream.lastId(), stream.maxDeletedId(), stream.entriesAdded());
    Stream made = Stream.EMPTY;
    for (SortedCursor<StreamEntry> all = stream.entries().cursor(0); all.hasNext(); ) {
      StreamEntry entry = all.next();
      made = made.put(entry);
      part.entries.add(entry);
      part = next(part, part.entries.size(), most, sink);
    }
    StreamDifference.nodes(made.nodes(), stream.nodes(), part);
    sink.accept(part);
    for (int i = 0; i < stream.groups().size(); i++) {
      wholeGroup(new StreamChange(id, version, version), stream.groups().itemAt(i), most, sink);
    }
    return stream.length();
  }

  private static StreamChange next(StreamChange part, int elements, int most, Sink sink) {
    if (elements < most) {
      return part;
    }
    sink.accept(part);
    return new StreamChange(part.id, part.version, part.version);
  }

  private static void wholeGroup(StreamChange begun, StreamGroup group, int most, Sink sink) {
    StreamChange part = begun;
    OfGroup of = begin(part, group);
    for (SortedCursor<StreamConsumer> all = group.consumers().cursor(0); all.hasNext(); ) {
      of.consumers.add(all.next());
      part = next(part, of.consumers.size(), most, sink);
      of = part.groups.isEmpty() ? begin(part, group) : of;
    }
    for (SortedCursor<PendingEntry> all = group.pending().cursor(0); all.hasNext(); ) {
      of.pending.add(all.next());
      part = next(part, of.pending.size(), most, sink);
      of = part.groups.isEmpty() ? begin(part, group) : of;
    }
    sink.accept(part);
  }

  private static OfGroup begin(StreamChange part, StreamGroup group) {
    OfGroup of = new OfGroup(group.name(), group.lastDelivered(), group.entriesRead());
    part.groups.add(of);
    return of;
  }
}
