package dev.larder.internal.cache;

import dev.larder.CacheStatistics;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What a cache counts. */
final class Counts {
  private final @Nullable HitCounter reads;
  private final LongAdder loads = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final LongAdder loadNanos = new LongAdder();
  private final LongAdder evictions = new LongAdder();
  private final LongAdder evictedWeight = new LongAdder();
  private final LongAdder expirations = new LongAdder();

  Counts(boolean counting) {
    reads = counting ? new HitCounter() : null;
  }

  void read(boolean hit) {
    HitCounter counter = reads;
    if (counter == null) {
      return;
    }
    if (hit) {
      counter.hit();
    } else {
      counter.miss();
    }
  }

  void loaded(long nanos, boolean well) {
    if (reads != null) {
      (well ? loads : failures).increment();
      loadNanos.add(nanos);
    }
  }

  void evicted(long weight) {
    evictions.increment();
    evictedWeight.add(weight);
  }

  void expired() {
    expirations.increment();
  }

  CacheStatistics statistics(long size, long weight) {
    return new CacheStatistics(
        reads == null ? 0 : reads.hits(),
        reads == null ? 0 : reads.misses(),
        loads.sum(),
        failures.sum(),
        Duration.ofNanos(loadNanos.sum()),
        evictions.sum(),
        evictedWeight.sum(),
        expirations.sum(),
        size,
        weight);
  }
}
