package dev.larder.internal.log;

/** At a place of a file stands something else than a batch that fits there. */
public final class DamageException extends Exception {
  private final String file;
  private final long position;
  private final String expected;

  DamageException(String file, long position, String expected) {
    super(file + " at byte " + position + ": expected " + expected);
    this.file = file;
    this.position = position;
    this.expected = expected;
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** Where the damage begins. */
  public long position() {
    return position;
  }

  /** What should be there, and what is. */
  public String expected() {
    return expected;
  }
}
