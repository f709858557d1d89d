package dev.larder.benchmarks;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.larder.CacheBuilder;
import dev.larder.Larder;
import dev.larder.LarderCache;
import java.util.concurrent.ExecutionException;
import org.cache2k.Cache;
import org.cache2k.Cache2kBuilder;
import org.ehcache.CacheManager;
import org.ehcache.config.builders.CacheConfigurationBuilder;
import org.ehcache.config.builders.CacheManagerBuilder;
import org.ehcache.config.builders.ResourcePoolsBuilder;

/** A cache bounded by a number of entries, ours or a peer's. */
interface BenchmarkedCache extends AutoCloseable {
  String get(String key);

  void put(String key, String value);

  /** The value, or the given one, which is put as if it had been loaded. */
  String load(String key, String loaded);

  @Override
  void close();

  static BenchmarkedCache of(String name, int maximum) {
    return switch (name) {
      case "larder" -> larder(maximum, false);
      case "larderCounting" -> larder(maximum, true);
      case "caffeine" -> caffeine(maximum);
      case "cache2k" -> cache2k(maximum);
      case "ehcache" -> ehcache(maximum);
      case "guava" -> guava(maximum);
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static BenchmarkedCache larder(int maximum, boolean counting) {
    Larder larder = Larder.inMemory();
    CacheBuilder<String, String> builder =
        larder.cache("cache", String.class, String.class).maximumSize(maximum);
    LarderCache<String, String> cache =
        counting ? builder.recordStatistics().open() : builder.open();
    return new BenchmarkedCache() {
      @Override
      public String get(String key) {
        return cache.get(key);
      }

      @Override
      public void put(String key, String value) {
        cache.put(key, value);
      }

      @Override
      public String load(String key, String loaded) {
        return cache.get(key, k -> loaded);
      }

      @Override
      public void close() {
        larder.close();
      }
    };
  }

  private static BenchmarkedCache caffeine(int maximum) {
    com.github.benmanes.caffeine.cache.Cache<String, String> cache =
        Caffeine.newBuilder().maximumSize(maximum).build();
    return new BenchmarkedCache() {
      @Override
      public String get(String key) {
        return cache.getIfPresent(key);
      }

      @Override
      public void put(String key, String value) {
        cache.put(key, value);
      }

      @Override
      public String load(String key, String loaded) {
        return cache.get(key, k -> loaded);
      }

      @Override
      public void close() {
        cache.invalidateAll();
      }
    };
  }

  private static BenchmarkedCache cache2k(int maximum) {
    Cache<String, String> cache =
        Cache2kBuilder.of(String.class, String.class)
            .entryCapacity(maximum)
            .eternal(true)
            .disableStatistics(true)
            .build();
    return new BenchmarkedCache() {
      @Override
      public String get(String key) {
        return cache.peek(key);
      }

      @Override
      public void put(String key, String value) {
        cache.put(key, value);
      }

      @Override
      public String load(String key, String loaded) {
        return cache.computeIfAbsent(key, k -> loaded);
      }

      @Override
      public void close() {
        cache.close();
      }
    };
  }

  private static BenchmarkedCache ehcache(int maximum) {
    CacheManager manager = CacheManagerBuilder.newCacheManagerBuilder().build(true);
    org.ehcache.Cache<String, String> cache =
        manager.createCache(
            "cache",
            CacheConfigurationBuilder.newCacheConfigurationBuilder(
                String.class, String.class, ResourcePoolsBuilder.heap(maximum)));
    return new BenchmarkedCache() {
      @Override
      public String get(String key) {
        return cache.get(key);
      }

      @Override
      public void put(String key, String value) {
        cache.put(key, value);
      }

      @Override
      public String load(String key, String loaded) {
        String found = cache.get(key);
        if (found == null) {
          cache.putIfAbsent(key, loaded);
        }
        return loaded;
      }

      @Override
      public void close() {
        manager.close();
      }
    };
  }

  private static BenchmarkedCache guava(int maximum) {
    com.google.common.cache.Cache<String, String> cache =
        com.google.common.cache.CacheBuilder.newBuilder().maximumSize(maximum).build();
    return new BenchmarkedCache() {
      @Override
      public String get(String key) {
        return cache.getIfPresent(key);
      }

      @Override
      public void put(String key, String value) {
        cache.put(key, value);
      }

      @Override
      public String load(String key, String loaded) {
        try {
          return cache.get(key, () -> loaded);
        } catch (ExecutionException e) {
          throw new AssertionError(e);
        }
      }

      @Override
      public void close() {
        cache.invalidateAll();
      }
    };
  }
}
