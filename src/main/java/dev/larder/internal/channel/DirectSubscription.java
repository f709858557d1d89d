package dev.larder.internal.channel;

/**
 * A subscription on one channel.
 *
 * @param <T> the type of the messages
 */
final class DirectSubscription<T> extends Registration {
  private final LocalChannel<T> channel;
  private final Subscriber<T> subscriber;

  DirectSubscription(
      ChannelBus bus, LocalChannel<T> channel, Setup setup, Wiring<? super T> wiring) {
    super(bus, setup);
    this.channel = channel;
    this.subscriber = new Subscriber<>(this, wiring.apply(this));
  }

  Subscriber<T> subscriber() {
    return subscriber;
  }

  @Override
  boolean inForce() {
    return !subscriber.hasEnded();
  }

  @Override
  String source() {
    return channel.channelName();
  }

  @Override
  void countFailed() {
    super.countFailed();
    channel.countFailure();
  }

  @Override
  void cut() {
    subscriber.end();
    // Again by who calls this again: it must not return before the subscriber is out.
    channel.remove(subscriber);
  }

  @Override
  public String toString() {
    return "subscription of " + channel;
  }
}
