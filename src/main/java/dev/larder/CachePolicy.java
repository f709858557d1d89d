package dev.larder;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * The limits of a cache, and what it thinks of its entries.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface CachePolicy<K, V> {
  /**
   * An entry at one moment.
   *
   * @param <K> the type of the key
   * @param <V> the type of the value
   * @param key its key
   * @param value its value
   * @param weight what it weighs
   */
  record Entry<K, V>(K key, V value, int weight) {}

  /** {@return the maximum size or weight, or empty when there is none} */
  OptionalLong maximum();

  /**
   * Changes the maximum; what is too much then is evicted before this returns.
   *
   * @param maximum at least 0, of entries or weight as the cache was built
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException if the cache was built without one
   */
  void setMaximum(long maximum);

  /** {@return what all entries weigh; where nothing is weighed, how many there are} */
  long weight();

  /**
   * {@return the entries that are likely to stay longest, those first}
   *
   * @param limit how many at most
   */
  ImmutableList<Entry<K, V>> hottest(int limit);

  /**
   * {@return the entries that are likely to go first, those first}
   *
   * @param limit how many at most
   */
  ImmutableList<Entry<K, V>> coldest(int limit);

  /** {@return the time after a write, if that is a limit} */
  Optional<Duration> expireAfterWrite();

  /**
   * Changes the time after a write for what is written from now on.
   *
   * @param time at least a millisecond
   * @throws IllegalStateException if the cache was built without one
   */
  void setExpireAfterWrite(Duration time);

  /** {@return the time after a use, if that is a limit} */
  Optional<Duration> expireAfterAccess();

  /**
   * Changes the time after a use for what is used from now on.
   *
   * @param time at least a millisecond
   * @throws IllegalStateException if the cache was built without one
   */
  void setExpireAfterAccess(Duration time);

  /** {@return the time after which entries are loaded anew, if there is one} */
  Optional<Duration> refreshAfterWrite();

  /**
   * Changes the time after which entries are loaded anew that are written from now on.
   *
   * @param time at least a millisecond
   * @throws IllegalStateException if the cache was built without one
   */
  void setRefreshAfterWrite(Duration time);

  /**
   * How long ago an entry was written; after a restart of the store, since then.
   *
   * @param key the key
   * @return the time, or empty when there is no such entry, or it is not known since the cache
   *     neither refreshes entries nor expires them after writes alone
   */
  Optional<Duration> age(K key);
}
