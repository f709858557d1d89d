package dev.larder.internal.tree;

import java.util.Comparator;
import java.util.NoSuchElementException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A persistent sorted sequence of entries, each a {@code long} key and an item; at equal keys the
 * comparator orders the items, and says which are the same. Every change gives a new tree and
 * leaves the old as it was, sharing all but O(log n). Items are never null.
 *
 * <p>Immutable, so safe to share between threads in any way; the comparator must be as well. All
 * operations are O(log n) unless they say else. Ranks out of range throw {@link
 * IndexOutOfBoundsException}, null items {@link NullPointerException}.
 *
 * @param <E> the items' type
 */
public final class SortedTree<E> {
  final Node root;
  private final Comparator<? super E> order;

  private SortedTree(Node root, Comparator<? super E> order) {
    this.root = root;
    this.order = order;
  }

  /** The tree without entries. */
  public static <E> SortedTree<E> empty(Comparator<? super E> order) {
    return new SortedTree<>(Node.EMPTY_SORTED, Objects.requireNonNull(order, "order"));
  }

  /**
   * A tree of the first {@code n} entries of two parallel arrays, which are copied; O(n).
   *
   * @throws IllegalArgumentException if they don't strictly ascend by key, then item
   */
  @SuppressWarnings("unchecked") // the caller gives items of type E
  public static <E> SortedTree<E> fromSorted(
      long[] keys, Object[] items, int n, Comparator<? super E> order) {
    Objects.checkFromToIndex(0, n, Math.min(keys.length, items.length));
    Objects.requireNonNull(order, "order");
    for (int i = 0; i < n; i++) {
      Objects.requireNonNull(items[i], "item");
      if (i > 0
          && (keys[i - 1] > keys[i]
              || (keys[i - 1] == keys[i] && order.compare((E) items[i - 1], (E) items[i]) >= 0))) {
        throw new IllegalArgumentException(
            "entries must ascend, but number " + i + " is not above the one before it");
      }
    }
    return new SortedTree<>(Rebalance.build(items, keys, n), order);
  }

  /** The number of entries; O(1). */
  public int size() {
    return root.size();
  }

  /** Whether there is no entry. */
  public boolean isEmpty() {
    return root.count() == 0;
  }

  /** The comparator of items at equal keys. */
  public Comparator<? super E> order() {
    return order;
  }

  /** With this entry; this very instance if it holds an equal one. */
  public SortedTree<E> insert(long key, E item) {
    int rank = rank(key, item);
    return rank >= 0 ? this : over(Update.insert(root, -rank - 1, key, item));
  }

  /** With {@code item} in place of the equal one stored; this very instance if there is none. */
  public SortedTree<E> replace(long key, E item) {
    int rank = rank(key, item);
    return rank < 0 ? this : new SortedTree<>(Update.set(root, rank, item), order);
  }

  /** With {@code item}, which must be equal to the one stored, in the entry of that rank. */
  public SortedTree<E> replaceAt(int rank, E item) {
    checkEntry(rank);
    Objects.requireNonNull(item, "item");
    return new SortedTree<>(Update.set(root, rank, item), order);
  }

  /** Without this entry; this very instance if it isn't there. */
  public SortedTree<E> remove(long key, E item) {
    int rank = rank(key, item);
    return rank < 0 ? this : over(Update.remove(root, rank));
  }

  /**
   * The entry {@code (oldKey, item)} removed and {@code (newKey, item)} put in, in one pass. What
   * is not there is not removed, and an equal entry under the new key is replaced.
   */
  public SortedTree<E> move(long oldKey, long newKey, E item) {
    int from = rank(oldKey, item);
    if (from < 0) {
      SortedTree<E> replaced = replace(newKey, item);
      return replaced == this ? insert(newKey, item) : replaced;
    }
    if (oldKey == newKey) {
      return new SortedTree<>(Update.set(root, from, item), order);
    }
    int to = rank(newKey, item);
    if (to >= 0) {
      return remove(oldKey, item).replace(newKey, item);
    }
    return over(Update.move(root, from, -to - 1, newKey, item));
  }

  /** The stored item equal to {@code item} under {@code key}, or null. */
  @SuppressWarnings("unchecked") // only items of type E are ever stored
  public @Nullable E find(long key, E item) {
    return (E) Search.find(root, key, Objects.requireNonNull(item, "item"), order);
  }

  /** The rank of the entry, from 0, or -(the rank it would have) - 1 if it isn't there. */
  public int rank(long key, E item) {
    return Search.rank(root, key, Objects.requireNonNull(item, "item"), order);
  }

  /** How many entries have a smaller key. */
  public int lowerRank(long key) {
    return Search.lowerRank(root, key);
  }

  /** How many entries have that key or a smaller one. */
  public int upperRank(long key) {
    return key == Long.MAX_VALUE ? size() : Search.lowerRank(root, key + 1);
  }

  /** How many entries are below this one, which need not be there. */
  public int lowerRank(long key, E item) {
    int rank = rank(key, item);
    return rank < 0 ? -rank - 1 : rank;
  }

  /** How many entries are below this one or equal to it. */
  public int upperRank(long key, E item) {
    int rank = rank(key, item);
    return rank < 0 ? -rank - 1 : rank + 1;
  }

  /** The key of the entry of that rank. */
  public long keyAt(int rank) {
    checkEntry(rank);
    Node n = root;
    int i = rank;
    while (!n.isLeaf()) {
      int c = n.childAt(i);
      i -= n.start(c);
      n = n.child(c);
    }
    return n.keys[i];
  }

  /** The item of the entry of that rank. */
  public E itemAt(int rank) {
    checkEntry(rank);
    return itemIn(rank);
  }

  /** Without the entry of that rank. */
  public SortedTree<E> removeAt(int rank) {
    checkEntry(rank);
    return over(Update.remove(root, rank));
  }

  /** Without the entries from {@code fromRank} to before {@code toRank}. */
  public SortedTree<E> removeRange(int fromRank, int toRank) {
    Objects.checkFromToIndex(fromRank, toRank, size());
    return fromRank == toRank
        ? this
        : new SortedTree<>(Update.removeRange(root, fromRank, toRank), order);
  }

  /** The entries from {@code fromRank} to before {@code toRank} as a tree. */
  public SortedTree<E> slice(int fromRank, int toRank) {
    Objects.checkFromToIndex(fromRank, toRank, size());
    if (toRank - fromRank == size()) {
      return this;
    }
    return new SortedTree<>(Update.drop(Update.take(root, toRank), fromRank), order);
  }

  /** A cursor before the entry of that rank, or after all at the size. */
  public SortedCursor<E> cursor(int rank) {
    if (rank < 0 || rank > size()) {
      throw new IndexOutOfBoundsException("rank " + rank + ", size " + size());
    }
    return new SortedCursor<>(root, rank);
  }

  /**
   * Gives the entries from {@code fromRank} to before {@code toRank} to {@code sink}, ascending.
   */
  public void copyRange(int fromRank, int toRank, EntrySink<? super E> sink) {
    Objects.checkFromToIndex(fromRank, toRank, size());
    SortedCursor<E> cursor = cursor(fromRank);
    while (cursor.nextRank() < toRank) {
      cursor.giveLeaf(toRank, sink);
    }
  }

  /** The same entries, the last one first. */
  public void copyRangeReversed(int fromRank, int toRank, EntrySink<? super E> sink) {
    Objects.checkFromToIndex(fromRank, toRank, size());
    SortedCursor<E> cursor = cursor(toRank);
    while (cursor.nextRank() > fromRank) {
      cursor.giveLeafReversed(fromRank, sink);
    }
  }

  /** The smallest key; throws {@link NoSuchElementException} if there is none. */
  public long firstKey() {
    return edge(true).keys[0];
  }

  /** The first item; throws {@link NoSuchElementException} if there is none. */
  public E firstItem() {
    return item(edge(true).slots[0]);
  }

  /** The greatest key; throws {@link NoSuchElementException} if there is none. */
  public long lastKey() {
    Node leaf = edge(false);
    return leaf.keys[leaf.count() - 1];
  }

  /** The last item; throws {@link NoSuchElementException} if there is none. */
  public E lastItem() {
    Node leaf = edge(false);
    return item(leaf.slots[leaf.count() - 1]);
  }

  /** Without the first entry; throws {@link NoSuchElementException} if there is none. */
  public SortedTree<E> withoutFirst() {
    requireSome();
    return over(Update.remove(root, 0));
  }

  /** Without the last entry; throws {@link NoSuchElementException} if there is none. */
  public SortedTree<E> withoutLast() {
    requireSome();
    return over(Update.remove(root, size() - 1));
  }

  /** Throws an {@link AssertionError} that says which invariant does not hold. O(n), for tests. */
  @SuppressWarnings("unchecked") // only items of type E are ever stored
  public void checkInvariants() {
    Invariants.check(root, (Comparator<Object>) order);
  }

  private SortedTree<E> over(Node changed) {
    return new SortedTree<>(Rebalance.root(changed), order);
  }

  private Node edge(boolean first) {
    requireSome();
    return Update.edgeLeaf(root, first);
  }

  private void requireSome() {
    if (isEmpty()) {
      throw new NoSuchElementException("the tree is empty");
    }
  }

  private void checkEntry(int rank) {
    if (rank < 0 || rank >= size()) {
      throw new IndexOutOfBoundsException("rank " + rank + ", size " + size());
    }
  }

  private E itemIn(int rank) {
    return item(Walk.get(root, rank));
  }

  @SuppressWarnings("unchecked") // only items of type E are ever stored
  private E item(Object stored) {
    return (E) stored;
  }
}
