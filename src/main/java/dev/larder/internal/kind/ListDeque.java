package dev.larder.internal.kind;

import static dev.larder.ListEnd.FIRST;
import static dev.larder.ListEnd.LAST;

import dev.larder.ListEnd;
import dev.larder.internal.tree.ListTree;
import java.util.AbstractQueue;
import java.util.Collection;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A list as a queue with two ends. Puts never wait, since there is always room. */
final class ListDeque<E> extends AbstractQueue<E> implements BlockingDeque<E> {
  private final ListHandle<E> list;

  ListDeque(ListHandle<E> list) {
    this.list = list;
  }

  private E orThrow(@Nullable E element) {
    if (element == null) {
      throw new NoSuchElementException("list '" + list.name() + "' is empty");
    }
    return element;
  }

  private E take(ListEnd end) throws InterruptedException {
    E taken = list.await(end, Long.MAX_VALUE);
    if (taken == null) {
      throw new IllegalStateException(
          "list '" + list.name() + "' is empty, and a transaction must not wait");
    }
    return taken;
  }

  // ---- puts
  // ---------------------------------------------------------------------------------------

  @Override
  public void addFirst(E element) {
    list.push(FIRST, element);
  }

  @Override
  public void addLast(E element) {
    list.push(LAST, element);
  }

  @Override
  public boolean offerFirst(E element) {
    list.push(FIRST, element);
    return true;
  }

  @Override
  public boolean offerLast(E element) {
    list.push(LAST, element);
    return true;
  }

  @Override
  public boolean offer(E element) {
    return offerLast(element);
  }

  @Override
  public boolean offerFirst(E element, long timeout, TimeUnit unit) {
    return offerFirst(element);
  }

  @Override
  public boolean offerLast(E element, long timeout, TimeUnit unit) {
    return offerLast(element);
  }

  @Override
  public boolean offer(E element, long timeout, TimeUnit unit) {
    return offerLast(element);
  }

  @Override
  public void putFirst(E element) {
    list.push(FIRST, element);
  }

  @Override
  public void putLast(E element) {
    list.push(LAST, element);
  }

  @Override
  public void put(E element) {
    list.push(LAST, element);
  }

  @Override
  public void push(E element) {
    list.push(FIRST, element);
  }

  @Override
  public boolean addAll(Collection<? extends E> elements) {
    if (elements == this) {
      throw new IllegalArgumentException("a queue can't be added to itself");
    }
    return list.addAll(elements);
  }

  @Override
  public int remainingCapacity() {
    list.name(); // throws when the store is closed
    return Integer.MAX_VALUE;
  }

  // ---- takes
  // --------------------------------------------------------------------------------------

  @Override
  public @Nullable E pollFirst() {
    return list.pop(FIRST);
  }

  @Override
  public @Nullable E pollLast() {
    return list.pop(LAST);
  }

  @Override
  public @Nullable E poll() {
    return list.pop(FIRST);
  }

  @Override
  public E removeFirst() {
    return orThrow(list.pop(FIRST));
  }

  @Override
  public E removeLast() {
    return orThrow(list.pop(LAST));
  }

  @Override
  public E pop() {
    return removeFirst();
  }

  @Override
  public E takeFirst() throws InterruptedException {
    return take(FIRST);
  }

  @Override
  public E takeLast() throws InterruptedException {
    return take(LAST);
  }

  @Override
  public E take() throws InterruptedException {
    return take(FIRST);
  }

  @Override
  public @Nullable E pollFirst(long timeout, TimeUnit unit) throws InterruptedException {
    return list.await(FIRST, unit.toNanos(timeout));
  }

  @Override
  public @Nullable E pollLast(long timeout, TimeUnit unit) throws InterruptedException {
    return list.await(LAST, unit.toNanos(timeout));
  }

  @Override
  public @Nullable E poll(long timeout, TimeUnit unit) throws InterruptedException {
    return pollFirst(timeout, unit);
  }

  @Override
  public int drainTo(Collection<? super E> target) {
    return drainTo(target, Integer.MAX_VALUE);
  }

  @Override
  public int drainTo(Collection<? super E> target, int most) {
    Objects.requireNonNull(target, "target");
    if (target == this || target == list) {
      throw new IllegalArgumentException("a queue can't be drained to itself");
    }
    if (most <= 0) {
      return 0;
    }
    TreeList.Change<E> change =
        list.change(tree -> tree.removeRange(0, Math.min(most, tree.size())));
    int drained = change.before().size() - change.after().size();
    int accepted = 0;
    try {
      while (accepted < drained) {
        target.add(change.before().get(accepted));
        accepted++;
      }
    } finally {
      if (accepted < drained) { // the target has thrown: what it did not take goes back
        ListTree<E> left = change.before().slice(accepted, drained);
        list.change(tree -> tree.insertAll(0, left.toArray()));
      }
    }
    return drained;
  }

  // ---- looks
  // --------------------------------------------------------------------------------------

  @Override
  public E getFirst() {
    return orThrow(list.peek(FIRST));
  }

  @Override
  public E getLast() {
    return orThrow(list.peek(LAST));
  }

  @Override
  public @Nullable E peekFirst() {
    return list.peek(FIRST);
  }

  @Override
  public @Nullable E peekLast() {
    return list.peek(LAST);
  }

  @Override
  public @Nullable E peek() {
    return list.peek(FIRST);
  }

  // ---- as a collection
  // ----------------------------------------------------------------------------

  @Override
  public boolean removeFirstOccurrence(@Nullable Object item) {
    return list.removeAt(tree -> tree.indexOf(item));
  }

  @Override
  public boolean removeLastOccurrence(@Nullable Object item) {
    return list.removeAt(tree -> tree.lastIndexOf(item));
  }

  @Override
  public boolean remove(@Nullable Object item) {
    return removeFirstOccurrence(item);
  }

  @Override
  public boolean removeIf(Predicate<? super E> filter) {
    return list.removeIf(filter);
  }

  @Override
  public boolean removeAll(Collection<?> items) {
    return list.removeAll(items);
  }

  @Override
  public boolean retainAll(Collection<?> items) {
    return list.retainAll(items);
  }

  @Override
  public void clear() {
    list.clear();
  }

  @Override
  public int size() {
    return list.size();
  }

  @Override
  public boolean isEmpty() {
    return list.isEmpty();
  }

  @Override
  public boolean contains(@Nullable Object item) {
    return list.contains(item);
  }

  @Override
  public boolean containsAll(Collection<?> items) {
    return list.containsAll(items);
  }

  @Override
  public Iterator<E> iterator() {
    return list.iterator();
  }

  @Override
  public Iterator<E> descendingIterator() {
    return ListSteps.descending(list);
  }

  @Override
  public Spliterator<E> spliterator() {
    return list.spliterator();
  }

  @Override
  public void forEach(Consumer<? super E> action) {
    list.forEach(action);
  }

  @Override
  public Object[] toArray() {
    return list.toArray();
  }

  @Override
  public <T> T[] toArray(T[] given) {
    return list.toArray(given);
  }

  @Override
  public String toString() {
    return list.toString();
  }
}
