package dev.larder.micrometer;

import dev.larder.LarderCache;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The statistics of a cache as meters, by the names that Micrometer uses for caches, each with the
 * cache's name as the tag {@code cache}: {@code cache.size}, {@code cache.weight}, {@code
 * cache.gets} (with {@code result} hit or miss), {@code cache.load} (with {@code result} success or
 * failure), {@code cache.load.duration} (of all loads together), {@code cache.evictions}, {@code
 * cache.eviction.weight} and {@code cache.expirations}. Hits, misses and loads stay 0 unless the
 * cache records statistics.
 *
 * <p>The registry does not keep the cache from being collected. After the store is closed the
 * meters say what they said last.
 */
public final class CacheMetrics implements AutoCloseable {
  private final CacheMeters meters;

  private CacheMetrics(CacheMeters meters) {
    this.meters = meters;
  }

  /**
   * Adds them to Micrometer's global registry.
   *
   * @param cache the cache
   * @return to take them away again
   * @throws IllegalStateException if Micrometer isn't there
   */
  public static CacheMetrics bind(LarderCache<?, ?> cache) {
    Objects.requireNonNull(cache, "cache");
    return present(() -> new CacheMeters(cache, Metrics.globalRegistry));
  }

  /**
   * Adds them to a registry.
   *
   * @param cache the cache
   * @param registry the registry
   * @return to take them away again
   */
  // Were Micrometer's module required transitively, no module without it could compile against us.
  @SuppressWarnings("exports")
  public static CacheMetrics bind(LarderCache<?, ?> cache, MeterRegistry registry) {
    Objects.requireNonNull(cache, "cache");
    Objects.requireNonNull(registry, "registry");
    return present(() -> new CacheMeters(cache, registry));
  }

  @Override
  public void close() {
    meters.close();
  }

  private static CacheMetrics present(Supplier<CacheMeters> maker) {
    try {
      return new CacheMetrics(maker.get());
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "Micrometer is missing: add io.micrometer:micrometer-core to the dependencies"
              + " (and, in a module, requires micrometer.core)",
          e);
    }
  }
}
