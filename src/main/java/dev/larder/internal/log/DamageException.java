package dev.larder.internal.log;

/** At a place of a file stands something else than a batch that fits there. */
public final class DamageException extends Exception {
  private final String file;
  private final long position;
  private final String expected;
  private final boolean another;

  DamageException(String file, long position, String expected) {
    this(file, position, expected, false);
  }

  /**
   * With the place.
   *
   * @param another whether what is there is good in itself, but belongs elsewhere: a file under a
   *     wrong name, or what another file has left on the disk
   */
  public DamageException(String file, long position, String expected, boolean another) {
    super(file + " at byte " + position + ": expected " + expected);
    this.another = another;
    this.file = file;
    this.position = position;
    this.expected = expected;
  }

  /** The file's name. */
  public String file() {
    return file;
  }

  /** Whether what is there belongs elsewhere. */
  public boolean isAnother() {
    return another;
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
