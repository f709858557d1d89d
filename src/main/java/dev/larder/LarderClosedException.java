package dev.larder;

/** Thrown by every call on a closed store, and on whatever it handed out. */
public final class LarderClosedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Says what is closed.
   *
   * @param message what is closed
   */
  public LarderClosedException(String message) {
    super(message);
  }
}
