package dev.larder.benchmarks.hitratio;

/**
 * A policy, as a column of a table.
 *
 * @param name the column's head
 * @param maker makes its cache for a trace
 */
record Contender(String name, Maker maker) {
  /** How a policy's cache is made. */
  interface Maker {
    /**
     * Makes an empty cache.
     *
     * @param trace what will be asked of it; only the clairvoyant looks at the accesses
     * @param capacity how many entries it may hold
     */
    Policy make(Trace trace, int capacity);
  }

  /** The hit ratio on a trace, in per cent. */
  double hitRatio(Trace trace, int capacity) {
    Policy policy = maker.make(trace, capacity);
    int hits = 0;
    for (int key : trace.accesses()) {
      if (policy.access(key)) {
        hits++;
      }
    }
    return 100.0 * hits / trace.accesses().length;
  }
}
