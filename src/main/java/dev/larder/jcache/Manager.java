package dev.larder.jcache;

import dev.larder.Larder;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import javax.cache.Cache;
import javax.cache.CacheException;
import javax.cache.CacheManager;
import javax.cache.configuration.CompleteConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.configuration.MutableConfiguration;
import javax.cache.spi.CachingProvider;
import org.jspecify.annotations.Nullable;

/** The caches over one store. */
final class Manager implements CacheManager {
  /*
   * Shared: the caches by name, an immutable map that is replaced by compare-and-set. The store
   * opens a cache of a name once, so of those who create one at the same time all but one fail
   * there.
   */
  private final LarderCachingProvider provider;
  private final URI uri;
  private final ClassLoader classes;
  private final Properties properties;
  private final Larder larder;

  /** Whether the store is the manager's, and what is in it goes with its caches. */
  private final boolean ownsStore;

  private final AtomicReference<Map<String, JCache<?, ?>>> caches = new AtomicReference<>(Map.of());
  private final AtomicBoolean closed = new AtomicBoolean();

  Manager(
      LarderCachingProvider provider,
      URI uri,
      ClassLoader classes,
      Properties properties,
      Larder larder,
      boolean ownsStore) {
    this.provider = provider;
    this.uri = uri;
    this.classes = classes;
    this.properties = properties;
    this.larder = larder;
    this.ownsStore = ownsStore;
  }

  Larder larder() {
    return larder;
  }

  private Map<String, JCache<?, ?>> all() {
    return Objects.requireNonNull(caches.get());
  }

  private void change(UnaryOperator<Map<String, JCache<?, ?>>> change) {
    caches.updateAndGet(before -> Map.copyOf(change.apply(new HashMap<>(before))));
  }

  private void requireOpen() {
    if (isClosed()) {
      throw new IllegalStateException("the cache manager " + uri + " is closed");
    }
  }

  private @Nullable JCache<?, ?> find(String name) {
    requireOpen();
    return all().get(Objects.requireNonNull(name, "name"));
  }

  // ---- caches -----------------------------------------------------------------------------------

  @Override
  public <K, V, C extends Configuration<K, V>> Cache<K, V> createCache(
      String name, C configuration) {
    Objects.requireNonNull(configuration, "configuration");
    if (find(name) != null) {
      throw exists(name, null);
    }
    JCache<K, V> cache;
    try {
      cache = new JCache<>(this, name, complete(configuration));
    } catch (IllegalStateException e) {
      requireOpen();
      throw exists(name, e); // the store says so: it has one with limits
    }
    change(
        next -> {
          next.put(name, cache);
          return next;
        });
    enableManagement(name, cache.configured().get().isManagementEnabled());
    enableStatistics(name, cache.configured().get().isStatisticsEnabled());
    return cache;
  }

  private static CacheException exists(String name, @Nullable Throwable cause) {
    return new CacheException("there is a cache '" + name + "' already", cause);
  }

  private static <K, V> LarderConfiguration<K, V> complete(Configuration<K, V> configuration) {
    if (configuration instanceof CompleteConfiguration<K, V> complete) {
      return new LarderConfiguration<>(complete);
    }
    MutableConfiguration<K, V> plain = new MutableConfiguration<>();
    plain.setTypes(configuration.getKeyType(), configuration.getValueType());
    plain.setStoreByValue(configuration.isStoreByValue());
    return new LarderConfiguration<>(plain);
  }

  @Override
  @SuppressWarnings("unchecked") // the types are those that it was created with
  public <K, V> @Nullable Cache<K, V> getCache(String name, Class<K> keyType, Class<V> valueType) {
    Objects.requireNonNull(keyType, "keyType");
    Objects.requireNonNull(valueType, "valueType");
    JCache<?, ?> cache = find(name);
    if (cache == null) {
      return null;
    }
    Configuration<?, ?> configuration = cache.configured().get();
    if (!Configured.hasTypes(configuration, keyType, valueType)) {
      throw new ClassCastException(
          "cache '"
              + name
              + "' has keys of "
              + configuration.getKeyType().getName()
              + " and values of "
              + configuration.getValueType().getName());
    }
    return (Cache<K, V>) cache;
  }

  @Override
  @SuppressWarnings("unchecked") // the caller says so
  public <K, V> @Nullable Cache<K, V> getCache(String name) {
    return (Cache<K, V>) find(name);
  }

  @Override
  public Iterable<String> getCacheNames() {
    requireOpen();
    return all().keySet();
  }

  @Override
  public void destroyCache(String name) {
    JCache<?, ?> cache = find(name);
    if (cache != null) {
      cache.close();
      larder.delete(name);
    }
  }

  /** A cache is closed. */
  void closed(JCache<?, ?> cache) {
    String name = cache.getName();
    change(
        next -> {
          next.remove(name, cache);
          return next;
        });
    Management.show(cache, Management.CONFIGURATION, cache, false);
    Management.show(cache, Management.STATISTICS, cache, false);
    if (ownsStore) {
      larder.delete(name);
    }
  }

  @Override
  public void enableManagement(String name, boolean enabled) {
    JCache<?, ?> cache = find(name);
    if (cache != null) {
      cache.configured().enableManagement(enabled);
      Management.show(cache, Management.CONFIGURATION, Management.bean(cache), enabled);
    }
  }

  @Override
  public void enableStatistics(String name, boolean enabled) {
    JCache<?, ?> cache = find(name);
    if (cache != null) {
      cache.configured().enableStatistics(enabled);
      cache.counting().enable(enabled);
      Management.show(cache, Management.STATISTICS, cache.counting(), enabled);
    }
  }

  // ---- the manager itself -----------------------------------------------------------------------

  @Override
  public CachingProvider getCachingProvider() {
    return provider;
  }

  @Override
  public URI getURI() {
    return uri;
  }

  @Override
  public ClassLoader getClassLoader() {
    return classes;
  }

  @Override
  public Properties getProperties() {
    return properties;
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      all().values().forEach(JCache::close);
      provider.closed(this);
      if (ownsStore) {
        larder.close();
      }
    }
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return Unwrapping.unwrap(type, this, larder);
  }
}
