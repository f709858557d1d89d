package dev.larder;

import org.jspecify.annotations.Nullable;

/** A file of the journal stands where another one should: its name and its content disagree. */
public final class SegmentOrderException extends LarderStorageException {
  /**
   * With what is to be said.
   *
   * @param message what was found, and what is wanted
   * @param cause what the file system said, or null
   */
  public SegmentOrderException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
