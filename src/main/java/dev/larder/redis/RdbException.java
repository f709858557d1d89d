package dev.larder.redis;

/** A file of Redis's that can't be read: damaged, newer, or with what only a module can read. */
public final class RdbException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** How many bytes of the file had been read. */
  private final long offset;

  /**
   * At a place.
   *
   * @param offset how many bytes had been read
   * @param cause what was wrong there
   */
  public RdbException(long offset, Exception cause) {
    super("at byte " + offset + ": " + cause.getMessage(), cause);
    this.offset = offset;
  }

  /** {@return how many bytes of the file had been read when it was found} */
  public long offset() {
    return offset;
  }
}
