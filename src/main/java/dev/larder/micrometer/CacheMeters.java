package dev.larder.micrometer;

import dev.larder.CacheStatistics;
import dev.larder.LarderCache;
import dev.larder.LarderClosedException;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;

/** The meters of one cache. */
final class CacheMeters {
  private final MeterRegistry registry;
  private final List<Meter> meters;

  /** What the cache said last. */
  private volatile CacheStatistics last;

  CacheMeters(LarderCache<?, ?> cache, MeterRegistry registry) {
    this.registry = registry;
    last = cache.cacheStatistics();
    meters =
        List.of(
            gauge(cache, "size", "Entries there are", CacheStatistics::size),
            gauge(cache, "weight", "What the entries weigh", CacheStatistics::weight),
            counter(cache, "gets", "hit", "Reads that found a value", CacheStatistics::hits),
            counter(cache, "gets", "miss", "Reads that found none", CacheStatistics::misses),
            counter(cache, "load", "success", "Loads that ended well", CacheStatistics::loads),
            counter(cache, "load", "failure", "Loads that failed", CacheStatistics::loadFailures),
            loadTime(cache),
            counter(cache, "evictions", "", "Entries evicted", CacheStatistics::evictions),
            counter(
                cache,
                "eviction.weight",
                "",
                "What the evicted entries weighed",
                CacheStatistics::evictedWeight),
            counter(
                cache, "expirations", "", "Entries that ran out", CacheStatistics::expirations));
  }

  private CacheStatistics of(LarderCache<?, ?> cache) {
    try {
      last = cache.cacheStatistics();
    } catch (LarderClosedException e) {
      return last; // and it stays that
    }
    return last;
  }

  private Meter gauge(
      LarderCache<?, ?> cache,
      String name,
      String description,
      ToDoubleFunction<CacheStatistics> figure) {
    return Gauge.builder("cache." + name, cache, c -> figure.applyAsDouble(of(c)))
        .tag("cache", cache.name())
        .description(description)
        .register(registry);
  }

  private Meter counter(
      LarderCache<?, ?> cache,
      String name,
      String result,
      String description,
      ToDoubleFunction<CacheStatistics> figure) {
    FunctionCounter.Builder<?> counter =
        FunctionCounter.builder("cache." + name, cache, c -> figure.applyAsDouble(of(c)))
            .tag("cache", cache.name())
            .description(description);
    return (result.isEmpty() ? counter : counter.tag("result", result)).register(registry);
  }

  private Meter loadTime(LarderCache<?, ?> cache) {
    return TimeGauge.builder(
            "cache.load.duration", cache, TimeUnit.NANOSECONDS, c -> of(c).loadTime().toNanos())
        .tag("cache", cache.name())
        .description("How long the loads took altogether")
        .register(registry);
  }

  void close() {
    meters.forEach(registry::remove);
  }
}
