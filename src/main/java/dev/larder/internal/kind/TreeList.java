package dev.larder.internal.kind;

import dev.larder.internal.tree.ListCursor;
import dev.larder.internal.tree.ListTree;
import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.ListIterator;
import java.util.Objects;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All of {@link List}, for whatever can give a version and change it atomically: each read looks at
 * one version, each change makes one version of another. The functions of a caller may run more
 * than once when others change the list at the same time.
 */
abstract class TreeList<E> extends AbstractList<E> {
  /**
   * What a change found, and what it made; the same object when it changed nothing.
   *
   * @param <E> the type of the elements
   */
  record Change<E>(ListTree<E> before, ListTree<E> after) {
    boolean isOne() {
      return before != after;
    }
  }

  /** The version of this moment. */
  abstract ListTree<E> tree();

  /** Puts what the function makes of the version of this moment in its place. */
  abstract Change<E> change(UnaryOperator<ListTree<E>> function);

  // ---- reads
  // --------------------------------------------------------------------------------------

  @Override
  public int size() {
    return tree().size();
  }

  @Override
  public boolean isEmpty() {
    return tree().isEmpty();
  }

  @Override
  public E get(int index) {
    return tree().get(index);
  }

  @Override
  public boolean contains(@Nullable Object item) {
    return indexOf(item) >= 0;
  }

  @Override
  public boolean containsAll(Collection<?> items) {
    ListTree<E> tree = tree();
    for (Object item : items) {
      if (tree.indexOf(item) < 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int indexOf(@Nullable Object item) {
    return tree().indexOf(item);
  }

  @Override
  public int lastIndexOf(@Nullable Object item) {
    return tree().lastIndexOf(item);
  }

  @Override
  public Object[] toArray() {
    return tree().toArray();
  }

  @Override
  @SuppressWarnings("unchecked") // as the contract has it: an ArrayStoreException if it doesn't fit
  public <T> T[] toArray(T[] given) {
    ListTree<E> tree = tree();
    int size = tree.size();
    T[] result =
        given.length >= size
            ? given
            : (T[]) Array.newInstance(given.getClass().getComponentType(), size);
    System.arraycopy(tree.toArray(), 0, result, 0, size);
    if (result.length > size) {
      endWithNull(result, size);
    }
    return result;
  }

  @SuppressWarnings("NullAway") // the contract of toArray wants the null
  private static void endWithNull(Object[] array, int size) {
    array[size] = null;
  }

  @Override
  public void forEach(Consumer<? super E> action) {
    tree().forEach(Objects.requireNonNull(action, "action"));
  }

  @Override
  public Spliterator<E> spliterator() {
    return new ListSpliterator<>(this);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (other == this) {
      return true;
    }
    if (!(other instanceof List<?> list)) {
      return false;
    }
    ListCursor<E> ours = tree().iterator(0);
    Iterator<?> theirs = list.iterator();
    while (ours.hasNext() && theirs.hasNext()) {
      if (!ours.next().equals(theirs.next())) {
        return false;
      }
    }
    return !ours.hasNext() && !theirs.hasNext();
  }

  @Override
  public int hashCode() {
    int hash = 1;
    for (ListCursor<E> all = tree().iterator(0); all.hasNext(); ) {
      hash = 31 * hash + all.next().hashCode();
    }
    return hash;
  }

  @Override
  public String toString() {
    return Arrays.toString(tree().toArray());
  }

  @Override
  public Iterator<E> iterator() {
    return listIterator(0);
  }

  @Override
  public ListIterator<E> listIterator() {
    return listIterator(0);
  }

  @Override
  public ListIterator<E> listIterator(int index) {
    return new ListSteps<>(this, index);
  }

  @Override
  public List<E> subList(int from, int to) {
    return new ListPart<>(this, from, to);
  }

  // ---- changes
  // ------------------------------------------------------------------------------------

  @Override
  public boolean add(E element) {
    Objects.requireNonNull(element, "element");
    change(tree -> tree.pushLast(element));
    return true;
  }

  @Override
  public void add(int index, E element) {
    Objects.requireNonNull(element, "element");
    change(tree -> tree.insert(index, element));
  }

  @Override
  public E set(int index, E element) {
    Objects.requireNonNull(element, "element");
    return change(tree -> tree.with(index, element)).before().get(index);
  }

  @Override
  public E remove(int index) {
    return change(tree -> tree.remove(index)).before().get(index);
  }

  @Override
  public boolean remove(@Nullable Object item) {
    return removeAt(tree -> tree.indexOf(item));
  }

  /** Removes the item at the place that a search finds. */
  final boolean removeAt(Search<E> search) {
    return change(
            tree -> {
              int index = search.in(tree);
              return index < 0 ? tree : tree.remove(index);
            })
        .isOne();
  }

  /** Finds a place in a version, or -1. */
  @FunctionalInterface
  interface Search<E> {
    int in(ListTree<E> tree);
  }

  @Override
  public boolean addAll(Collection<? extends E> items) {
    Object[] added = checked(items);
    return change(tree -> tree.insertAll(tree.size(), added)).isOne();
  }

  @Override
  public boolean addAll(int index, Collection<? extends E> items) {
    Object[] added = checked(items);
    return change(tree -> tree.insertAll(index, added)).isOne();
  }

  private static Object[] checked(Collection<?> items) {
    Object[] array = items.toArray();
    for (Object item : array) {
      Objects.requireNonNull(item, "element");
    }
    return array;
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    Objects.requireNonNull(filter, "filter");
    return change(tree -> tree.removeIf(filter)).isOne();
  }

  @Override
  public boolean removeAll(Collection<?> items) {
    Objects.requireNonNull(items, "items");
    return removeIf(items::contains);
  }

  @Override
  public boolean retainAll(Collection<?> items) {
    Objects.requireNonNull(items, "items");
    return removeIf(item -> !items.contains(item));
  }

  @Override
  public void replaceAll(UnaryOperator<E> operator) {
    Objects.requireNonNull(operator, "operator");
    change(
        tree ->
            tree.replaceAll(item -> Objects.requireNonNull(operator.apply(item), "replacement")));
  }

  @Override
  @SuppressWarnings("unchecked") // only items of type E are ever stored
  public void sort(@Nullable Comparator<? super E> order) {
    change(
        tree -> {
          E[] items = (E[]) tree.toArray();
          Arrays.sort(items, order);
          return items.length < 2 ? tree : ListTree.of(items);
        });
  }

  @Override
  public void clear() {
    change(tree -> ListTree.empty());
  }

  @Override
  protected void removeRange(int from, int to) {
    change(tree -> tree.removeRange(from, to));
  }
}
