package dev.larder.internal.cache;

import dev.larder.CacheExpiry;
import dev.larder.internal.table.Node;
import dev.larder.internal.time.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** When the entries of a cache run out, and when they are due to be loaded anew. */
final class Deadlines<K, V> {
  /*
   * Shared: the times, which may be changed while the cache is used. Each is read on its own;
   * volatile, so that who has changed one sees it in force.
   *
   * Where stale values are kept, an entry stays so much longer than it is good; what its node says
   * is when it goes.
   */
  private final TimeSource time;
  private final @Nullable CacheExpiry<? super K, ? super V> rule;
  private final long staleMillis;
  private final boolean expires;
  volatile long writeMillis;
  volatile long accessMillis;
  volatile long refreshMillis;

  Deadlines(TimeSource time, CacheOptions<K, V> options) {
    this.time = time;
    rule = options.rule();
    staleMillis = Math.max(0, options.staleMillis());
    writeMillis = options.writeMillis();
    accessMillis = options.accessMillis();
    refreshMillis = options.refreshMillis();
    expires = options.expires();
  }

  /** Whether entries run out that say nothing themselves. */
  boolean expires() {
    return expires;
  }

  /** Whether a read moves when an entry runs out. */
  boolean movedByReads() {
    return accessMillis != CacheOptions.NONE || rule != null;
  }

  /** Whether it is to be known when entries were written. */
  boolean needWrites() {
    return refreshMillis != CacheOptions.NONE
        || accessMillis != CacheOptions.NONE && writeMillis != CacheOptions.NONE;
  }

  boolean hasRunOut(Node entry) {
    return entry.expiresAt() != Node.NEVER && entry.expiresAt() <= now();
  }

  long now() {
    return time.millis();
  }

  /** Whether an entry that is still there is good no more. */
  boolean isStale(Node entry) {
    return staleMillis != 0
        && entry.expiresAt() != Node.NEVER
        && entry.expiresAt() - staleMillis <= time.millis();
  }

  /** When a value that is put runs out. */
  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the very value: only its form changes
  long ofWrite(Object key, @Nullable Node current, Object value, long decided) {
    if (!expires || current != null && current.value() == value) {
      return decided;
    }
    long kept = current == null ? Node.NEVER : current.expiresAt();
    if (decided != Node.NEVER && decided != kept) {
      return decided; // somebody has said when
    }
    long now = time.millis();
    if (rule == null) {
      return after(now, shorter(writeMillis, accessMillis));
    }
    return after(
        now,
        millis(
            current == null
                ? rule.afterCreate((K) key, (V) value)
                : rule.afterUpdate((K) key, (V) value, remaining(kept, now))));
  }

  /** When an entry runs out that is read. */
  @SuppressWarnings("unchecked") // the entry is one of this cache
  long ofRead(Node entry, long written) {
    long now = time.millis();
    long before = entry.expiresAt();
    if (rule != null) {
      Duration remaining = remaining(before, now);
      Duration after = rule.afterRead((K) entry.key(), (V) entry.value(), remaining);
      return after.equals(remaining) ? before : after(now, millis(after));
    }
    long moved = after(now, accessMillis);
    return writeMillis == CacheOptions.NONE ? moved : Math.min(moved, after(written, writeMillis));
  }

  /** When an entry was written, if that follows from when it runs out. */
  @Nullable Long writtenAt(Node entry) {
    return writeMillis == CacheOptions.NONE || entry.expiresAt() == Node.NEVER
        ? null
        : (Long) (entry.expiresAt() - staleMillis - writeMillis);
  }

  private Duration remaining(long deadline, long now) {
    return deadline == Node.NEVER
        ? CacheExpiry.NEVER
        : Duration.ofMillis(Math.max(0, deadline - staleMillis - now));
  }

  private long after(long from, long millis) {
    return millis == CacheOptions.NONE ? Node.NEVER : from + millis + staleMillis;
  }

  private static long shorter(long one, long other) {
    if (one == CacheOptions.NONE || other == CacheOptions.NONE) {
      return Math.max(one, other);
    }
    return Math.min(one, other);
  }

  private static long millis(Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0) {
      return 1;
    }
    return time.compareTo(Duration.ofMillis(Long.MAX_VALUE / 4)) > 0
        ? CacheOptions.NONE
        : time.toMillis();
  }
}
