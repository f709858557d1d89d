package dev.larder.internal.tree;

import java.util.NoSuchElementException;

/**
 * A place between two entries of a {@link SortedTree}, to walk from in both directions; a step is
 * amortised O(1) and allocates nothing. For one thread at a time. It walks one version, so nothing
 * can go wrong under it.
 *
 * @param <E> the items' type
 */
public final class SortedCursor<E> {
  private final Node root;
  private final int size;

  /** The leaf that holds the entry last asked for, and the rank of its first entry. */
  private Node leaf = Node.EMPTY_SORTED;

  private int leafStart;
  private int next;

  /** Where in the leaf the entry last given is; -1 before any was. */
  private int current = -1;

  SortedCursor(Node root, int rank) {
    this.root = root;
    this.size = root.size();
    this.next = rank;
  }

  /** The rank of the entry that {@link #next()} would give; the size at the end. */
  public int nextRank() {
    return next;
  }

  /** Whether there is an entry after this place. */
  public boolean hasNext() {
    return next < size;
  }

  /** Whether there is an entry before this place. */
  public boolean hasPrevious() {
    return next > 0;
  }

  /** The item after this place, and steps over it; its key is then {@link #key()}. */
  public E next() {
    int rank = next;
    if (rank >= size) {
      throw new NoSuchElementException("at the end, size " + size);
    }
    next = rank + 1;
    return at(rank);
  }

  /** The item before this place, and steps back over it; its key is then {@link #key()}. */
  public E previous() {
    int rank = next - 1;
    if (rank < 0) {
      throw new NoSuchElementException("at the beginning, size " + size);
    }
    next = rank;
    return at(rank);
  }

  /** The key of the entry given last; throws {@link IllegalStateException} before the first. */
  public long key() {
    if (current < 0) {
      throw new IllegalStateException("no entry yet: call next() or previous() first");
    }
    return leaf.keys[current];
  }

  @SuppressWarnings("unchecked") // only items of type E are ever stored
  private E at(int rank) {
    int i = rank - leafStart;
    if (i < 0 || i >= leaf.slots.length) {
      load(rank);
      i = rank - leafStart;
    }
    current = i;
    return (E) leaf.slots[i];
  }

  /** Gives what is left of this leaf, up to before rank {@code to}, and steps over it. */
  @SuppressWarnings("unchecked") // only items of type E are ever stored
  void giveLeaf(int to, EntrySink<? super E> sink) {
    load(next);
    long[] keys = leaf.keys;
    Object[] slots = leaf.slots;
    int end = Math.min(slots.length, to - leafStart);
    for (int i = next - leafStart; i < end; i++) {
      sink.accept(keys[i], (E) slots[i]);
    }
    next = leafStart + end;
  }

  /** Gives what lies before this place in its leaf, down to rank {@code to}, and steps over it. */
  @SuppressWarnings("unchecked") // only items of type E are ever stored
  void giveLeafReversed(int to, EntrySink<? super E> sink) {
    load(next - 1);
    int end = Math.max(0, to - leafStart);
    for (int i = next - 1 - leafStart; i >= end; i--) {
      sink.accept(leaf.keys[i], (E) leaf.slots[i]);
    }
    next = leafStart + end;
  }

  private void load(int rank) {
    Node n = root;
    int start = 0;
    while (!n.isLeaf()) {
      int c = n.childAt(rank - start);
      start += n.start(c);
      n = n.child(c);
    }
    leaf = n;
    leafStart = start;
  }
}
