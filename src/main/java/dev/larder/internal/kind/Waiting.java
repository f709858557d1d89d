package dev.larder.internal.kind;

/** A wait without a thread, see {@link Takers#await}. */
public interface Waiting {
  /**
   * Ends the wait, if it has not ended.
   *
   * @return false when it had ended: then the {@link Receiver} has heard, or is hearing, of it
   */
  boolean cancel();
}
