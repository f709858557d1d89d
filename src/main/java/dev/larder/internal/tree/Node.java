package dev.larder.internal.tree;

/**
 * The one node of the tree, leaf or inner, positional or sorted. One final class instead of a
 * family keeps every walk free of virtual calls, and gives split, merge and join one code for all
 * levels.
 *
 * <pre>
 *                 slots            keys                         ends
 *   leaf          the items        an item's key                NO_ENDS
 *   inner         the children     a child's smallest key       items up to and with a child
 *   positional                     NO_KEYS
 * </pre>
 *
 * <p>Arrays are exactly as long as what they hold, never written after the constructor, and shared
 * between versions: replacing an item copies no counts, and a change that leaves a child's smallest
 * key alone copies no keys above it.
 *
 * <p>A published node other than a root holds from {@link #min()} to {@link #max()} slots. While an
 * update is under way a node may be over- or underfull; its parent sets that right in {@link
 * Rebalance#with}, the root in {@link Rebalance#root}.
 */
final class Node {
  /** Most items in a leaf. */
  static final int LEAF_MAX = 64;

  /** Most children of an inner node. */
  static final int INNER_MAX = 64;

  static final int[] NO_ENDS = {};
  static final long[] NO_KEYS = {};

  static final Node EMPTY_LIST = leaf(Slots.NONE, NO_KEYS);
  static final Node EMPTY_SORTED = leaf(Slots.NONE, new long[0]);

  final Object[] slots;
  final long[] keys;
  final int[] ends;

  /** Children per item, times 2^32 and rounded down: where {@link #childAt} begins. 0 in a leaf. */
  private final long density;

  private Node(Object[] slots, long[] keys, int[] ends, long density) {
    this.slots = slots;
    this.keys = keys;
    this.ends = ends;
    this.density = density;
  }

  static Node leaf(Object[] items, long[] keys) {
    return new Node(items, keys, NO_ENDS, 0);
  }

  static Node inner(Object[] children, long[] keys, int[] ends) {
    double density = ends.length * 0x1p32 / ends[ends.length - 1];
    return new Node(children, keys, ends, (long) density);
  }

  /** An inner node over {@code children}, of which there is at least one. */
  static Node inner(Object[] children) {
    int n = children.length;
    int[] ends = new int[n];
    boolean keyed = ((Node) children[0]).isKeyed();
    long[] keys = keyed ? new long[n] : NO_KEYS;
    int end = 0;
    for (int i = 0; i < n; i++) {
      Node child = (Node) children[i];
      end += child.size();
      ends[i] = end;
      if (keyed) {
        keys[i] = child.keys[0];
      }
    }
    return inner(children, keys, ends);
  }

  boolean isLeaf() {
    return ends == NO_ENDS;
  }

  boolean isKeyed() {
    return keys != NO_KEYS;
  }

  /** Items in this subtree. */
  int size() {
    int[] e = ends;
    return e == NO_ENDS ? slots.length : e[e.length - 1];
  }

  /** Slots in this node. */
  int count() {
    return slots.length;
  }

  int max() {
    return isLeaf() ? LEAF_MAX : INNER_MAX;
  }

  int min() {
    return max() >> 2;
  }

  Node child(int i) {
    return (Node) slots[i];
  }

  /** The index, within this subtree, of the first item of child {@code i}. */
  int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }

  /**
   * The child that holds the item at {@code index}: the first that ends after it. Children are
   * filled much alike, so a guess by proportion is off by one or two, and a few steps cost less
   * than halving.
   */
  int childAt(int index) {
    int[] e = ends;
    int c = (int) ((index * density) >>> 32);
    while (e[c] <= index) {
      c++;
    }
    while (c > 0 && e[c - 1] > index) {
      c--;
    }
    return c;
  }

  /**
   * The child to insert into before {@code index}: between two children the left one, because at
   * its end the smallest key stays as it is.
   */
  int childForInsert(int index) {
    return index == 0 ? 0 : childAt(index - 1);
  }

  /** How many levels lie below this node. */
  int height() {
    int height = 0;
    for (Node n = this; !n.isLeaf(); n = n.child(0)) {
      height++;
    }
    return height;
  }

  /** This inner node with another child at {@code i}; both children are well filled. */
  Node withChild(int i, Node child) {
    int[] newEnds = ends;
    int change = child.size() - (ends[i] - start(i));
    if (change != 0) {
      newEnds = new int[ends.length];
      System.arraycopy(ends, 0, newEnds, 0, ends.length);
      for (int j = i; j < newEnds.length; j++) {
        newEnds[j] += change;
      }
    }
    long[] newKeys = keys;
    if (newKeys != NO_KEYS && newKeys[i] != child.keys[0]) {
      newKeys = Slots.set(newKeys, i, child.keys[0]);
    }
    return inner(Slots.set(slots, i, child), newKeys, newEnds);
  }

  /** This inner node over as many other children of the same sizes and smallest keys. */
  Node withChildren(Object[] children) {
    return new Node(children, keys, ends, density);
  }
}
