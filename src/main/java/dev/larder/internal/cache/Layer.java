package dev.larder.internal.cache;

import dev.larder.LarderCache;
import dev.larder.internal.kind.Computations;
import dev.larder.internal.table.Node;
import org.jspecify.annotations.Nullable;

/**
 * What another API over a cache needs besides its methods: a change under a condition that says
 * when the entry runs out, and a key to oneself for as long as a change takes that asks others.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public final class Layer<K, V> {
  /** The entry runs out when it would have, or never when there was none. */
  public static final long KEEP = Long.MIN_VALUE;

  /** The entry doesn't run out. */
  public static final long NEVER = Node.NEVER;

  private final CacheHandle<K, V> cache;

  private Layer(CacheHandle<K, V> cache) {
    this.cache = cache;
  }

  /** Over a cache that a store of ours has opened. */
  public static <K, V> Layer<K, V> of(LarderCache<K, V> cache) {
    return new Layer<>((CacheHandle<K, V>) cache);
  }

  /**
   * Puts a value, or removes the entry.
   *
   * @param expected the very value that must be there, null for none
   * @param next the value to put, null to remove the entry
   * @param deadline when it runs out, in milliseconds of the epoch, {@link #NEVER} or {@link #KEEP}
   * @return whether it was done
   */
  public boolean swap(K key, @Nullable V expected, @Nullable V next, long deadline) {
    return cache.swap(key, new Swap(expected, next, deadline));
  }

  /** The store's time, in milliseconds of the epoch. */
  public long millis() {
    return cache.core.deadlines.now();
  }

  /** A key of this cache, to be had by one thread at a time. */
  public Computations.Place place(K key) {
    return new Computations.Place(cache.core.name, key);
  }

  /** Where such keys are had; values that {@code computeIfAbsent} makes are so, too. */
  public Computations turns() {
    return cache.core.shelf.computations();
  }
}
