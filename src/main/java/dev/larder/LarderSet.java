package dev.larder;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.collections.api.set.ImmutableSet;

/**
 * A concurrent set with a name.
 *
 * <p>Elements are not null. Reads and single-element changes take no lock and are O(1). Iterators
 * are weakly consistent. {@code removeAll}, {@code retainAll} and {@code removeIf} work element by
 * element. The operations over several sets see all of them at one moment.
 *
 * @param <E> the type of the elements
 */
public interface LarderSet<E> extends Set<E>, LarderCollection {
  /**
   * {@return the elements of this set or any of the others, at one moment}. O(n) in all of them.
   *
   * @param others sets of the same store
   */
  ImmutableSet<E> union(List<? extends LarderSet<E>> others);

  /**
   * {@return the elements of this set that all the others have, at one moment}. O(n) in all of
   * them.
   *
   * @param others sets of the same store
   */
  ImmutableSet<E> intersection(List<? extends LarderSet<E>> others);

  /**
   * {@return the elements of this set that none of the others has, at one moment}. O(n) in all of
   * them.
   *
   * @param others sets of the same store
   */
  ImmutableSet<E> difference(List<? extends LarderSet<E>> others);

  /**
   * Stores a union in place of what the destination holds, at the moment of which it is.
   *
   * @param others sets of the same store
   * @param destination a set of the same store, may be one of the sources
   * @return how many elements the destination has now
   */
  int storeUnion(List<? extends LarderSet<E>> others, LarderSet<E> destination);

  /**
   * Stores an intersection in place of what the destination holds, at the moment of which it is.
   *
   * @param others sets of the same store
   * @param destination a set of the same store, may be one of the sources
   * @return how many elements the destination has now
   */
  int storeIntersection(List<? extends LarderSet<E>> others, LarderSet<E> destination);

  /**
   * Stores a difference in place of what the destination holds, at the moment of which it is.
   *
   * @param others sets of the same store
   * @param destination a set of the same store, may be one of the sources
   * @return how many elements the destination has now
   */
  int storeDifference(List<? extends LarderSet<E>> others, LarderSet<E> destination);

  /** {@return an element taken by chance, about equally likely each; empty when there is none} */
  Optional<E> random();

  /** {@return an element taken by chance, which is removed; empty when there is none} */
  Optional<E> pop();

  /**
   * Moves an element to another set, atomically.
   *
   * @param element the element, not null
   * @param destination a set of the same store
   * @return false when this set does not have it, and nothing was done
   */
  boolean move(E element, LarderSet<E> destination);

  /**
   * Adds all elements at one moment: nobody sees some of them only.
   *
   * @param elements what to add; no null in it
   */
  @Override
  boolean addAll(Collection<? extends E> elements);

  /** Removes all elements at one moment; O(1). */
  @Override
  void clear();

  /** {@return all elements of one moment; O(n), while writers go on} */
  ImmutableSet<E> snapshot();
}
