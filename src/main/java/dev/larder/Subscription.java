package dev.larder;

import java.time.Duration;

/**
 * A handler's place among the subscribers of a {@link Channel}, or of all channels that match a
 * pattern. It stays in force until it or the store is closed, whether or not this object is kept.
 * All calls are allowed from all threads, and from inside handlers.
 */
public interface Subscription extends AutoCloseable {
  /**
   * Ends the subscription: once this returned, the handler is not called any more, not even by a
   * publish that began before. A call of the handler that is under way on another thread may still
   * finish. What is queued is not delivered, but counted as dropped, or put into the list for dead
   * letters if there is one. Calling it again, or after the store was closed, does nothing. It
   * costs O(subscribers) on a channel, and O(channels) for a pattern.
   */
  @Override
  void close();

  /**
   * Ends the subscription, and first delivers what is queued: it takes no message more, and waits
   * for the handler until all are delivered or the time is up. What is left then is treated as by
   * {@link #close()}, and said in the log. Called by the handler itself, it does not wait.
   *
   * @param patience how long to wait
   * @return how many messages were not delivered, a call of the handler that has not ended among
   *     them; 0 when all were
   */
  long close(Duration patience);

  /**
   * {@return whether it has not been closed}
   *
   * @throws LarderClosedException if the store is closed
   */
  boolean isActive();

  /** {@return the name that was given, or one made of the channel's and a number} */
  String name();

  /**
   * {@return how often the handler threw}
   *
   * @throws LarderClosedException if the store is closed
   */
  long failures();

  /**
   * {@return how many messages the handler has had, those at which it threw among them} Counted for
   * subscriptions with a queue, and for measured ones; 0 for others, which count nothing.
   */
  long delivered();

  /** {@return how many messages came and were not delivered: for want of room, or at the end} */
  long dropped();

  /** {@return how many messages are queued} */
  long queued();

  /**
   * {@return how long a message has lately been queued before the handler got it} Sampled, and 0
   * without a queue.
   */
  Duration lag();

  /** {@return how long all calls of the handler have taken together; 0 unless it is measured} */
  Duration handlerTime();
}
