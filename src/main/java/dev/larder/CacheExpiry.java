package dev.larder;

import java.time.Duration;

/**
 * Says for each entry when it runs out. A time below a millisecond, negative ones too, is taken for
 * a millisecond, one that is too long for never. It must be quick and must not change the store; it
 * is asked again when the change that it was asked for has to be tried again.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface CacheExpiry<K, V> {
  /** A time that never comes. */
  Duration NEVER = Duration.ofSeconds(Long.MAX_VALUE);

  /**
   * {@return how long an entry lives that is put where there was none}
   *
   * @param key its key
   * @param value its value
   */
  Duration afterCreate(K key, V value);

  /**
   * {@return how long an entry lives whose value is replaced}
   *
   * @param key its key
   * @param value its new value
   * @param remaining how long it would have lived without that, or {@link #NEVER}
   */
  default Duration afterUpdate(K key, V value, Duration remaining) {
    return afterCreate(key, value);
  }

  /**
   * {@return how long an entry lives that is read}
   *
   * @param key its key
   * @param value its value
   * @param remaining how long it lives without that, or {@link #NEVER}
   */
  default Duration afterRead(K key, V value, Duration remaining) {
    return remaining;
  }
}
