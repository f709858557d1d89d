package dev.larder;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.ToIntBiFunction;

/**
 * Says what limits a cache has, and opens it. Defaults: no maximum, nothing runs out, no loader,
 * nobody listens; loads for later, refreshes and listeners without an executor of their own run on
 * the common pool.
 *
 * <p>Values are held strongly: a value that the collector takes away can't also be in a journal, in
 * a transaction or before a client, so there are no weak or soft ones. A weight bounds memory.
 *
 * <p>For one thread.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface CacheBuilder<K, V> {
  /**
   * Bounds the number of entries.
   *
   * @param entries at least 0; 0 keeps nothing
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   * @throws IllegalStateException if a maximum is set already
   */
  CacheBuilder<K, V> maximumSize(long entries);

  /**
   * Bounds the sum of what the entries weigh.
   *
   * @param weight at least 0
   * @param weigher the weight of an entry, 0 or more; what weighs 0 is never evicted. Asked when it
   *     is put, and again when that is repeated; it must not change the store
   * @return this builder
   * @throws IllegalArgumentException if the weight is negative
   * @throws IllegalStateException if a maximum is set already
   */
  CacheBuilder<K, V> maximumWeight(long weight, ToIntBiFunction<? super K, ? super V> weigher);

  /**
   * Lets entries run out so long after they were put or replaced.
   *
   * @param time at least a millisecond
   * @return this builder
   * @throws IllegalArgumentException if it is shorter
   * @throws IllegalStateException if there is a rule for each entry
   */
  CacheBuilder<K, V> expireAfterWrite(Duration time);

  /**
   * Lets entries run out so long after they were put, replaced or read.
   *
   * @param time at least a millisecond
   * @return this builder
   * @throws IllegalArgumentException if it is shorter
   * @throws IllegalStateException if there is a rule for each entry
   */
  CacheBuilder<K, V> expireAfterAccess(Duration time);

  /**
   * Lets each entry run out as a rule says.
   *
   * @param rule the rule
   * @return this builder
   * @throws IllegalStateException if there is a time for all entries
   */
  CacheBuilder<K, V> expireAfter(CacheExpiry<? super K, ? super V> rule);

  /**
   * Loads entries anew when they are read so long after they were put, on the executor; the reader
   * gets the present value. Those due together are handed to the loader together.
   *
   * @param time at least a millisecond; a loader is needed
   * @return this builder
   * @throws IllegalArgumentException if it is shorter
   */
  CacheBuilder<K, V> refreshAfterWrite(Duration time);

  /**
   * Keeps entries that have run out for so long, for loads that fail: then the stale value is
   * given. {@code get} without a load takes it for absent; {@code size}, iteration and other
   * handles still see it.
   *
   * @param time at least a millisecond
   * @return this builder
   * @throws IllegalArgumentException if it is shorter
   */
  CacheBuilder<K, V> keepStale(Duration time);

  /**
   * Remembers for so long that a loader gave no value for a key, and does not ask it meanwhile, nor
   * when a value was put and removed since. As many keys are remembered as the maximum allows
   * entries, or 65 536.
   *
   * @param time at least a millisecond
   * @return this builder
   * @throws IllegalArgumentException if it is shorter
   */
  CacheBuilder<K, V> rememberAbsent(Duration time);

  /**
   * Sets what loads values.
   *
   * @param loader the loader
   * @return this builder
   */
  CacheBuilder<K, V> loader(CacheLoader<K, V> loader);

  /**
   * Adds one who is told, on the thread that made the change and before that call returns, of
   * entries that were removed, replaced or evicted: of each key's in their order. While another
   * thread is telling listeners it waits, except inside a listener.
   *
   * @param listener is told
   * @return this builder
   */
  CacheBuilder<K, V> removalListener(RemovalListener<? super K, ? super V> listener);

  /**
   * Adds one who is told of such entries on an executor: of each key's in their order.
   *
   * @param listener is told
   * @param executor runs it
   * @return this builder
   */
  CacheBuilder<K, V> removalListener(
      RemovalListener<? super K, ? super V> listener, Executor executor);

  /**
   * Adds one who is told as by {@link #removalListener(RemovalListener)}, but only of what was
   * evicted: for its size, or since it ran out.
   *
   * @param listener is told
   * @return this builder
   */
  CacheBuilder<K, V> evictionListener(RemovalListener<? super K, ? super V> listener);

  /**
   * Sets what runs loads for later and refreshes.
   *
   * @param executor the executor
   * @return this builder
   */
  CacheBuilder<K, V> executor(Executor executor);

  /**
   * Counts hits, misses and loads for {@link LarderCache#cacheStatistics}.
   *
   * @return this builder
   */
  CacheBuilder<K, V> recordStatistics();

  /**
   * Keeps what is in the cache out of a store's journal and snapshots: after a restart the name is
   * free, and values need no codec unless clients of an endpoint ask for them. What the name stands
   * for at the opening leaves the disk, too, and comes back to it when a cache is opened on the
   * name without this. A map that was renamed stays as it is under its new name; a copy that a
   * client makes is recorded, as is a content of another type that takes the name. In a store that
   * is in memory this changes nothing.
   *
   * @return this builder
   */
  CacheBuilder<K, V> inMemoryOnly();

  /**
   * Makes the map of the name a cache with these limits; what is in it already counts.
   *
   * @return the cache
   * @throws IllegalStateException if the name has limits already, or they don't fit together: a
   *     refresh or stale values without a loader
   * @throws WrongTypeException if the name is in use under another type
   */
  LarderCache<K, V> open();
}
