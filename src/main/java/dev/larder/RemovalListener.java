package dev.larder;

/**
 * Is told of entries that left a cache. What it throws is logged and goes nowhere.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface RemovalListener<K, V> {
  /**
   * An entry has left.
   *
   * @param key its key
   * @param value its value, the old one where it was replaced
   * @param cause why
   */
  void removed(K key, V value, RemovalCause cause);
}
