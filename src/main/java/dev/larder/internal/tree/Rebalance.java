package dev.larder.internal.tree;

/**
 * Split, merge, join and bulk build, for both faces and for all levels.
 *
 * <p>Deletion merges below a quarter instead of below a half, and a merged node must leave a
 * quarter of its room free, else the two are evened out. So after any split, merge or evening out,
 * at least an eighth of a node's width in changes has to pass before that node needs another.
 *
 * <p>Joining trees of different height along the spine is the join of Blelloch, Ferizovic and Sun,
 * "Just Join for Parallel Ordered Sets" (SPAA 2016), carried over to B-trees; cutting is built on
 * it in {@link Update}.
 */
final class Rebalance {
  private Rebalance() {}

  /** {@code parent} with {@code child}, which may be over- or underfull, in place of child i. */
  static Node with(Node parent, int i, Node child) {
    int n = child.count();
    if (n > child.max()) {
      return splice(parent, i, 1, split(child));
    }
    if (n >= child.min()) {
      return parent.withChild(i, child);
    }
    return merge(parent, i, child);
  }

  private static Node merge(Node parent, int i, Node child) {
    int last = parent.count() - 1;
    boolean left =
        i > 0 && (i == last || parent.child(i - 1).count() <= parent.child(i + 1).count());
    int at = left ? i - 1 : i;
    Node both = left ? concat(parent.child(at), child) : concat(child, parent.child(i + 1));
    int roomy = both.max() - (both.max() >> 2);
    Object[] put = both.count() <= roomy ? new Object[] {both} : parts(both, 2);
    return splice(parent, at, 2, put);
  }

  /** The tree under {@code top}, which may be overfull or have one child only, as a proper root. */
  static Node root(Node top) {
    Node root = top;
    while (root.count() > root.max()) {
      root = Node.inner(split(root));
    }
    while (!root.isLeaf() && root.count() == 1) {
      root = root.child(0);
    }
    return root;
  }

  /** An overfull node as the fewest that hold it, evenly filled. */
  static Object[] split(Node node) {
    return parts(node, (node.count() + node.max() - 1) / node.max());
  }

  private static Object[] parts(Node node, int count) {
    Object[] parts = new Object[count];
    int from = 0;
    for (int i = 0; i < count; i++) {
      int to = (int) ((long) node.count() * (i + 1) / count);
      parts[i] = part(node, from, to);
      from = to;
    }
    return parts;
  }

  /** The slots from {@code from} to before {@code to} as a node of their own; at least one. */
  static Node part(Node node, int from, int to) {
    if (from == 0 && to == node.count()) {
      return node;
    }
    Object[] slots = Slots.range(node.slots, from, to);
    long[] keys = node.isKeyed() ? Slots.range(node.keys, from, to) : Node.NO_KEYS;
    if (node.isLeaf()) {
      return Node.leaf(slots, keys);
    }
    int[] ends = new int[to - from];
    int start = node.start(from);
    for (int i = 0; i < ends.length; i++) {
      ends[i] = node.ends[from + i] - start;
    }
    return Node.inner(slots, keys, ends);
  }

  /** The slots of two nodes of one level in one node, which may be overfull. */
  static Node concat(Node a, Node b) {
    Object[] slots = Slots.concat(a.slots, b.slots);
    long[] keys = a.isKeyed() ? Slots.concat(a.keys, b.keys) : Node.NO_KEYS;
    if (a.isLeaf()) {
      return Node.leaf(slots, keys);
    }
    int[] ends = new int[slots.length];
    System.arraycopy(a.ends, 0, ends, 0, a.count());
    int start = a.size();
    for (int i = 0; i < b.count(); i++) {
      ends[a.count() + i] = start + b.ends[i];
    }
    return Node.inner(slots, keys, ends);
  }

  /** {@code parent} with {@code count} children from {@code at} on given up for {@code put}. */
  static Node splice(Node parent, int at, int count, Object[] put) {
    Object[] slots = Slots.splice(parent.slots, at, count, put);
    int[] ends = new int[slots.length];
    System.arraycopy(parent.ends, 0, ends, 0, at);
    int end = parent.start(at);
    int to = at;
    for (Object child : put) {
      end += ((Node) child).size();
      ends[to++] = end;
    }
    int change = end - parent.start(at + count);
    for (int i = at + count; i < parent.count(); i++) {
      ends[to++] = parent.ends[i] + change;
    }
    long[] keys = Node.NO_KEYS;
    if (parent.isKeyed()) {
      keys = new long[slots.length];
      System.arraycopy(parent.keys, 0, keys, 0, at);
      for (int i = 0; i < put.length; i++) {
        keys[at + i] = ((Node) put[i]).keys[0];
      }
      int rest = parent.count() - at - count;
      System.arraycopy(parent.keys, at + count, keys, at + put.length, rest);
    }
    return Node.inner(slots, keys, ends);
  }

  /** All of {@code a}, then all of {@code b}: two proper roots to one, in O(log n). */
  static Node join(Node a, Node b) {
    if (a.count() == 0) {
      return b;
    }
    if (b.count() == 0) {
      return a;
    }
    int gap = a.height() - b.height();
    if (gap > 0) {
      return root(joinRight(a, b, gap));
    }
    if (gap < 0) {
      return root(joinLeft(a, b, -gap));
    }
    boolean filled = a.count() >= a.min() && b.count() >= b.min();
    return filled ? Node.inner(new Object[] {a, b}) : root(concat(a, b));
  }

  /** {@code b}, whose root is {@code gap} levels lower, goes to the right end of {@code a}. */
  private static Node joinRight(Node a, Node b, int gap) {
    int last = a.count() - 1;
    if (gap > 1) {
      return with(a, last, joinRight(a.child(last), b, gap - 1));
    }
    if (b.count() >= b.min()) {
      return splice(a, last + 1, 0, new Object[] {b});
    }
    return with(a, last, concat(a.child(last), b));
  }

  private static Node joinLeft(Node a, Node b, int gap) {
    if (gap > 1) {
      return with(b, 0, joinLeft(a, b.child(0), gap - 1));
    }
    if (a.count() >= a.min()) {
      return splice(b, 0, 0, new Object[] {a});
    }
    return with(b, 0, concat(a, b.child(0)));
  }

  /**
   * A tree over the first {@code size} items, in O(n). Leaves are filled to seven eighths, so that
   * the first inserts don't split one each.
   *
   * @param keys the items' keys, or {@link Node#NO_KEYS}
   */
  static Node build(Object[] items, long[] keys, int size) {
    boolean keyed = keys != Node.NO_KEYS;
    if (size == 0) {
      return keyed ? Node.EMPTY_SORTED : Node.EMPTY_LIST;
    }
    int width = Node.LEAF_MAX - (Node.LEAF_MAX >> 3);
    Object[] level = new Object[(size - 1) / width + 1];
    int from = 0;
    for (int i = 0; i < level.length; i++) {
      int to = (int) ((long) size * (i + 1) / level.length);
      long[] part = keyed ? Slots.range(keys, from, to) : Node.NO_KEYS;
      level[i] = Node.leaf(Slots.range(items, from, to), part);
      from = to;
    }
    while (level.length > 1) {
      Object[] above = new Object[(level.length - 1) / Node.INNER_MAX + 1];
      from = 0;
      for (int i = 0; i < above.length; i++) {
        int to = (int) ((long) level.length * (i + 1) / above.length);
        above[i] = Node.inner(Slots.range(level, from, to));
        from = to;
      }
      level = above;
    }
    return (Node) level[0];
  }
}
