package dev.larder;

import java.util.Set;

/**
 * A cache's writer failed: by a checked exception, or when all that was queued was to be written.
 * What the writer threw is the cause.
 */
public final class CacheWriteException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Set<?> keys;

  /**
   * With what the writer threw.
   *
   * @param message what was written
   * @param keys the keys that the source has not been told of
   * @param cause what the writer threw
   */
  public CacheWriteException(String message, Set<?> keys, Throwable cause) {
    super(message, cause);
    this.keys = Set.copyOf(keys);
  }

  /** {@return the keys that the source has not been told of} */
  public Set<?> keys() {
    return keys;
  }
}
