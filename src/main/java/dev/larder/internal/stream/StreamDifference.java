package dev.larder.internal.stream;

import dev.larder.internal.stream.StreamChange.OfGroup;
import dev.larder.internal.tree.SortedDifference;
import dev.larder.internal.tree.SortedTree;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Finds what changed between two versions of a stream, by what their trees don't share: that costs
 * what the change itself did.
 */
public final class StreamDifference {
  private StreamDifference() {}

  /**
   * What makes one version of another.
   *
   * @param id the stream's number
   */
  public static StreamChange between(
      long id, long versionBefore, Stream before, long version, Stream after) {
    StreamChange change = new StreamChange(id, versionBefore, version);
    entries(before, after, change);
    if (!before.lastId().equals(after.lastId())
        || !before.maxDeletedId().equals(after.maxDeletedId())
        || before.entriesAdded() != after.entriesAdded()) {
      change.head =
          new StreamChange.Head(after.lastId(), after.maxDeletedId(), after.entriesAdded());
    }
    groups(before.groups(), after.groups(), change);
    return change;
  }

  private static void entries(Stream before, Stream after, StreamChange change) {
    SortedDifference<StreamEntry> difference =
        SortedDifference.between(before.entries(), after.entries());
    Stream made = before;
    for (StreamEntry entry : difference.added()) {
      made = made.put(entry);
    }
    change.entries.addAll(difference.added());
    List<StreamEntry> removed = difference.removed();
    int count = removed.size();
    if (count > 0 && made.rankOf(removed.get(count - 1).id()) == count - 1) {
      change.trimmed = count;
      made = made.removeFirst(count);
    } else {
      for (StreamEntry entry : removed) {
        change.removed.add(entry.id());
        made = made.remove(entry.id());
      }
    }
    nodes(made.nodes(), after.nodes(), change);
  }

  /** What must be said of nodes that would come about otherwise; nothing as a rule. */
  static void nodes(
      SortedTree<StreamNode> made, SortedTree<StreamNode> wanted, StreamChange change) {
    SortedDifference<StreamNode> difference = SortedDifference.between(made, wanted);
    for (StreamNode node : difference.added()) {
      if (!node.equals(made.find(node.key(), node))) {
        change.nodes.add(node);
      }
    }
    for (StreamNode node : difference.removed()) {
      if (wanted.find(node.key(), node) == null) {
        change.removedNodes.add(new StreamId(node.ms(), node.seq()));
      }
    }
  }

  private static void groups(
      SortedTree<StreamGroup> before, SortedTree<StreamGroup> after, StreamChange change) {
    SortedDifference<StreamGroup> difference = SortedDifference.between(before, after);
    for (StreamGroup group : difference.removed()) {
      if (after.find(group.key(), group) == null) {
        change.removedGroups.add(group.name());
      }
    }
    for (StreamGroup group : difference.added()) {
      change.groups.add(between(before.find(group.key(), group), group));
    }
  }

  private static OfGroup between(@Nullable StreamGroup found, StreamGroup after) {
    StreamGroup before =
        found != null ? found : StreamGroup.of(after.name(), StreamId.MIN, StreamGroup.UNKNOWN);
    OfGroup change = new OfGroup(after.name(), after.lastDelivered(), after.entriesRead());
    SortedDifference<StreamConsumer> consumers =
        SortedDifference.between(before.consumers(), after.consumers());
    Map<StreamId, PendingEntry> kept = new HashMap<>();
    for (StreamConsumer consumer : consumers.removed()) {
      if (after.consumers().find(consumer.key(), consumer) == null) {
        change.removedConsumers.add(consumer.name());
      }
    }
    for (StreamConsumer consumer : consumers.added()) {
      StreamConsumer was = before.consumers().find(consumer.key(), consumer);
      if (was == null || was.seenAt() != consumer.seenAt()) {
        change.consumers.add(consumer);
      }
    }
    SortedDifference<PendingEntry> pending =
        SortedDifference.between(before.pending(), after.pending());
    change.pending.addAll(pending.added());
    pending.added().forEach(entry -> kept.put(entry.id(), entry));
    for (PendingEntry entry : pending.removed()) {
      if (!kept.containsKey(entry.id())) {
        change.removed.add(entry.id());
      }
    }
    return change;
  }

  /** Whether two versions are the same in all that counts; O(n). For tests. */
  static boolean isSame(Stream one, Stream other) {
    return one.lastId().equals(other.lastId())
        && one.maxDeletedId().equals(other.maxDeletedId())
        && one.entriesAdded() == other.entriesAdded()
        && Objects.equals(list(one.entries()), list(other.entries()))
        && Objects.equals(list(one.nodes()), list(other.nodes()))
        && Objects.equals(groupsOf(one), groupsOf(other));
  }

  private static <E> List<E> list(SortedTree<E> tree) {
    List<E> all = new java.util.ArrayList<>();
    tree.copyRange(0, tree.size(), (key, item) -> all.add(item));
    return all;
  }

  private static List<Object> groupsOf(Stream stream) {
    List<Object> all = new java.util.ArrayList<>();
    for (StreamGroup group : list(stream.groups())) {
      all.add(java.nio.ByteBuffer.wrap(group.name()));
      all.add(group.lastDelivered());
      all.add(group.entriesRead());
      all.add(list(group.pending()));
      for (StreamConsumer consumer : list(group.consumers())) {
        all.add(java.nio.ByteBuffer.wrap(consumer.name()));
        all.add(consumer.seenAt());
        all.add(list(consumer.pending()));
      }
    }
    return all;
  }
}
