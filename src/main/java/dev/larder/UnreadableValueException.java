package dev.larder;

import org.jspecify.annotations.Nullable;

/**
 * What the journal, or a client, has stored can't be read by the codec of the handle that asks for
 * it. The stored bytes stay as they are.
 */
public final class UnreadableValueException extends LarderStorageException {
  /**
   * With what is to be said.
   *
   * @param message which collection and codec
   * @param cause what the codec said
   */
  public UnreadableValueException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
