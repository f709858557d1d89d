package dev.larder.internal.cache;

import dev.larder.CachePolicy;
import dev.larder.internal.eviction.HeatPolicy;
import dev.larder.internal.eviction.Moments;
import dev.larder.internal.table.Node;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.impl.factory.Lists;
import org.jspecify.annotations.Nullable;

/** The limits of one cache. */
@SuppressWarnings("unchecked") // the entries are those of this cache
final class Policy<K, V> implements CachePolicy<K, V> {
  private final CacheCore<K, V> core;

  Policy(CacheHandle<K, V> cache) {
    core = cache.core;
  }

  @Override
  public OptionalLong maximum() {
    long maximum = core.maximum();
    return maximum == CacheOptions.NONE ? OptionalLong.empty() : OptionalLong.of(maximum);
  }

  @Override
  public void setMaximum(long maximum) {
    checkBuiltWith(core.options.maximum(), "maximum");
    core.setMaximum(Builder.checkMaximum(maximum));
  }

  private static void checkBuiltWith(long value, String what) {
    if (value == CacheOptions.NONE) {
      throw new IllegalStateException("the cache was built without a " + what);
    }
  }

  @Override
  public long weight() {
    return core.statistics().weight();
  }

  @Override
  public ImmutableList<Entry<K, V>> hottest(int limit) {
    return gather(limit, HeatPolicy::forEachHottest);
  }

  @Override
  public ImmutableList<Entry<K, V>> coldest(int limit) {
    return gather(limit, HeatPolicy::forEachColdest);
  }

  private ImmutableList<Entry<K, V>> gather(
      int limit, BiConsumer<HeatPolicy<Object>, HeatPolicy.HeatVisitor<Object>> order) {
    List<Entry<K, V>> entries = new ArrayList<>();
    BoundedTable<K, V> bounded = core.bounded();
    if (limit > 0 && bounded != null) {
      bounded.exclusively(
          () -> {
            HeatPolicy<Object> policy = bounded.policy();
            order.accept(
                policy,
                (key, heat) -> {
                  Node found = bounded.current(key);
                  if (found != null && found.slot() != Node.NO_SLOT) {
                    int weight = policy.weight(found.slot() - 1);
                    entries.add(new Entry<>((K) key, (V) found.value(), weight));
                  }
                  return entries.size() < limit;
                });
            return true;
          });
    }
    return Lists.immutable.withAll(entries);
  }

  private static Optional<Duration> time(long millis) {
    return millis == CacheOptions.NONE ? Optional.empty() : Optional.of(Duration.ofMillis(millis));
  }

  @Override
  public Optional<Duration> expireAfterWrite() {
    return time(core.deadlines.writeMillis);
  }

  @Override
  public void setExpireAfterWrite(Duration time) {
    checkBuiltWith(core.options.writeMillis(), "time after a write");
    core.deadlines.writeMillis = Builder.millis(time);
  }

  @Override
  public Optional<Duration> expireAfterAccess() {
    return time(core.deadlines.accessMillis);
  }

  @Override
  public void setExpireAfterAccess(Duration time) {
    checkBuiltWith(core.options.accessMillis(), "time after a use");
    core.deadlines.accessMillis = Builder.millis(time);
  }

  @Override
  public Optional<Duration> refreshAfterWrite() {
    return time(core.deadlines.refreshMillis);
  }

  @Override
  public void setRefreshAfterWrite(Duration time) {
    checkBuiltWith(core.options.refreshMillis(), "time after which entries are loaded anew");
    core.deadlines.refreshMillis = Builder.millis(time);
  }

  @Override
  public Optional<Duration> age(K key) {
    BoundedTable<K, V> bounded = core.bounded();
    Node found = bounded == null ? null : bounded.current(key);
    if (found == null) {
      return Optional.empty();
    }
    long now = core.deadlines.now();
    Moments written = bounded == null ? null : bounded.written();
    Long moment = writtenAt(written, found, now);
    return moment == null
        ? Optional.empty()
        : Optional.of(Duration.ofMillis(Math.max(0, now - moment)));
  }

  private @Nullable Long writtenAt(@Nullable Moments written, Node found, long now) {
    if (written != null) {
      return found.slot() == Node.NO_SLOT ? now : written.get(found.slot() - 1, now);
    }
    return core.deadlines.writtenAt(found);
  }
}
