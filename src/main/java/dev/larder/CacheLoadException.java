package dev.larder;

/** A cache's loader failed by a checked exception, which is the cause. */
public final class CacheLoadException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * With what the loader threw.
   *
   * @param message what was loaded
   * @param cause what the loader threw
   */
  public CacheLoadException(String message, Throwable cause) {
    super(message, cause);
  }
}
