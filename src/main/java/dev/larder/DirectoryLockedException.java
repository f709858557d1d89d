package dev.larder;

import org.jspecify.annotations.Nullable;

/** The directory is in use by another process, or by another store of this one. */
public final class DirectoryLockedException extends LarderStorageException {
  /**
   * With what is to be said.
   *
   * @param message what was found, and what is wanted
   * @param cause what the file system said, or null
   */
  public DirectoryLockedException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
