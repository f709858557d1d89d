package dev.larder;

/** When the journal of a store is forced to the disk. */
public enum Sync {
  /**
   * When the journal begins a new file, at {@link Larder#sync()} and at closing. Between, the
   * operating system decides.
   */
  NEVER,
  /** Every second, in the background, as long as there is something new. The default. */
  EVERY_SECOND,
  /** Before a change returns. Changes of several threads share one force. */
  ALWAYS
}
