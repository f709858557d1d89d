package dev.larder;

/**
 * Keeps an entry of a cache from being evicted.
 *
 * @param <V> the type of the value
 */
public interface CachePin<V> extends AutoCloseable {
  /** {@return the value when the entry was pinned} */
  V value();

  /** Lets the entry be evicted again, unless another pin holds it; once only. */
  @Override
  void close();
}
