package dev.larder.micrometer;

import dev.larder.Larder;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * The figures of a store's subscriptions as meters, each with the subscription's name as the tag
 * {@code subscription}: {@code larder.subscription.queued} (depth), {@code .delivered} (rate),
 * {@code .dropped}, {@code .failures}, {@code .lag} and {@code .handler} (calls and their time, of
 * those that are measured). {@code larder.subscriptions} says how many there are. Subscriptions
 * that come later are met when that is read, which each publication of the registry does; those
 * that have ended go then.
 */
public final class ChannelMetrics implements AutoCloseable {
  private final SubscriptionMeters meters;

  private ChannelMetrics(SubscriptionMeters meters) {
    this.meters = meters;
  }

  /**
   * Adds them to Micrometer's global registry.
   *
   * @param larder the store
   * @return to take them away again
   * @throws IllegalStateException if Micrometer isn't there
   */
  public static ChannelMetrics bind(Larder larder) {
    Objects.requireNonNull(larder, "larder");
    return present(() -> SubscriptionMeters.global(larder));
  }

  /**
   * Adds them to a registry.
   *
   * @param larder the store
   * @param registry the registry
   * @return to take them away again
   */
  // Were Micrometer's module required transitively, no module without it could compile against us.
  @SuppressWarnings("exports")
  public static ChannelMetrics bind(Larder larder, MeterRegistry registry) {
    Objects.requireNonNull(larder, "larder");
    Objects.requireNonNull(registry, "registry");
    return present(() -> new SubscriptionMeters(larder, registry));
  }

  /** Meets subscriptions that have come since, and drops those that have ended. */
  public void refresh() {
    meters.refresh();
  }

  @Override
  public void close() {
    meters.close();
  }

  private static ChannelMetrics present(Supplier<SubscriptionMeters> maker) {
    try {
      SubscriptionMeters meters = maker.get();
      meters.begin();
      return new ChannelMetrics(meters);
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "Micrometer is missing: add io.micrometer:micrometer-core to the dependencies"
              + " (and, in a module, requires micrometer.core)",
          e);
    }
  }
}
