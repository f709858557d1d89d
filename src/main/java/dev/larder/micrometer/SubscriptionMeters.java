package dev.larder.micrometer;

import dev.larder.Larder;
import dev.larder.LarderClosedException;
import dev.larder.Subscription;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** The meters of {@link ChannelMetrics}. */
final class SubscriptionMeters implements AutoCloseable {
  /*
   * Shared: `known`, a map that is never changed, replaced by who has taken the turn to refresh by
   * setting it to null meanwhile; who finds it null leaves the work to that one.
   */
  private final Larder larder;
  private final MeterRegistry registry;
  private final AtomicReference<Map<Subscription, List<Meter>>> known =
      new AtomicReference<>(Map.of());
  private volatile boolean closed;

  SubscriptionMeters(Larder larder, MeterRegistry registry) {
    this.larder = larder;
    this.registry = registry;
  }

  /** Those in the global registry; not said where this class is used, which must load without. */
  static SubscriptionMeters global(Larder larder) {
    return new SubscriptionMeters(larder, Metrics.globalRegistry);
  }

  void begin() {
    Gauge.builder("larder.subscriptions", this, SubscriptionMeters::count)
        .description("subscriptions of channels")
        .register(registry);
    refresh();
  }

  private double count() {
    refresh();
    return active().size();
  }

  private List<Subscription> active() {
    try {
      return closed ? List.of() : larder.subscriptions();
    } catch (LarderClosedException e) {
      return List.of();
    }
  }

  void refresh() {
    Map<Subscription, List<Meter>> before = known.get();
    if (before == null || !known.compareAndSet(before, null)) {
      return;
    }
    Map<Subscription, List<Meter>> after = new HashMap<>();
    try {
      Set<Subscription> present = new HashSet<>(active());
      before.forEach(
          (subscription, meters) -> {
            if (present.contains(subscription)) {
              after.put(subscription, meters);
            } else {
              meters.forEach(registry::remove);
            }
          });
      present.forEach(one -> after.computeIfAbsent(one, this::register));
    } finally {
      known.set(Map.copyOf(after));
    }
  }

  private List<Meter> register(Subscription subscription) {
    Tags tags = Tags.of("subscription", subscription.name());
    String name = "larder.subscription.";
    return List.of(
        Gauge.builder(name + "queued", subscription, Subscription::queued)
            .tags(tags)
            .description("messages in the queue")
            .register(registry),
        FunctionCounter.builder(name + "delivered", subscription, Subscription::delivered)
            .tags(tags)
            .description("messages that the handler has had")
            .register(registry),
        FunctionCounter.builder(name + "dropped", subscription, Subscription::dropped)
            .tags(tags)
            .description("messages that came and were not delivered")
            .register(registry),
        FunctionCounter.builder(name + "failures", subscription, SubscriptionMeters::failures)
            .tags(tags)
            .description("how often the handler threw")
            .register(registry),
        TimeGauge.builder(
                name + "lag", subscription, TimeUnit.NANOSECONDS, one -> one.lag().toNanos())
            .tags(tags)
            .description("time in the queue, sampled")
            .register(registry),
        FunctionTimer.builder(
                name + "handler",
                subscription,
                Subscription::delivered,
                one -> one.handlerTime().toNanos(),
                TimeUnit.NANOSECONDS)
            .tags(tags)
            .description("calls of the handler")
            .register(registry));
  }

  private static double failures(Subscription subscription) {
    try {
      return subscription.failures();
    } catch (LarderClosedException e) {
      return Double.NaN;
    }
  }

  @Override
  public void close() {
    closed = true;
    refresh();
    Gauge total = registry.find("larder.subscriptions").gauge();
    if (total != null) {
      registry.remove(total);
    }
  }
}
