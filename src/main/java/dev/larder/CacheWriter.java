package dev.larder;

import java.util.Map;
import java.util.Set;

/**
 * Tells the source behind a cache what has changed. It is called by one thread at a time for a key;
 * for different keys by any number of threads when it writes through, by one when it writes behind.
 * One that writes through must not change the cache that calls it, which is an {@link
 * IllegalStateException}; one that writes behind must not flush it.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface CacheWriter<K, V> {
  /**
   * Writes a value.
   *
   * @param key the key
   * @param value its value from now on
   * @throws Exception if it can't be written
   */
  void write(K key, V value) throws Exception;

  /**
   * Deletes a key, which may not be there.
   *
   * @param key the key
   * @throws Exception if it can't be deleted
   */
  void delete(K key) throws Exception;

  /**
   * Writes values together; by default one after the other.
   *
   * @param entries the keys and their values
   * @throws Exception if one can't be written; all count as not written then
   */
  default void writeAll(Map<K, V> entries) throws Exception {
    for (Map.Entry<K, V> entry : entries.entrySet()) {
      write(entry.getKey(), entry.getValue());
    }
  }

  /**
   * Deletes keys together; by default one after the other.
   *
   * @param keys the keys
   * @throws Exception if one can't be deleted; all count as not deleted then
   */
  default void deleteAll(Set<K> keys) throws Exception {
    for (K key : keys) {
      delete(key);
    }
  }
}
