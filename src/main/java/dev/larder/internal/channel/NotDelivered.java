package dev.larder.internal.channel;

/**
 * Thrown by a subscriber that turns out to be closed when it is called: a pattern's whose pattern
 * was closed just now, and the mark of a closed channel. The publish doesn't count it. One object
 * without a trace: throwing it allocates nothing.
 */
final class NotDelivered extends RuntimeException {
  private static final long serialVersionUID = 1L;

  @SuppressWarnings("StaticAssignmentOfThrowable") // it has no trace to mislead anybody
  static final NotDelivered INSTANCE = new NotDelivered();

  private NotDelivered() {
    super("closed meanwhile", null, false, false);
  }
}
