package dev.larder.jcache;

import javax.cache.Cache;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * One change of an entry, as one listener is to see it.
 *
 * @param <K> the type of the key
 * @param <V> the type of the value
 */
final class Event<K, V> extends CacheEntryEvent<K, V> {
  private final K key;
  private final @Nullable V value;
  private final @Nullable V old;

  Event(Cache<K, V> source, EventType type, K key, @Nullable V value, @Nullable V old) {
    super(source, type);
    this.key = key;
    this.value = value;
    this.old = old;
  }

  @Override
  public K getKey() {
    return key;
  }

  /** The value; of an entry that is gone, the one that it had, for who wants old values. */
  @Override
  public @Nullable V getValue() {
    return value;
  }

  @Override
  public @Nullable V getOldValue() {
    return old;
  }

  @Override
  public boolean isOldValueAvailable() {
    return old != null;
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return Unwrapping.unwrap(type, this);
  }
}
