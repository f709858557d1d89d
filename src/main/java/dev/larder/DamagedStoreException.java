package dev.larder;

import org.jspecify.annotations.Nullable;

/**
 * A file of the store is damaged in a part that is known to have been on the disk, so that cutting
 * it off would lose what was promised. Nothing was touched; {@code salvage} of the server jar
 * copies what is good.
 */
public final class DamagedStoreException extends LarderStorageException {
  /** The file's name. */
  private final String file;

  /** The byte where the damage begins. */
  private final long position;

  /** What should be there, and what is. */
  private final String expected;

  /**
   * With the place.
   *
   * @param file the file's name
   * @param position the byte where the damage begins
   * @param expected what should be there, and what is
   * @param cause what noticed it, or null
   */
  public DamagedStoreException(
      String file, long position, String expected, @Nullable Throwable cause) {
    super(file + " is damaged at byte " + position + ": expected " + expected, cause);
    this.file = file;
    this.position = position;
    this.expected = expected;
  }

  /** {@return the file's name} */
  public String file() {
    return file;
  }

  /** {@return the byte where the damage begins} */
  public long position() {
    return position;
  }

  /** {@return what should be there, and what is} */
  public String expected() {
    return expected;
  }
}
