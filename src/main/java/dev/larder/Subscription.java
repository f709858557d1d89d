package dev.larder;

/**
 * A handler's place among the subscribers of a {@link Channel}, or of all channels that match a
 * pattern. It stays in force until it or the store is closed, whether or not this object is kept.
 * All calls are allowed from all threads, and from inside handlers.
 */
public interface Subscription extends AutoCloseable {
  /**
   * Ends the subscription: once this returned, the handler is not called any more, not even by a
   * publish that began before. A call of the handler that is under way on another thread may still
   * finish. Calling it again, or after the store was closed, does nothing. It costs O(subscribers)
   * on a channel, and O(channels) for a pattern.
   */
  @Override
  void close();

  /**
   * {@return whether it has not been closed}
   *
   * @throws LarderClosedException if the store is closed
   */
  boolean isActive();

  /**
   * {@return how often the handler threw}
   *
   * @throws LarderClosedException if the store is closed
   */
  long failures();
}
