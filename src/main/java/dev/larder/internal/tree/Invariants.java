package dev.larder.internal.tree;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * What holds in every published tree, as a check for tests: (1) all leaves lie equally deep; (2) a
 * node other than the root is filled from a quarter to the whole; an inner root has two children or
 * more; (3) arrays have one length a node; (4) counts are those of the children; (5) keys of inner
 * nodes are their children's smallest; (6) entries ascend strictly; (7) no item is null.
 */
final class Invariants {
  private final @Nullable Comparator<Object> order;
  private @Nullable Object previous;
  private long previousKey;

  private Invariants(@Nullable Comparator<Object> order) {
    this.order = order;
  }

  /** Throws an {@link AssertionError} that says what is wrong; with no order, a positional tree. */
  static void check(Node root, @Nullable Comparator<Object> order) {
    Invariants invariants = new Invariants(order);
    require(root.isKeyed() == (order != null), "keys where there should be none, or the reverse");
    require(root.isLeaf() || root.count() >= 2, "inner root with %d children", root.count());
    require(root.count() <= root.max(), "root with %d slots", root.count());
    invariants.walk(root, root.height());
  }

  private void walk(Node node, int height) {
    require(node.isLeaf() == (height == 0), "leaf %d levels above the others", height);
    require(node.isKeyed() == (order != null), "mixed keyed and positional nodes");
    int n = node.count();
    require(order == null || node.keys.length == n, "%d slots, %d keys", n, node.keys.length);
    if (height == 0) {
      for (int i = 0; i < n; i++) {
        entry(node, i);
      }
      return;
    }
    require(node.ends.length == n, "%d children, %d ends", n, node.ends.length);
    int end = 0;
    for (int i = 0; i < n; i++) {
      Node child = node.child(i);
      int count = child.count();
      require(count >= child.min() && count <= child.max(), "node with %d slots", count);
      end += child.size();
      require(end == node.ends[i], "child %d ends at %d, not at %d", i, node.ends[i], end);
      require(order == null || node.keys[i] == child.keys[0], "child %d: not its least key", i);
      walk(child, height - 1);
    }
  }

  private void entry(Node leaf, int i) {
    Object item = leaf.slots[i];
    require(item != null, "null item");
    if (order == null) {
      return;
    }
    long key = leaf.keys[i];
    if (previous != null) {
      boolean ascends =
          previousKey < key || (previousKey == key && order.compare(previous, item) < 0);
      require(ascends, "%s %s before %s %s", previousKey, previous, key, item);
    }
    previousKey = key;
    previous = item;
  }

  static void require(boolean holds, String text, @Nullable Object... values) {
    if (!holds) {
      throw new AssertionError(String.format(text, values));
    }
  }
}
