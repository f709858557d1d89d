package dev.larder.internal.stream;

import dev.larder.internal.tree.SortedTree;

/** The nodes of a stream, in order; every change makes another tree. */
final class StreamNodes {
  static final SortedTree<StreamNode> NONE = SortedTree.empty(StreamId.BY_SEQ);

  private StreamNodes() {}

  /** With an entry at the end. */
  static SortedTree<StreamNode> append(
      SortedTree<StreamNode> nodes, StreamEntry entry, NodeBounds bounds) {
    if (!nodes.isEmpty()) {
      StreamNode longer = nodes.lastItem().with(entry, bounds);
      if (longer != null) {
        return nodes.replaceAt(nodes.size() - 1, longer);
      }
    }
    StreamNode opened = StreamNode.of(entry);
    return nodes.insert(opened.key(), opened);
  }

  /** Without an entry that is there. */
  static SortedTree<StreamNode> remove(SortedTree<StreamNode> nodes, StreamId id) {
    int rank = nodes.upperRank(id.key(), StreamNode.probe(id)) - 1;
    if (rank < 0) {
      return nodes; // of a damaged store
    }
    StreamNode node = nodes.itemAt(rank);
    return node.live() <= 1 ? nodes.removeAt(rank) : nodes.replaceAt(rank, node.without(1));
  }

  /** Without the first entries. */
  static SortedTree<StreamNode> removeFirst(SortedTree<StreamNode> nodes, int entries) {
    int whole = 0;
    int left = entries;
    while (whole < nodes.size() && nodes.itemAt(whole).live() <= left) {
      left -= nodes.itemAt(whole).live();
      whole++;
    }
    SortedTree<StreamNode> rest = nodes.removeRange(0, whole);
    return left == 0 || rest.isEmpty() ? rest : rest.replaceAt(0, rest.firstItem().without(left));
  }
}
