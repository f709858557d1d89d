package dev.larder;

/** What a subscription's queue does with a message for which it has no room. */
public enum WhenFull {
  /**
   * The publisher waits for room. If it is interrupted or the subscription closed meanwhile, the
   * message is dropped. A handler that publishes to its own full queue would wait for itself: it
   * gets a {@link ChannelFullException} instead, where one thread at a time delivers.
   */
  WAIT,

  /** The message is dropped. */
  DROP_NEWEST,

  /** The messages that have waited longest are dropped. */
  DROP_OLDEST,

  /** The message is dropped, and the publisher gets a {@link ChannelFullException}. */
  FAIL
}
