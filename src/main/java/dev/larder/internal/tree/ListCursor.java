package dev.larder.internal.tree;

import java.util.Iterator;
import java.util.NoSuchElementException;

/**
 * A place between two items of a {@link ListTree}, to walk from in both directions; a step is
 * amortised O(1). For one thread at a time. It walks one version, so nothing can go wrong under it.
 *
 * @param <E> the items' type
 */
public final class ListCursor<E> implements Iterator<E> {
  private final ListTree<E> list;
  private final int size;

  /** The array that holds the item last asked for, and the index of its first item. */
  private Object[] chunk = Slots.NONE;

  private int chunkStart;
  private int next;

  ListCursor(ListTree<E> list, int from) {
    this.list = list;
    this.size = list.size();
    this.next = from;
  }

  /** The index of the item that {@link #next()} would give; the size at the end. */
  public int nextIndex() {
    return next;
  }

  @Override
  public boolean hasNext() {
    return next < size;
  }

  /** Whether there is an item before this place. */
  public boolean hasPrevious() {
    return next > 0;
  }

  @Override
  public E next() {
    int index = next;
    if (index >= size) {
      throw new NoSuchElementException("at the end, size " + size);
    }
    E item = at(index);
    next = index + 1;
    return item;
  }

  /** The item before this place, and steps back over it. */
  public E previous() {
    int index = next - 1;
    if (index < 0) {
      throw new NoSuchElementException("at the beginning, size " + size);
    }
    E item = at(index);
    next = index;
    return item;
  }

  @SuppressWarnings("unchecked") // only items of type E are ever stored
  private E at(int index) {
    int i = index - chunkStart;
    if (i < 0 || i >= chunk.length) {
      load(index);
      i = index - chunkStart;
    }
    return (E) chunk[i];
  }

  private void load(int index) {
    if (index < list.head.length) {
      chunk = list.head;
      chunkStart = 0;
    } else if (index >= list.tailStart) {
      chunk = list.tail;
      chunkStart = list.tailStart;
    } else {
      Node n = list.root;
      int start = list.head.length;
      while (!n.isLeaf()) {
        int c = n.childAt(index - start);
        start += n.start(c);
        n = n.child(c);
      }
      chunk = n.slots;
      chunkStart = start;
    }
  }
}
