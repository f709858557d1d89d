package dev.larder;

import org.jspecify.annotations.Nullable;

/** The directory, or a file in it, can't be written. */
public final class ReadOnlyDirectoryException extends LarderStorageException {
  /**
   * With what is to be said.
   *
   * @param message what was found, and what is wanted
   * @param cause what the file system said, or null
   */
  public ReadOnlyDirectoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
