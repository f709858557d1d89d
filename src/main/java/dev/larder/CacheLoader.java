package dev.larder;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes the values of a cache's keys. It may be called by any number of threads, for one key by one
 * at a time, and may use the cache, but not wait for the key that it loads.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@FunctionalInterface
public interface CacheLoader<K, V> {
  /**
   * Makes a value.
   *
   * @param key the key
   * @return the value, or null for none
   * @throws Exception if it can't be made; nothing is kept then
   */
  @Nullable V load(K key) throws Exception;

  /**
   * Makes the values of keys that are missing together; by default one after the other.
   *
   * @param keys the keys
   * @return the values: what is left out has none, what is given besides is put too
   * @throws Exception if they can't be made; nothing is kept then
   */
  default Map<K, V> loadAll(Set<K> keys) throws Exception {
    Map<K, V> values = new LinkedHashMap<>();
    for (K key : keys) {
      V value = load(key);
      if (value != null) {
        values.put(key, value);
      }
    }
    return values;
  }

  /**
   * Makes a value that is to replace one that has grown old; by default as if it were missing.
   *
   * @param key the key
   * @param old the present value
   * @return the value, or null for none, which removes the entry
   * @throws Exception if it can't be made; the old one stays then
   */
  default @Nullable V reload(K key, V old) throws Exception {
    return load(key);
  }
}
