package dev.larder.internal.tree;

/**
 * Changes by position, for both faces: each copies the path from the root to one leaf (a move: two)
 * and shares the rest. Methods that take a {@code node} below the root may give back one that is
 * over- or underfull; callers at the top end with {@link Rebalance#root}. No check of indexes here.
 *
 * <p>{@code key} is not looked at in positional trees.
 */
final class Update {
  private Update() {}

  static Node insert(Node node, int index, long key, Object item) {
    if (node.isLeaf()) {
      long[] keys = node.isKeyed() ? Slots.insert(node.keys, index, key) : Node.NO_KEYS;
      return Node.leaf(Slots.insert(node.slots, index, item), keys);
    }
    int c = node.childForInsert(index);
    return Rebalance.with(node, c, insert(node.child(c), index - node.start(c), key, item));
  }

  static Node remove(Node node, int index) {
    if (node.isLeaf()) {
      long[] keys = node.isKeyed() ? Slots.remove(node.keys, index) : Node.NO_KEYS;
      return Node.leaf(Slots.remove(node.slots, index), keys);
    }
    int c = node.childAt(index);
    return Rebalance.with(node, c, remove(node.child(c), index - node.start(c)));
  }

  /** Puts another item at {@code index}; in a sorted tree one of the same key. */
  static Node set(Node node, int index, Object item) {
    if (node.isLeaf()) {
      return Node.leaf(Slots.set(node.slots, index, item), node.keys);
    }
    int c = node.childAt(index);
    Node child = set(node.child(c), index - node.start(c), item);
    return node.withChildren(Slots.set(node.slots, c, child));
  }

  /**
   * Takes the item at {@code from} out and puts {@code item} in before the one that was at {@code
   * to}, in one pass: what both paths share is copied once. Sorted trees only.
   */
  static Node move(Node node, int from, int to, long key, Object item) {
    if (node.isLeaf()) {
      long[] keys = Slots.move(node.keys, from, to, key);
      return Node.leaf(Slots.move(node.slots, from, to, item), keys);
    }
    int a = node.childAt(from);
    int start = node.start(a);
    if (to >= start && to <= node.ends[a]) {
      return Rebalance.with(node, a, move(node.child(a), from - start, to - start, key, item));
    }
    int b = node.childForInsert(to);
    Node less = remove(node.child(a), from - start);
    Node more = insert(node.child(b), to - node.start(b), key, item);
    if (less.count() >= less.min() && more.count() <= more.max()) {
      return withTwo(node, a, less, b, more);
    }
    // Insertion first: it only ever adds siblings, while the merge may eat the neighbour.
    Node grown = Rebalance.with(node, b, more);
    int shift = b < a ? grown.count() - node.count() : 0;
    return Rebalance.with(grown, a + shift, less);
  }

  /** {@code node} with child a that lost an item and child b that gained one. */
  private static Node withTwo(Node node, int a, Node less, int b, Node more) {
    Object[] slots = Slots.set(node.slots, a, less);
    slots[b] = more;
    int[] ends = new int[node.ends.length];
    System.arraycopy(node.ends, 0, ends, 0, ends.length);
    int change = a < b ? -1 : 1;
    int to = Math.max(a, b);
    for (int i = Math.min(a, b); i < to; i++) {
      ends[i] += change;
    }
    long[] keys = node.keys;
    if (keys[a] != less.keys[0] || keys[b] != more.keys[0]) {
      keys = Slots.set(keys, a, less.keys[0]);
      keys[b] = more.keys[0];
    }
    return Node.inner(slots, keys, ends);
  }

  /** Puts a few items, at most about a leaf's worth, in before {@code index}. Positional only. */
  static Node insertFew(Node node, int index, Object[] items) {
    if (node.isLeaf()) {
      return Node.leaf(Slots.splice(node.slots, index, 0, items), Node.NO_KEYS);
    }
    int c = node.childForInsert(index);
    return Rebalance.with(node, c, insertFew(node.child(c), index - node.start(c), items));
  }

  /** The first {@code count} items of a proper root, as one; O(log n). */
  static Node take(Node root, int count) {
    if (count >= root.size()) {
      return root;
    }
    if (count == 0) {
      return empty(root);
    }
    if (root.isLeaf()) {
      return Rebalance.part(root, 0, count);
    }
    int c = root.childAt(count - 1);
    Node edge = take(root.child(c), count - root.start(c));
    return c == 0 ? edge : Rebalance.join(Rebalance.root(Rebalance.part(root, 0, c)), edge);
  }

  /** All but the first {@code count} items of a proper root, as one; O(log n). */
  static Node drop(Node root, int count) {
    if (count == 0) {
      return root;
    }
    if (count >= root.size()) {
      return empty(root);
    }
    if (root.isLeaf()) {
      return Rebalance.part(root, count, root.count());
    }
    int c = root.childAt(count);
    Node edge = drop(root.child(c), count - root.start(c));
    int next = c + 1;
    return next == root.count()
        ? edge
        : Rebalance.join(edge, Rebalance.root(Rebalance.part(root, next, root.count())));
  }

  /** A proper root without the items from {@code from} to before {@code to}; O(log n). */
  static Node removeRange(Node root, int from, int to) {
    return Rebalance.join(take(root, from), drop(root, to));
  }

  /** The outermost leaf on one side. */
  static Node edgeLeaf(Node root, boolean first) {
    Node n = root;
    while (!n.isLeaf()) {
      n = n.child(first ? 0 : n.count() - 1);
    }
    return n;
  }

  /** All but the outermost leaf on one side. */
  static Node withoutEdgeLeaf(Node node, boolean first) {
    if (node.isLeaf()) {
      return empty(node);
    }
    int c = first ? 0 : node.count() - 1;
    Node child = node.child(c);
    return child.isLeaf()
        ? Rebalance.splice(node, c, 1, Slots.NONE)
        : Rebalance.with(node, c, withoutEdgeLeaf(child, first));
  }

  private static Node empty(Node like) {
    return like.isKeyed() ? Node.EMPTY_SORTED : Node.EMPTY_LIST;
  }
}
