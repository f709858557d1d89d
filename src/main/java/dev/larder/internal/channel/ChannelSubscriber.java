package dev.larder.internal.channel;

import dev.larder.LarderClosedException;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what a publisher brings. It asks for a batch, and for another when half of it has come.
 *
 * @param <T> the type of the messages
 */
final class ChannelSubscriber<T> implements Flow.Subscriber<T> {
  private static final int BATCH = 64;
  private static final Logger LOGGER = LoggerFactory.getLogger(dev.larder.Channel.class);

  private final LocalChannel<T> channel;
  private final AtomicReference<Flow.@Nullable Subscription> upstream = new AtomicReference<>();

  /** Of the publisher's signals alone, which come one after the other. */
  private int pending;

  ChannelSubscriber(LocalChannel<T> channel) {
    this.channel = channel;
  }

  @Override
  public void onSubscribe(Flow.Subscription subscription) {
    Objects.requireNonNull(subscription, "subscription");
    if (!upstream.compareAndSet(null, subscription)) {
      subscription.cancel();
      return;
    }
    pending = BATCH;
    subscription.request(BATCH);
  }

  @Override
  public void onNext(T message) {
    Objects.requireNonNull(message, "message");
    Flow.Subscription subscription = upstream.get();
    try {
      channel.publish(message);
    } catch (LarderClosedException e) {
      if (subscription != null) {
        subscription.cancel();
      }
      return;
    }
    pending--;
    if (subscription != null && pending <= BATCH / 2) {
      int more = BATCH - pending;
      pending = BATCH;
      subscription.request(more);
    }
  }

  @Override
  public void onError(Throwable thrown) {
    Objects.requireNonNull(thrown, "thrown");
    LOGGER.error("What was to be published on '{}' has failed", channel.channelName(), thrown);
  }

  @Override
  public void onComplete() {
    LOGGER.debug("All has come that was to be published on '{}'", channel.channelName());
  }
}
