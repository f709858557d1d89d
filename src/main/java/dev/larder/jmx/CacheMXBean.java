package dev.larder.jmx;

/** What JMX shows of a cache; see {@link dev.larder.CacheStatistics} for each figure. */
public interface CacheMXBean {
  /** {@return reads that found a value} */
  long getHits();

  /** {@return reads that found none} */
  long getMisses();

  /** {@return hits of all reads, between 0 and 1} */
  double getHitRate();

  /** {@return loads that ended well} */
  long getLoads();

  /** {@return loads that failed} */
  long getLoadFailures();

  /** {@return how long the loads took altogether, in milliseconds} */
  double getLoadTimeMillis();

  /** {@return entries that were evicted} */
  long getEvictions();

  /** {@return what these weighed} */
  long getEvictedWeight();

  /** {@return entries that ran out} */
  long getExpirations();

  /** {@return how many entries there are} */
  long getSize();

  /** {@return what they weigh} */
  long getWeight();

  /** Removes all entries, and tells no writer. */
  void invalidateAll();
}
