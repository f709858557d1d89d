package dev.larder.internal.channel;

import java.util.function.Consumer;

/**
 * A subscription on one channel.
 *
 * @param <T> the type of the messages
 */
final class DirectSubscription<T> extends Registration {
  private final LocalChannel<T> channel;
  private final Subscriber<T> subscriber;

  DirectSubscription(ChannelBus bus, LocalChannel<T> channel, Consumer<? super T> handler) {
    super(bus);
    this.channel = channel;
    this.subscriber = new Subscriber<>(this, handler);
  }

  Subscriber<T> subscriber() {
    return subscriber;
  }

  @Override
  boolean inForce() {
    return !subscriber.hasEnded();
  }

  @Override
  public void close() {
    subscriber.end();
    // Again by who calls this again: it must not return before the subscriber is out.
    channel.remove(subscriber);
  }

  @Override
  public String toString() {
    return "subscription of " + channel;
  }
}
