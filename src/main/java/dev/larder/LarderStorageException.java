package dev.larder;

import org.jspecify.annotations.Nullable;

/**
 * Something went wrong between the store and its directory. While a store runs: a write or sync
 * failed, the change was refused or is not known to be on the disk, and no later change is made;
 * reads go on. While it is opened: see the subclasses; then nothing was touched.
 */
public class LarderStorageException extends RuntimeException {
  /**
   * With what is to be said.
   *
   * @param message what was found, and what is wanted
   */
  public LarderStorageException(String message) {
    super(message);
  }

  /**
   * With what is to be said, and what caused it.
   *
   * @param message what was found, and what is wanted
   * @param cause what the file system said
   */
  public LarderStorageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
