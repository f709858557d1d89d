package dev.larder;

import java.util.Set;

/**
 * The view of a store inside {@link Larder#transact}: what is read through it belongs to one
 * moment, and what is changed through it becomes visible at one moment, or not at all.
 *
 * <p>Take a handle's counterpart with {@code on}; the handle itself stays outside of the
 * transaction. A transaction is used by the thread that runs its function, and only while it runs;
 * afterwards every call throws {@link IllegalStateException}. Blocking calls don't wait in a
 * transaction: they answer as if the time were up at once.
 */
public interface Transaction {
  /**
   * {@return the value inside the transaction}
   *
   * @param <T> the type of the value
   * @param value a handle of the same store
   */
  <T> LarderValue<T> on(LarderValue<T> value);

  /**
   * {@return the counter inside the transaction}
   *
   * @param counter a handle of the same store
   */
  LarderCounter on(LarderCounter counter);

  /**
   * {@return the map inside the transaction}. Its iterators, views and size are exact, and O(n).
   *
   * @param <K> the type of the keys
   * @param <V> the type of the values
   * @param map a handle of the same store
   */
  <K, V> LarderMap<K, V> on(LarderMap<K, V> map);

  /**
   * {@return the set inside the transaction}. Its iterators and size are exact, and O(n).
   *
   * @param <E> the type of the elements
   * @param set a handle of the same store
   */
  <E> LarderSet<E> on(LarderSet<E> set);

  /**
   * {@return the list inside the transaction}
   *
   * @param <E> the type of the elements
   * @param list a handle of the same store
   */
  <E> LarderList<E> on(LarderList<E> list);

  /**
   * {@return the sorted set inside the transaction}
   *
   * @param <E> the type of the members
   * @param set a handle of the same store
   */
  <E> LarderSortedSet<E> on(LarderSortedSet<E> set);

  /**
   * {@return whether a name is in use}
   *
   * @param name the name
   */
  boolean exists(String name);

  /**
   * Removes collections.
   *
   * @param names their names
   * @return how many of them were in use
   */
  int delete(String... names);

  /**
   * Gives a collection another name; what had that name is removed.
   *
   * @param from the present name
   * @param to the new name
   * @return false when the name is not in use, and nothing was done
   */
  boolean rename(String from, String to);

  /**
   * Publishes a message if and when the transaction commits. Those of all transactions of the store
   * reach the subscribers in the order of the commits, and one transaction's in the order of these
   * calls; on the thread of a transaction, which need not be this one. So transactions that publish
   * are in each other's way as if they changed one value.
   *
   * @param <T> the type of the message
   * @param channel a channel of the same store
   * @param message the message
   */
  <T> void publish(Channel<T> channel, T message);

  /** {@return the names in use, as {@link Larder#names()} has them}. O(n) in all names. */
  Set<String> names();
}
