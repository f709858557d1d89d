package dev.larder.internal.kind;

import dev.larder.internal.tree.ListCursor;
import dev.larder.internal.tree.ListTree;
import java.util.ConcurrentModificationException;
import java.util.Iterator;
import java.util.ListIterator;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Walks one version of a list. A change through it succeeds only while that version is still the
 * list's, and then goes on with the version that it made. For one thread.
 */
final class ListSteps<E> implements ListIterator<E> {
  private final TreeList<E> list;
  private ListTree<E> version;
  private ListCursor<E> cursor;
  private int last = -1;

  ListSteps(TreeList<E> list, int index) {
    this.list = list;
    this.version = list.tree();
    this.cursor = version.iterator(index);
  }

  /** From the end to the beginning. */
  static <E> Iterator<E> descending(TreeList<E> list) {
    ListSteps<E> steps = new ListSteps<>(list, 0);
    steps.cursor = steps.version.iterator(steps.version.size());
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return steps.hasPrevious();
      }

      @Override
      public E next() {
        return steps.previous();
      }

      @Override
      public void remove() {
        steps.remove();
      }
    };
  }

  @Override
  public boolean hasNext() {
    return cursor.hasNext();
  }

  @Override
  public E next() {
    E item = cursor.next();
    last = cursor.nextIndex() - 1;
    return item;
  }

  @Override
  public void forEachRemaining(Consumer<? super E> action) {
    Objects.requireNonNull(action, "action");
    while (cursor.hasNext()) {
      action.accept(next());
    }
  }

  @Override
  public boolean hasPrevious() {
    return cursor.hasPrevious();
  }

  @Override
  public E previous() {
    E item = cursor.previous();
    last = cursor.nextIndex();
    return item;
  }

  @Override
  public int nextIndex() {
    return cursor.nextIndex();
  }

  @Override
  public int previousIndex() {
    return cursor.nextIndex() - 1;
  }

  @Override
  public void remove() {
    int index = last();
    int next = cursor.nextIndex();
    change(tree -> tree.remove(index), index < next ? next - 1 : next);
    last = -1;
  }

  @Override
  public void set(E element) {
    Objects.requireNonNull(element, "element");
    int index = last();
    change(tree -> tree.with(index, element), cursor.nextIndex());
  }

  @Override
  public void add(E element) {
    Objects.requireNonNull(element, "element");
    int index = cursor.nextIndex();
    change(tree -> tree.insert(index, element), index + 1);
    last = -1;
  }

  private int last() {
    if (last < 0) {
      throw new IllegalStateException(
          "there is no element to change: call next() or previous() first");
    }
    return last;
  }

  private void change(UnaryOperator<ListTree<E>> function, int next) {
    TreeList.Change<E> change =
        list.change(
            tree -> {
              if (tree != version) {
                throw new ConcurrentModificationException(
                    "the list has changed since the iterator began; nothing was done");
              }
              return function.apply(tree);
            });
    version = change.after();
    cursor = version.iterator(next);
  }
}
