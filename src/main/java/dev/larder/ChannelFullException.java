package dev.larder;

import java.util.Objects;

/**
 * Thrown to a publisher when a subscription's queue had no room for its message. All other
 * subscribers got the message.
 */
public final class ChannelFullException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("serial") // exceptions of ours are never serialised
  private final transient Subscription subscription;

  /**
   * Names the subscription.
   *
   * @param subscription whose queue is full
   * @param message which one that is, and why it could not wait
   */
  public ChannelFullException(Subscription subscription, String message) {
    super(message);
    this.subscription = Objects.requireNonNull(subscription, "subscription");
  }

  /** {@return whose queue is full} */
  public Subscription subscription() {
    return subscription;
  }
}
