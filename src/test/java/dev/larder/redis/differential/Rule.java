package dev.larder.redis.differential;

import java.io.IOException;

/** When two replies to one command count as the same. Errors are compared before, word for word. */
interface Rule {
  boolean same(Step step, Value ours, Value real);

  /** Whether {@link #after} has to run before the next command is sent. */
  default boolean looksAgain() {
    return false;
  }

  /**
   * Whether the reference's reply may depend on a number that went beyond what a double can hold
   * earlier, in another command: C keeps such an error until the next. Then the command is sent by
   * itself, after one that clears it.
   */
  default boolean needsCalm() {
    return false;
  }

  /** Whether what the command leaves behind is a matter of chance, so that it must be mended. */
  default boolean changesByChance() {
    return false;
  }

  /**
   * Asks the real server whether our reply was possible, and lets it have the state that ours has.
   * Is not called when the command was queued.
   *
   * @return whether all is well
   */
  default boolean after(Step step, Value ours, Value real, RespClient realClient)
      throws IOException {
    return true;
  }
}
