package dev.larder.internal.tree;

/**
 * Takes the entries of a range, one call each.
 *
 * @param <E> the items' type
 */
@FunctionalInterface
public interface EntrySink<E> {
  /**
   * Takes one entry.
   *
   * @param key its sort key
   * @param item its item, never null
   */
  void accept(long key, E item);
}
