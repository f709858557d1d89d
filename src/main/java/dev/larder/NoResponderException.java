package dev.larder;

/** What becomes of a request when nobody is there to answer. */
public final class NoResponderException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Says where.
   *
   * @param message names the channel
   */
  public NoResponderException(String message) {
    super(message);
  }
}
