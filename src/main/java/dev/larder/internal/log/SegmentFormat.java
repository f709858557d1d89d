package dev.larder.internal.log;

import dev.larder.FormatVersionException;
import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.codec.ByteSource;
import java.util.Locale;
import java.util.UUID;

/**
 * A segment: a file of batches, the first of which is a control batch with one record.
 *
 * <pre>
 *   "LARDER"         6
 *   format version   varint, 1
 *   kind             1   'J' journal, 'S' snapshot
 *   store            16  the id that all files of a store share
 *   generation       4   as in the epoch of each batch of the file
 * </pre>
 *
 * <p>The file's name is its kind and its first offset in twenty digits: {@code
 * journal-00000000000000000000.log}.
 *
 * @param kind what the records are
 * @param store the store's id
 * @param epoch the generation: later files have higher ones
 */
public record SegmentFormat(Kind kind, UUID store, int epoch) {
  /** The newest version of the formats of segments, records and manifest. */
  public static final int VERSION = 1;

  private static final byte[] MAGIC = {'L', 'A', 'R', 'D', 'E', 'R'};
  private static final int DIGITS = 20;
  private static final String SUFFIX = ".log";

  /** What a segment holds. */
  public enum Kind {
    /** Changes. */
    JOURNAL('J'),
    /** The state of one moment. */
    SNAPSHOT('S');

    private final char tag;

    Kind(char tag) {
      this.tag = tag;
    }

    private String prefix() {
      return name().toLowerCase(Locale.ROOT) + '-';
    }

    /** The name of the file that begins with an offset. */
    public String fileName(long offset) {
      return prefix() + String.format("%0" + DIGITS + "d", offset) + SUFFIX;
    }

    /** The first offset that a file's name says, or -1 if it is no name of this kind. */
    public long offsetOf(String fileName) {
      String prefix = prefix();
      if (fileName.length() != prefix.length() + DIGITS + SUFFIX.length()
          || !fileName.startsWith(prefix)
          || !fileName.endsWith(SUFFIX)) {
        return -1;
      }
      String digits = fileName.substring(prefix.length(), prefix.length() + DIGITS);
      try {
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') ? Long.parseLong(digits) : -1;
      } catch (NumberFormatException tooLarge) {
        return -1;
      }
    }
  }

  byte[] encode() {
    ByteSink out = new ByteSink();
    out.put(MAGIC);
    out.putVarint(VERSION);
    out.putByte(kind.tag);
    out.putLong(store.getMostSignificantBits());
    out.putLong(store.getLeastSignificantBits());
    out.putInt(epoch);
    return out.toByteArray();
  }

  /**
   * Reads the record of a header.
   *
   * @throws IllegalArgumentException if it is none
   * @throws FormatVersionException if it is one of a newer version
   */
  static SegmentFormat decode(String file, ByteSource in) {
    for (byte b : MAGIC) {
      if (in.getByte() != b) {
        throw new IllegalArgumentException("a header that begins with LARDER");
      }
    }
    checkVersion(file, in.getVarint());
    byte tag = in.getByte();
    UUID store = new UUID(in.getLong(), in.getLong());
    int epoch = in.getInt();
    in.end();
    for (Kind kind : Kind.values()) {
      if (kind.tag == tag) {
        return new SegmentFormat(kind, store, epoch);
      }
    }
    throw new IllegalArgumentException("a kind J or S, found " + tag);
  }

  /**
   * Checks the version that a file says it has.
   *
   * @throws FormatVersionException if it is not known
   */
  public static void checkVersion(String file, long version) {
    if (version < 1 || version > VERSION) {
      throw new FormatVersionException(
          file
              + " has format version "
              + version
              + ", but this version of Larder knows those up to "
              + VERSION
              + ": open it with a newer one",
          null);
    }
  }
}
