package dev.larder;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A map with limits: it is bounded, its entries run out, it loads what it does not have, and says
 * what left it and why. Made by {@link Larder#cache}.
 *
 * <p>It is the map of its name in every other respect: other handles, transactions and clients of
 * an endpoint see and change the same entries, and the limits hold for what they put as well. What
 * was put by no {@code timeToLive} of its own runs out as the limits say.
 *
 * <p><b>Reads.</b> {@code get} and its kin take no lock, write nothing when the entry is marked as
 * used, and never load unless they say so. Iteration, {@code containsKey} and {@link #snapshot} are
 * no use of an entry.
 *
 * <p><b>Loads.</b> One load for a key is under way at a time; who asks meanwhile waits for it and
 * gets its outcome, be it a failure. No lock is held: a loader, and any function of a {@code
 * compute} method, may read and change other entries of the same cache. One that asks for the very
 * key it is loading, be it by way of other threads, gets an {@link IllegalStateException}. What was
 * loaded is not kept when the key was written, removed or invalidated through the store while the
 * load ran; the load's callers get it all the same. A failure is not kept.
 *
 * <p><b>Bound.</b> The maximum is exceeded by no more than 256 entries and one for each thread that
 * is putting one at that moment; a thread alone never sees it exceeded.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface LarderCache<K, V> extends LarderMap<K, V>, AutoCloseable {
  /**
   * The value of a key, loaded by a function when there is none.
   *
   * @param key the key, not null
   * @param loader makes the value, or null for none
   * @return the value, or null when the loader gave none
   * @throws CacheLoadException if another thread's loader failed by a checked exception
   * @throws IllegalStateException if the loader asks for the key that it loads
   */
  @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader);

  /**
   * The value of a key, loaded by the cache's loader when there is none.
   *
   * @param key the key, not null
   * @return the value, or null when the loader gave none
   * @throws CacheLoadException if the loader failed by a checked exception; others come as they are
   * @throws IllegalStateException if the loader asks for the key that it loads, or there is none
   */
  @Nullable V getOrLoad(K key);

  /**
   * The value of a key, loaded on the cache's executor when there is none.
   *
   * @param key the key, not null
   * @return the value to come, null when the loader gives none; it fails as the load does
   * @throws IllegalStateException if the cache has no loader
   */
  CompletableFuture<@Nullable V> getOrLoadAsync(K key);

  /**
   * The values of those keys that are there.
   *
   * @param keys the keys, none null
   * @return an unmodifiable map
   */
  Map<K, V> getAll(Iterable<? extends K> keys);

  /**
   * The values of keys; all that are missing are loaded by one call of the cache's loader for many,
   * but for those that are being loaded already, which are waited for.
   *
   * @param keys the keys, none null
   * @return an unmodifiable map, without those that have no value
   * @throws CacheLoadException if a loader failed by a checked exception; others come as they are
   * @throws IllegalStateException if the cache has no loader
   */
  Map<K, V> getOrLoadAll(Iterable<? extends K> keys);

  /**
   * As {@link #getOrLoadAll(Iterable)} with a loader of the caller's.
   *
   * @param keys the keys, none null
   * @param loader makes the values of all that are missing; what it leaves out has none, what it
   *     gives besides is put too
   * @return an unmodifiable map, without those that have no value
   */
  Map<K, V> getAll(
      Iterable<? extends K> keys, Function<? super Set<K>, ? extends Map<K, V>> loader);

  /**
   * Loads a key anew on the cache's executor. The present value stays until that is done, and after
   * a failure; what the key was changed to meanwhile stays too.
   *
   * @param key the key, not null
   * @return the new value to come; it fails as the load does
   * @throws IllegalStateException if the cache has no loader
   */
  CompletableFuture<@Nullable V> refresh(K key);

  /**
   * Removes an entry, and keeps a load of it that is under way from being kept. No writer is told.
   *
   * @param key the key, not null
   */
  void invalidate(K key);

  /**
   * Removes entries.
   *
   * @param keys the keys, none null
   */
  void invalidateAll(Iterable<? extends K> keys);

  /** Removes all entries, at one moment unless somebody listens to removals; loads as well. */
  void invalidateAll();

  /**
   * Removes the entries that meet a condition, each at a moment of its own. O(n).
   *
   * @param condition asked for each entry, again if it changed meanwhile
   * @return how many were removed
   */
  int invalidateIf(BiPredicate<? super K, ? super V> condition);

  /**
   * Keeps an entry from being evicted as long as the pin is not closed; what it weighs still
   * counts. It can be replaced or removed, and runs out as ever.
   *
   * @param key the key, not null
   * @return the entry's value and the pin, or empty when there is no such entry
   */
  Optional<CachePin<V>> pin(K key);

  /** {@return what has been counted since the cache was made} */
  CacheStatistics cacheStatistics();

  /** {@return the limits, to be looked at and changed} */
  CachePolicy<K, V> policy();

  /**
   * Does at once what is otherwise done in passing: evicts what is too much, removes what has run
   * out. For tests, and for who wants to look at exact figures.
   */
  void maintain();

  /**
   * Writes all that waits to be written behind, now and once, on this thread. What fails stays in
   * the queue. Without {@link CacheBuilder#writeBehind} it does nothing.
   *
   * @throws CacheWriteException if the writer failed: it says what still waits
   */
  void flush();

  /**
   * Gives the limits up: what is in the map stays there and is bounded no more. Further calls of
   * this handle act on the map as ever; loads go on to work, but no writer is told any more. Called
   * again it does nothing.
   *
   * @throws CacheWriteException if what waits to be written could not be: it says what that was,
   *     and it is not tried again
   */
  @Override
  void close();
}
