package dev.larder;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingDeque;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * A list with a name: a persistent tree behind one atomic reference.
 *
 * <p>Elements are not null. Every call is atomic. Reads and changes by index are O(log n), at the
 * ends less; searches are O(n). Nothing takes a lock; a reader sees one whole version. An iterator
 * walks the version that it began with; its {@code remove}, {@code set} and {@code add} work while
 * nobody else has changed the list, and else throw {@link
 * java.util.ConcurrentModificationException} and do nothing.
 *
 * @param <E> the type of the elements
 */
public interface LarderList<E> extends List<E>, LarderCollection {
  /**
   * {@return the same list as a queue with two ends}. Its takers wait in the order in which they
   * came, and elements go to the first of them.
   */
  BlockingDeque<E> deque();

  /**
   * {@return the elements from one index up to but without another, of one moment}. O(log n + m).
   *
   * @param from the first index
   * @param to the index after the last
   * @throws IndexOutOfBoundsException if {@code 0 <= from <= to <= size()} does not hold
   */
  ImmutableList<E> range(int from, int to);

  /**
   * Removes all but the elements from one index up to but without another. O(log n).
   *
   * @param from the first index that stays
   * @param to the index after the last that stays
   * @throws IndexOutOfBoundsException if {@code 0 <= from <= to <= size()} does not hold
   */
  void trim(int from, int to);

  /**
   * Inserts an element before the first one that equals the pivot. O(n).
   *
   * @param pivot the element to look for
   * @param element what to insert
   * @return false when the pivot is not there, and nothing was done
   */
  boolean insertBefore(E pivot, E element);

  /**
   * Inserts an element after the first one that equals the pivot. O(n).
   *
   * @param pivot the element to look for
   * @param element what to insert
   * @return false when the pivot is not there, and nothing was done
   */
  boolean insertAfter(E pivot, E element);

  /**
   * Moves an element from an end of this list to an end of another, or of this one, atomically.
   *
   * @param from the end of this list to take from
   * @param destination a list of the same store
   * @param to the end of the destination to put to
   * @return the element, or empty when this list has none
   */
  Optional<E> move(ListEnd from, LarderList<E> destination, ListEnd to);

  /**
   * Takes an element from an end of the first of several lists that has one, this one first, and
   * waits until one does. Those who wait are served in the order in which they came.
   *
   * @param end the end to take from
   * @param timeout how long to wait; zero or less does not wait
   * @param others more lists of the same store, in the order in which they are looked at
   * @return the element and where it was, or empty when the time is up
   * @throws InterruptedException if the thread is interrupted; then nothing was taken
   */
  Optional<Taken<E>> take(ListEnd end, Duration timeout, List<? extends LarderList<E>> others)
      throws InterruptedException;

  /** {@return all elements of one moment; O(n)} */
  ImmutableList<E> snapshot();

  /**
   * An element that was taken, and where.
   *
   * @param <E> the type of the element
   * @param name the name of the list that it was in
   * @param element the element
   */
  record Taken<E>(String name, E element) {}
}
