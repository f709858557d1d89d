package dev.larder.internal.channel;

import dev.larder.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.function.ToLongFunction;

/** Several subscriptions that are one to their owner. */
final class SubscriptionGroup implements Subscription {
  private final String name;
  private final ChannelBus bus;
  private final List<Subscription> all;

  SubscriptionGroup(ChannelBus bus, String name, List<Subscription> all) {
    this.bus = bus;
    this.name = name;
    this.all = List.copyOf(all);
  }

  private long sum(ToLongFunction<Subscription> part) {
    return all.stream().mapToLong(part).sum();
  }

  @Override
  public void close() {
    all.forEach(Subscription::close);
  }

  @Override
  public long close(Duration patience) {
    return bus.closeAll(all, patience);
  }

  @Override
  public boolean isActive() {
    return all.stream().anyMatch(Subscription::isActive);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public long failures() {
    return sum(Subscription::failures);
  }

  @Override
  public long delivered() {
    return sum(Subscription::delivered);
  }

  @Override
  public long dropped() {
    return sum(Subscription::dropped);
  }

  @Override
  public long queued() {
    return sum(Subscription::queued);
  }

  @Override
  public Duration lag() {
    return all.stream().map(Subscription::lag).reduce(Duration.ZERO, SubscriptionGroup::longer);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  @Override
  public Duration handlerTime() {
    return all.stream().map(Subscription::handlerTime).reduce(Duration.ZERO, Duration::plus);
  }
}
