package dev.larder.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.store.MovableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class CacheMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private double counted(String name, String... tags) {
    return registry.get(name).tag("cache", "c").tags(tags).functionCounter().count();
  }

  private double gauged(String name) {
    return registry.get(name).tag("cache", "c").gauge().value();
  }

  @Test
  void metersSayWhatTheStatisticsSay() {
    MovableClock clock = new MovableClock();
    Larder larder = Larder.builder().clock(clock).open();
    LarderCache<Integer, Integer> cache =
        larder
            .cache("c", Integer.class, Integer.class)
            .maximumWeight(6, (key, value) -> 2)
            .recordStatistics()
            .open();
    CacheMetrics metrics = CacheMetrics.bind(cache, registry);
    assertEquals(0, gauged("cache.size"));
    cache.put(9, 9, Duration.ofSeconds(1));
    cache.get(9);
    clock.advance(Duration.ofSeconds(1));
    cache.maintain();
    for (int i = 0; i < 5; i++) {
      cache.get(i, key -> key);
    }
    assertThrows(IllegalArgumentException.class, () -> cache.get(100, CacheMetricsTest::broken));
    assertEquals(1, counted("cache.gets", "result", "hit"));
    assertEquals(6, counted("cache.gets", "result", "miss"));
    assertEquals(5, counted("cache.load", "result", "success"));
    assertEquals(1, counted("cache.load", "result", "failure"));
    assertEquals(1, counted("cache.expirations"));
    assertEquals(2, counted("cache.evictions"));
    assertEquals(4, counted("cache.eviction.weight"));
    assertEquals(3, gauged("cache.size"));
    assertEquals(6, gauged("cache.weight"));
    assertEquals(
        cache.cacheStatistics().loadTime().toNanos(),
        registry.get("cache.load.duration").timeGauge().value(TimeUnit.NANOSECONDS),
        1000);
    larder.close();
    assertEquals(3, gauged("cache.size"));
    metrics.close();
    assertTrue(registry.getMeters().isEmpty());
  }

  private static Integer broken(Integer key) {
    throw new IllegalArgumentException("broken " + key);
  }
}
