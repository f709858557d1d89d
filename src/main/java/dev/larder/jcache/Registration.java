package dev.larder.jcache;

import dev.larder.internal.cache.SerialExecutor;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.event.CacheEntryCreatedListener;
import javax.cache.event.CacheEntryEvent;
import javax.cache.event.CacheEntryEventFilter;
import javax.cache.event.CacheEntryExpiredListener;
import javax.cache.event.CacheEntryListener;
import javax.cache.event.CacheEntryListenerException;
import javax.cache.event.CacheEntryRemovedListener;
import javax.cache.event.CacheEntryUpdatedListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listener of a cache. */
final class Registration<K, V> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.jcache");

  private final CacheEntryListenerConfiguration<K, V> configuration;
  private final CacheEntryListener<? super K, ? super V> listener;
  private final @Nullable CacheEntryEventFilter<? super K, ? super V> filter;

  /** Null for one that is told before the change returns. */
  private final @Nullable Executor later;

  Registration(CacheEntryListenerConfiguration<K, V> configuration) {
    this.configuration = configuration;
    listener = configuration.getCacheEntryListenerFactory().create();
    filter =
        configuration.getCacheEntryEventFilterFactory() == null
            ? null
            : configuration.getCacheEntryEventFilterFactory().create();
    later = configuration.isSynchronous() ? null : new SerialExecutor(ForkJoinPool.commonPool());
  }

  boolean isOf(CacheEntryListenerConfiguration<K, V> other) {
    return configuration.equals(other);
  }

  boolean wantsOld() {
    return configuration.isOldValueRequired();
  }

  Object listener() {
    return listener;
  }

  /**
   * Tells of an event, on this thread or later.
   *
   * @throws CacheEntryListenerException if the listener is told now and fails
   */
  void tell(CacheEntryEvent<K, V> event) {
    if (later == null) {
      tellNow(event);
    } else {
      later.execute(() -> tellLater(event));
    }
  }

  private void tellLater(CacheEntryEvent<K, V> event) {
    try {
      tellNow(event);
    } catch (RuntimeException e) {
      LOG.warn("a listener of cache '{}' failed", event.getSource().getName(), e);
    }
  }

  private void tellNow(CacheEntryEvent<K, V> event) {
    try {
      if (filter == null || filter.evaluate(event)) {
        call(event);
      }
    } catch (CacheEntryListenerException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new CacheEntryListenerException("a listener failed: " + e, e);
    }
  }

  @SuppressWarnings("unchecked") // a listener of supertypes only reads the event
  private void call(CacheEntryEvent<K, V> event) {
    Iterable<CacheEntryEvent<? extends K, ? extends V>> events = List.of(event);
    switch (event.getEventType()) {
      case CREATED -> {
        if (listener instanceof CacheEntryCreatedListener) {
          ((CacheEntryCreatedListener<K, V>) listener).onCreated(events);
        }
      }
      case UPDATED -> {
        if (listener instanceof CacheEntryUpdatedListener) {
          ((CacheEntryUpdatedListener<K, V>) listener).onUpdated(events);
        }
      }
      case REMOVED -> {
        if (listener instanceof CacheEntryRemovedListener) {
          ((CacheEntryRemovedListener<K, V>) listener).onRemoved(events);
        }
      }
      case EXPIRED -> {
        if (listener instanceof CacheEntryExpiredListener) {
          ((CacheEntryExpiredListener<K, V>) listener).onExpired(events);
        }
      }
    }
  }
}
