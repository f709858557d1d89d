package dev.larder.redis.internal.measure;

/** How long the runs of a command took, counted together. Never changed. */
public final class Times {
  private final long[] counts;
  private final long total;

  Times(long[] counts) {
    this.counts = counts;
    long sum = 0;
    for (long count : counts) {
      sum += count;
    }
    this.total = sum;
  }

  Times since(Times before) {
    long[] differences = counts.clone();
    for (int i = 0; i < differences.length; i++) {
      differences[i] -= before.counts[i];
    }
    return new Times(differences);
  }

  /** How many runs there were. */
  public long total() {
    return total;
  }

  /** So many percent of the runs took at most so many nanoseconds, to two digits. */
  public long percentile(double percent) {
    long wanted = Math.max(1, (long) (percent / 100 * total + 0.5));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= wanted) {
        return Histogram.longest(i);
      }
    }
    return 0;
  }

  /** Takes a bound and how many runs took no longer. */
  @FunctionalInterface
  public interface Steps {
    void accept(long nanos, long count);
  }

  /** Tells of the bounds from about a microsecond on, each twice the last, that have more runs. */
  public void steps(Steps steps) {
    long told = 0;
    long seen = 0;
    int next = 0;
    for (long bound = 1024; told < total && next < counts.length; bound *= 2) {
      int last = Math.min(Histogram.slot(bound), counts.length - 1);
      for (; next <= last; next++) {
        seen += counts[next];
      }
      if (seen > told) {
        told = seen;
        steps.accept(bound + (bound >> 7) - 1, seen); // the longest that its slot would hold
      }
    }
  }
}
