package dev.larder.jcache;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.cache.Cache;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.EventType;
import org.jspecify.annotations.Nullable;

/** Those who listen to a cache. */
final class Listening<K, V> {
  private final Cache<K, V> cache;
  private final Copying copying;
  private final List<Registration<K, V>> registrations = new CopyOnWriteArrayList<>();

  Listening(Cache<K, V> cache, Copying copying) {
    this.cache = cache;
    this.copying = copying;
  }

  void add(CacheEntryListenerConfiguration<K, V> configuration) {
    registrations.add(new Registration<>(configuration));
  }

  void remove(CacheEntryListenerConfiguration<K, V> configuration) {
    registrations.removeIf(registration -> registration.isOf(configuration));
  }

  List<Object> listeners() {
    return registrations.stream().map(Registration::listener).toList();
  }

  boolean isEmpty() {
    return registrations.isEmpty();
  }

  void created(K key, V value) {
    tell(EventType.CREATED, key, value, null);
  }

  void updated(K key, V value, V old) {
    tell(EventType.UPDATED, key, value, old);
  }

  void removed(K key, V old) {
    tell(EventType.REMOVED, key, null, old);
  }

  void expired(K key, V old) {
    tell(EventType.EXPIRED, key, null, old);
  }

  /** Tells all, of the old value those who want it, and goes on when one of them fails. */
  private void tell(EventType type, K key, @Nullable V value, @Nullable V old) {
    CacheEntryListenerException failure = null;
    for (Registration<K, V> registration : registrations) {
      V oldCopy = registration.wantsOld() ? copying.ofAny(old) : null;
      V valueCopy = value == null ? oldCopy : copying.of(value);
      try {
        registration.tell(new Event<>(cache, type, copying.of(key), valueCopy, oldCopy));
      } catch (CacheEntryListenerException e) {
        failure = failure == null ? e : failure;
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
