package dev.larder.jcache;

import dev.larder.CacheStatistics;
import dev.larder.internal.time.Ticker;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import javax.cache.management.CacheStatisticsMXBean;

/** The statistics of a cache, counted while they are switched on. */
final class Counting implements CacheStatisticsMXBean {
  private static final float MICRO = 1000;

  private final Ticker ticker = Ticker.system();
  private final Supplier<CacheStatistics> evicted;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder puts = new LongAdder();
  private final LongAdder removals = new LongAdder();
  private final LongAdder getNanos = new LongAdder();
  private final LongAdder putNanos = new LongAdder();
  private final LongAdder removeNanos = new LongAdder();
  private volatile boolean enabled;
  private volatile long evictionsBefore;

  Counting(Supplier<CacheStatistics> evicted) {
    this.evicted = evicted;
  }

  void enable(boolean on) {
    enabled = on;
  }

  /** When something began, or 0 when nothing is counted. */
  long begin() {
    return enabled ? ticker.nanos() : 0;
  }

  void read(boolean hit) {
    if (enabled) {
      (hit ? hits : misses).increment();
    }
  }

  void got(long begun) {
    add(getNanos, begun);
  }

  void put() {
    if (enabled) {
      puts.increment();
    }
  }

  void putTook(long begun) {
    add(putNanos, begun);
  }

  void removed() {
    if (enabled) {
      removals.increment();
    }
  }

  void removeTook(long begun) {
    add(removeNanos, begun);
  }

  private void add(LongAdder sum, long begun) {
    if (enabled && begun != 0) {
      sum.add(ticker.nanos() - begun);
    }
  }

  @Override
  public void clear() {
    for (LongAdder sum :
        new LongAdder[] {hits, misses, puts, removals, getNanos, putNanos, removeNanos}) {
      sum.reset();
    }
    evictionsBefore = evicted.get().evictions();
  }

  @Override
  public long getCacheHits() {
    return hits.sum();
  }

  @Override
  public float getCacheHitPercentage() {
    return percentage(getCacheHits());
  }

  @Override
  public long getCacheMisses() {
    return misses.sum();
  }

  @Override
  public float getCacheMissPercentage() {
    return percentage(getCacheMisses());
  }

  private float percentage(long part) {
    long gets = getCacheGets();
    return gets == 0 ? 0 : 100f * part / gets;
  }

  @Override
  public long getCacheGets() {
    return hits.sum() + misses.sum();
  }

  @Override
  public long getCachePuts() {
    return puts.sum();
  }

  @Override
  public long getCacheRemovals() {
    return removals.sum();
  }

  @Override
  public long getCacheEvictions() {
    return evicted.get().evictions() - evictionsBefore;
  }

  @Override
  public float getAverageGetTime() {
    return average(getNanos, getCacheGets());
  }

  @Override
  public float getAveragePutTime() {
    return average(putNanos, getCachePuts());
  }

  @Override
  public float getAverageRemoveTime() {
    return average(removeNanos, getCacheRemovals());
  }

  private static float average(LongAdder nanos, long count) {
    return count == 0 ? 0 : nanos.sum() / MICRO / count;
  }
}
