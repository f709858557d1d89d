package dev.larder.internal.tree;

import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * Search by key, ties broken by a comparator. Keys are compared first, so the comparator, a call
 * that can't be inlined when many kinds of it are in use, is asked only where keys are equal.
 *
 * <p>Within a node the search strides from cache line to cache line, then steps through one. In a
 * large tree a leaf is seldom in the cache: the strides' loads don't wait for each other, where
 * those of a search by halving do, and there are two mispredicted jumps a node instead of one every
 * other step.
 */
final class Search {
  /** Keys in a cache line of 64 bytes. */
  private static final int LINE = 8;

  private Search() {}

  /** How many of the ascending {@code keys} are below {@code key}. */
  static int countBelow(long[] keys, long key) {
    int n = keys.length;
    int last = LINE - 1;
    while (last < n && keys[last] < key) {
      last += LINE;
    }
    int i = last - (LINE - 1);
    int end = Math.min(last, n);
    while (i < end && keys[i] < key) {
      i++;
    }
    return i;
  }

  /** How many of the ascending {@code keys} are at most {@code key}. */
  static int countUpTo(long[] keys, long key) {
    return key == Long.MAX_VALUE ? keys.length : countBelow(keys, key + 1);
  }

  /** How many items of the tree have a key below {@code key}. */
  static int lowerRank(Node root, long key) {
    int before = 0;
    Node n = root;
    while (!n.isLeaf()) {
      // Keys below may still follow in the last child whose smallest is below.
      int c = Math.max(countBelow(n.keys, key) - 1, 0);
      before += n.start(c);
      n = n.child(c);
    }
    return before + countBelow(n.keys, key);
  }

  /** The rank of the item equal to {@code item} with that key, or -(where it would go) - 1. */
  static <E> int rank(Node root, long key, E item, Comparator<? super E> order) {
    int before = 0;
    Node n = root;
    while (!n.isLeaf()) {
      int c = childFor(n, key, item, order);
      before += n.start(c);
      n = n.child(c);
    }
    int p = countBelow(n.keys, key);
    if (p == n.keys.length || n.keys[p] != key) {
      return -(before + p) - 1;
    }
    int found = rankOnTie(n, p, key, item, order);
    return found >= 0 ? before + found : found - before;
  }

  /** The item that is stored as equal to {@code item} under {@code key}, or null. */
  static <E> @Nullable Object find(Node root, long key, E item, Comparator<? super E> order) {
    Node n = root;
    while (!n.isLeaf()) {
      n = n.child(childFor(n, key, item, order));
    }
    int p = countBelow(n.keys, key);
    if (p == n.keys.length || n.keys[p] != key) {
      return null;
    }
    int found = rankOnTie(n, p, key, item, order);
    return found >= 0 ? n.slots[found] : null;
  }

  /** The child where an item is, or would be put. */
  private static <E> int childFor(Node n, long key, E item, Comparator<? super E> order) {
    int c = countUpTo(n.keys, key) - 1;
    if (c < 0) {
      return 0;
    }
    return n.keys[c] == key ? childOnTie(n, c, key, item, order) : c;
  }

  /** The last child whose leftmost item is not above {@code item}; {@code last} has that key. */
  private static <E> int childOnTie(
      Node n, int last, long key, E item, Comparator<? super E> order) {
    if (compare(order, item, leftmost(n.child(last))) >= 0) {
      return last;
    }
    int low = countBelow(n.keys, key);
    int high = last;
    while (low < high) {
      int mid = (low + high) >>> 1;
      if (compare(order, item, leftmost(n.child(mid))) >= 0) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return Math.max(low - 1, 0);
  }

  /** The slot of {@code item} in a leaf where the keys equal to its own begin at {@code first}. */
  private static <E> int rankOnTie(
      Node leaf, int first, long key, E item, Comparator<? super E> order) {
    long[] keys = leaf.keys;
    int low = first;
    int high = first + 1;
    if (high < keys.length && keys[high] == key) {
      high = countUpTo(keys, key);
    }
    while (low < high) {
      int mid = (low + high) >>> 1;
      int c = compare(order, item, leaf.slots[mid]);
      if (c == 0) {
        return mid;
      }
      if (c > 0) {
        low = mid + 1;
      } else {
        high = mid;
      }
    }
    return -low - 1;
  }

  private static Object leftmost(Node node) {
    return Update.edgeLeaf(node, true).slots[0];
  }

  @SuppressWarnings("unchecked") // only items of type E are ever stored
  private static <E> int compare(Comparator<? super E> order, E item, Object stored) {
    return item == stored ? 0 : order.compare(item, (E) stored);
  }
}
