package dev.larder.internal.channel;

import org.jspecify.annotations.Nullable;

/**
 * Where a lane's messages wait. Any thread may offer; who may poll depends on the class.
 *
 * @param <T> the type of the messages
 */
interface Mailbox<T> {
  /** Takes a message; false when there is no room. A full fence comes before it returns true. */
  boolean offer(T message);

  /** The next message, or null when there is none: never because one is only half in. */
  @Nullable T poll();

  /** Whether no offer has begun that has not been polled; the reads in it are volatile. */
  boolean isEmpty();

  /** How many there are, about. */
  int size();

  /**
   * Drops the message that has waited longest.
   *
   * @return how many were dropped: 0 or 1
   * @throws UnsupportedOperationException if only the consumer may poll
   */
  default int dropOldest() {
    throw new UnsupportedOperationException();
  }

  /** How many messages were put out by later ones; 0 but where only the latest counts. */
  default long replaced() {
    return 0;
  }
}
