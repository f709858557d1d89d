package dev.larder;

import java.time.Duration;

/**
 * What a cache has counted since it was made. Hits, misses and loads are 0 unless the cache records
 * them.
 *
 * @param hits reads that found a value
 * @param misses reads that found none
 * @param loads loads that ended well, those of none among them
 * @param loadFailures loads that failed
 * @param loadTime how long the loads took altogether
 * @param evictions entries that left since the cache was over its maximum
 * @param evictedWeight what these weighed
 * @param expirations entries that left since their time had run out
 * @param size how many entries there are
 * @param weight what they weigh
 */
public record CacheStatistics(
    long hits,
    long misses,
    long loads,
    long loadFailures,
    Duration loadTime,
    long evictions,
    long evictedWeight,
    long expirations,
    long size,
    long weight) {
  /** {@return hits of all reads, between 0 and 1; 1 when there was none} */
  public double hitRate() {
    long reads = hits + misses;
    return reads == 0 ? 1 : (double) hits / reads;
  }
}
