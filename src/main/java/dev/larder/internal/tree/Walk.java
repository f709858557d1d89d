package dev.larder.internal.tree;

import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Reads and rewrites whole subtrees of a positional tree in order; recursion as deep as the tree.
 */
final class Walk {
  private Walk() {}

  /** The item at {@code index}, which must lie in the tree. */
  static Object get(Node root, int index) {
    Node n = root;
    int i = index;
    while (!n.isLeaf()) {
      int c = n.childAt(i);
      i -= n.start(c);
      n = n.child(c);
    }
    return n.slots[i];
  }

  /** Copies the items from {@code from} to before {@code to} to {@code out} from {@code at} on. */
  static void copy(Node node, int from, int to, Object[] out, int at) {
    if (from >= to) {
      return;
    }
    if (node.isLeaf()) {
      System.arraycopy(node.slots, from, out, at, to - from);
      return;
    }
    for (int c = node.childAt(from); c < node.count() && node.start(c) < to; c++) {
      int start = node.start(c);
      int low = Math.max(from, start);
      int high = Math.min(to, node.ends[c]);
      copy(node.child(c), low - start, high - start, out, at + low - from);
    }
  }

  @SuppressWarnings("unchecked") // only items of type E are ever stored
  static <E> void forEach(Object[] items, Consumer<? super E> action) {
    for (Object item : items) {
      action.accept((E) item);
    }
  }

  static <E> void forEach(Node node, Consumer<? super E> action) {
    if (node.isLeaf()) {
      forEach(node.slots, action);
      return;
    }
    for (Object child : node.slots) {
      forEach((Node) child, action);
    }
  }

  /** Each item replaced by what {@code operator} makes of it; throws if that is null. */
  @SuppressWarnings("unchecked") // only items of type E are ever stored
  static <E> Object[] map(Object[] items, UnaryOperator<E> operator) {
    Object[] out = new Object[items.length];
    for (int i = 0; i < items.length; i++) {
      E item = operator.apply((E) items[i]);
      if (item == null) {
        throw new NullPointerException("the operator gave null for " + items[i]);
      }
      out[i] = item;
    }
    return out;
  }

  /** The same shape over other items. */
  static <E> Node map(Node node, UnaryOperator<E> operator) {
    if (node.isLeaf()) {
      return Node.leaf(map(node.slots, operator), node.keys);
    }
    Object[] children = new Object[node.count()];
    for (int i = 0; i < children.length; i++) {
      children[i] = map(node.child(i), operator);
    }
    return node.withChildren(children);
  }
}
