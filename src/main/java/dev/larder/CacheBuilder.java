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
   * Tells a writer of each change before it is made; when that fails, nothing changes, and the
   * caller gets the failure ({@link CacheWriteException} for a checked one). Two changes of a key
   * take turns, so that source and cache agree in the end.
   *
   * <p>Told are changes by the methods of the cache's own handle and its views: {@code put} and its
   * kin, {@code remove}, whether the entry is there or not, {@code replace}, {@code compute},
   * {@code merge}, {@code putAll}. Not told is what does not come from the caller: loads ({@code
   * computeIfAbsent} is one), evictions, what runs out; nor {@code invalidate}, {@code clear} and
   * changes of expiry. Other handles of the map, transactions and clients of an endpoint don't
   * write through; {@link #writeBehind} hears of these too.
   *
   * <p>A {@code compute} function does not hold the turn of its key. Where a change by another
   * handle comes between the call of the writer and that of the map, the writer is called again.
   *
   * @param writer is told
   * @return this builder
   * @throws IllegalStateException if a writer is set already
   */
  CacheBuilder<K, V> writeThrough(CacheWriter<K, V> writer);

  /**
   * Tells a writer of changes later, in batches, on the executor: of each key what it was changed
   * to last, of each key's changes in their order.
   *
   * <p>Told are all changes of entries, whoever makes them: as with {@link #writeThrough}, and
   * those of other handles, transactions and clients of an endpoint. Not told are loads, evictions,
   * what runs out, invalidations, changes of expiry; a {@code put} of the very object that is there
   * already; and what ends the whole map at once: {@code clear}, a deletion or renaming of the
   * name.
   *
   * <p>What leaves the cache before it is written is written all the same, and a load of such a key
   * gets that value, or none for one that was removed, without asking the loader. {@link
   * LarderCache#flush} writes all that waits; so does closing the cache or the store.
   *
   * <p>What waits is not in the journal: after a crash, a durable map has the change, but the
   * source is not told of it.
   *
   * @param writer is told
   * @param options how
   * @return this builder
   * @throws IllegalStateException if a writer is set already
   */
  CacheBuilder<K, V> writeBehind(CacheWriter<K, V> writer, WriteBehind options);

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
