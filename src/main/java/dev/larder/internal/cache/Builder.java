package dev.larder.internal.cache;

import dev.larder.CacheBuilder;
import dev.larder.CacheExpiry;
import dev.larder.CacheLoader;
import dev.larder.CacheWriter;
import dev.larder.LarderCache;
import dev.larder.RemovalListener;
import dev.larder.WriteBehind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/** Gathers the options of a cache. */
public final class Builder<K, V> implements CacheBuilder<K, V> {
  private final Function<CacheOptions<K, V>, LarderCache<K, V>> opening;
  private long maximum = CacheOptions.NONE;
  private @Nullable ToIntBiFunction<? super K, ? super V> weigher;
  private long writeMillis = CacheOptions.NONE;
  private long accessMillis = CacheOptions.NONE;
  private @Nullable CacheExpiry<? super K, ? super V> rule;
  private long refreshMillis = CacheOptions.NONE;
  private long staleMillis = CacheOptions.NONE;
  private long absentMillis = CacheOptions.NONE;
  private @Nullable CacheLoader<K, V> loader;
  private final List<CacheOptions.Told<K, V>> listeners = new ArrayList<>();
  private Executor executor = ForkJoinPool.commonPool();
  private boolean counting;
  private @Nullable CacheWriter<K, V> writer;
  private @Nullable WriteBehind behind;
  private boolean inMemoryOnly;

  Builder(Function<CacheOptions<K, V>, LarderCache<K, V>> opening) {
    this.opening = opening;
  }

  @Override
  public CacheBuilder<K, V> maximumSize(long entries) {
    setMaximum(entries);
    return this;
  }

  @Override
  public CacheBuilder<K, V> maximumWeight(
      long weight, ToIntBiFunction<? super K, ? super V> weighing) {
    Objects.requireNonNull(weighing, "weigher");
    setMaximum(weight);
    weigher = weighing;
    return this;
  }

  private void setMaximum(long value) {
    if (maximum != CacheOptions.NONE) {
      throw new IllegalStateException("a maximum of " + maximum + " is set already");
    }
    maximum = checkMaximum(value);
  }

  static long checkMaximum(long value) {
    if (value < 0) {
      throw new IllegalArgumentException("a maximum must be at least 0, but is " + value);
    }
    return value;
  }

  @Override
  public CacheBuilder<K, V> expireAfterWrite(Duration time) {
    checkOneRule(rule == null);
    writeMillis = millis(time);
    return this;
  }

  @Override
  public CacheBuilder<K, V> expireAfterAccess(Duration time) {
    checkOneRule(rule == null);
    accessMillis = millis(time);
    return this;
  }

  @Override
  public CacheBuilder<K, V> expireAfter(CacheExpiry<? super K, ? super V> expiry) {
    checkOneRule(writeMillis == CacheOptions.NONE && accessMillis == CacheOptions.NONE);
    rule = Objects.requireNonNull(expiry, "rule");
    return this;
  }

  private static void checkOneRule(boolean holds) {
    if (!holds) {
      throw new IllegalStateException(
          "entries run out either by a rule for each or after a time for all, but both were set");
    }
  }

  @Override
  public CacheBuilder<K, V> refreshAfterWrite(Duration time) {
    refreshMillis = millis(time);
    return this;
  }

  @Override
  public CacheBuilder<K, V> keepStale(Duration time) {
    staleMillis = millis(time);
    return this;
  }

  @Override
  public CacheBuilder<K, V> rememberAbsent(Duration time) {
    absentMillis = millis(time);
    return this;
  }

  /** A time in milliseconds; one that is too long for a long is as good as the longest. */
  static long millis(Duration time) {
    if (time.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException("a time must be at least one millisecond, but is " + time);
    }
    Duration longest = Duration.ofMillis(Long.MAX_VALUE / 4);
    return time.compareTo(longest) > 0 ? longest.toMillis() : time.toMillis();
  }

  @Override
  public CacheBuilder<K, V> loader(CacheLoader<K, V> loading) {
    loader = Objects.requireNonNull(loading, "loader");
    return this;
  }

  @Override
  public CacheBuilder<K, V> removalListener(RemovalListener<? super K, ? super V> listener) {
    listeners.add(
        new CacheOptions.Told<>(Objects.requireNonNull(listener, "listener"), null, false));
    return this;
  }

  @Override
  public CacheBuilder<K, V> removalListener(
      RemovalListener<? super K, ? super V> listener, Executor on) {
    Objects.requireNonNull(on, "executor");
    listeners.add(new CacheOptions.Told<>(Objects.requireNonNull(listener, "listener"), on, false));
    return this;
  }

  @Override
  public CacheBuilder<K, V> evictionListener(RemovalListener<? super K, ? super V> listener) {
    listeners.add(
        new CacheOptions.Told<>(Objects.requireNonNull(listener, "listener"), null, true));
    return this;
  }

  @Override
  public CacheBuilder<K, V> executor(Executor on) {
    executor = Objects.requireNonNull(on, "executor");
    return this;
  }

  @Override
  public CacheBuilder<K, V> writeThrough(CacheWriter<K, V> writing) {
    setWriter(writing);
    return this;
  }

  @Override
  public CacheBuilder<K, V> writeBehind(CacheWriter<K, V> writing, WriteBehind options) {
    Objects.requireNonNull(options, "options");
    setWriter(writing);
    behind = options;
    return this;
  }

  private void setWriter(CacheWriter<K, V> writing) {
    if (writer != null) {
      throw new IllegalStateException("a writer is set already");
    }
    writer = Objects.requireNonNull(writing, "writer");
  }

  @Override
  public CacheBuilder<K, V> recordStatistics() {
    counting = true;
    return this;
  }

  @Override
  public CacheBuilder<K, V> inMemoryOnly() {
    inMemoryOnly = true;
    return this;
  }

  @Override
  public LarderCache<K, V> open() {
    if (loader == null && refreshMillis != CacheOptions.NONE) {
      throw new IllegalStateException("entries can't be loaded anew without a loader");
    }
    if (staleMillis != CacheOptions.NONE
        && writeMillis == CacheOptions.NONE
        && accessMillis == CacheOptions.NONE
        && rule == null) {
      throw new IllegalStateException("nothing becomes stale where nothing runs out");
    }
    return opening.apply(
        new CacheOptions<>(
            maximum,
            weigher,
            writeMillis,
            accessMillis,
            rule,
            refreshMillis,
            staleMillis,
            absentMillis,
            loader,
            List.copyOf(listeners),
            executor,
            counting,
            writer,
            behind,
            inMemoryOnly));
  }
}
