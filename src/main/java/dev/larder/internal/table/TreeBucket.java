package dev.larder.internal.table;

import dev.larder.internal.tree.SortedTree;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * An overfull bucket: the persistent tree, ordered by hash and then by key, so that keys of equal
 * hashes cost O(log n) and not O(n). Only keys of one class that can be compared with each other
 * get here; other keys stay in a chain.
 */
final class TreeBucket extends Node {
  private static final int HASH = -6;

  private static final Comparator<Node> BY_KEY = (left, right) -> compareKeys(left.key, right.key);

  private final SortedTree<Node> tree;

  private TreeBucket(SortedTree<Node> tree) {
    super(HASH);
    this.tree = tree;
  }

  /** A chain as a tree, or null when its keys have no order. */
  static @Nullable Node of(Node chain) {
    Class<?> keyClass = chain.key.getClass();
    if (!isComparableToItself(keyClass)) {
      return null;
    }
    SortedTree<Node> tree = SortedTree.empty(BY_KEY);
    int size = 0;
    for (Node node = chain; node != null; node = node.next) {
      if (node.key.getClass() != keyClass) {
        return null;
      }
      tree = tree.insert(node.hash, node.next == null ? node : node.withNext(null));
      if (tree.size() != ++size) {
        return null; // two keys that are not equal compare as equal: the order can't be used
      }
    }
    return new TreeBucket(tree);
  }

  @Nullable Node find(Object key, int hash) {
    if (!isOrdered(key)) {
      return findByWalk(key, hash);
    }
    Node found = tree.find(hash, Node.of(hash, key, key, NEVER, NO_SLOT, null));
    return found != null && found.matches(key, hash) ? found : null;
  }

  Node with(@Nullable Node found, Node entry) {
    if (found != null) {
      return replaced(
          found,
          Node.of(found.hash, found.key, entry.value, entry.expiresAt(), found.slot(), null));
    }
    if (isOrdered(entry.key)) {
      SortedTree<Node> larger = tree.insert(entry.hash, entry);
      if (larger != tree) {
        return new TreeBucket(larger);
      }
    }
    return entry.withNext(chain());
  }

  /** This bucket with an entry put in place of one with the same key. */
  Node replaced(Node found, Node entry) {
    return new TreeBucket(tree.replace(found.hash, entry));
  }

  TreeBucket copy() {
    return new TreeBucket(tree);
  }

  Node without(Node found) {
    SortedTree<Node> smaller = tree.remove(found.hash, found);
    return smaller.size() == 0 ? empty() : new TreeBucket(smaller);
  }

  @Nullable Node select(int mask, int index) {
    Node result = null;
    for (int i = 0; i < tree.size(); i++) {
      Node node = tree.itemAt(i);
      if ((node.hash & mask) == index) {
        result = Chain.withEntry(result, node);
      }
    }
    return result;
  }

  @Nullable Node first() {
    return tree.firstItem();
  }

  @Nullable Node after(Node entry) {
    int rank = tree.upperRank(entry.hash, entry);
    return rank < tree.size() ? tree.itemAt(rank) : null;
  }

  private static Node empty() {
    return Mark.Empty.INSTANCE;
  }

  /** Whether the key has a place in this tree's order. */
  private boolean isOrdered(Object key) {
    return key.getClass() == tree.firstItem().key.getClass();
  }

  /** A key of another class may equal one of ours, as the entries of different maps do. */
  private @Nullable Node findByWalk(Object key, int hash) {
    for (int i = tree.lowerRank(hash); i < tree.upperRank(hash); i++) {
      Node node = tree.itemAt(i);
      if (node.matches(key, hash)) {
        return node;
      }
    }
    return null;
  }

  private Node chain() {
    Node result = tree.itemAt(0).withNext(null);
    for (int i = 1; i < tree.size(); i++) {
      result = tree.itemAt(i).withNext(result);
    }
    return result;
  }

  private static boolean isComparableToItself(Class<?> type) {
    if (!Comparable.class.isAssignableFrom(type)) {
      return false;
    }
    if (type == String.class) {
      return true;
    }
    for (java.lang.reflect.Type face : type.getGenericInterfaces()) {
      if (face instanceof java.lang.reflect.ParameterizedType generic
          && generic.getRawType() == Comparable.class
          && generic.getActualTypeArguments()[0] == type) {
        return true;
      }
    }
    return false;
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static int compareKeys(Object left, Object right) {
    return ((Comparable) left).compareTo(right);
  }
}
