package dev.larder;

import org.jspecify.annotations.Nullable;

/** A file of the journal, or of the snapshot in force, is not there. */
public final class MissingSegmentException extends LarderStorageException {
  /**
   * With what is to be said.
   *
   * @param message what was found, and what is wanted
   * @param cause what the file system said, or null
   */
  public MissingSegmentException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
