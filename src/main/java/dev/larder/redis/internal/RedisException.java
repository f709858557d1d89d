package dev.larder.redis.internal;

/** A command's error reply; nothing was changed. Its message is the text behind the minus sign. */
public final class RedisException extends RuntimeException {
  /**
   * An error.
   *
   * @param text begins with the code, such as {@code ERR}
   */
  public RedisException(String text) {
    super(text, null, false, false);
  }

  /** The text. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
