package dev.larder;

import org.jspecify.annotations.Nullable;

/** The directory holds files that are not a store's, and no store. */
public final class ForeignDirectoryException extends LarderStorageException {
  /**
   * With what is to be said.
   *
   * @param message what was found, and what is wanted
   * @param cause what the file system said, or null
   */
  public ForeignDirectoryException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
