package dev.larder.internal.log;

import java.io.IOException;

/** Another process, or another store of this one, holds the lock of the directory. */
public final class DirectoryInUseException extends IOException {
  /** With what is to be said. */
  public DirectoryInUseException(String message) {
    super(message);
  }
}
