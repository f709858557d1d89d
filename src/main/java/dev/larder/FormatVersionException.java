package dev.larder;

import org.jspecify.annotations.Nullable;

/** The directory was written by a newer version, in a format that this one does not know. */
public final class FormatVersionException extends LarderStorageException {
  /**
   * With what is to be said.
   *
   * @param message what was found, and what is wanted
   * @param cause what the file system said, or null
   */
  public FormatVersionException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
