package dev.larder.internal.journal;

import dev.larder.internal.cell.Name;
import java.nio.charset.StandardCharsets;

/**
 * A file that says how hot the entries of one cache were: in which order they would have gone. It
 * only helps: what is in the cache stands in the journal, and a file that is lost, old or damaged
 * costs the order. It is replaced as a whole, by a rename.
 *
 * <pre>
 *   "larder heat" 11, version 1
 *   id of the store 16
 *   seed of the hashes 8
 *   length of the cache's name 4, name
 *   for each entry, the coldest first: hash of the encoded key 8, heat 1
 *   CRC-32C of all before 4
 * </pre>
 *
 * <p>Numbers are big-endian. The heat is what the policy makes of it: the region in the lower two
 * bits, how often it was used in those above.
 */
final class HeatFormat {
  static final byte[] MAGIC = "larder heat".getBytes(StandardCharsets.US_ASCII);
  static final int VERSION = 1;

  /** Up to the name. */
  static final int HEADER = MAGIC.length + 1 + 16 + 8 + 4;

  static final int ENTRY = 8 + 1;
  static final int CHECKSUM = 4;

  private static final String PREFIX = "heat-";
  private static final String NEW = ".new";
  private static final int DIGITS = 16;

  /** The file of a cache: names may be any bytes, and long. */
  static String fileOf(Name name) {
    return PREFIX + String.format("%016x", HeatKeys.hash(0, name.bytes(), name.bytes().length));
  }

  /** What a file is called until it is complete, the n-th of a store that is open. */
  static String newFileOf(Name name, long number) {
    return fileOf(name) + "-" + number + NEW;
  }

  /** Whether a file is one of these, or one that was not completed. */
  static boolean isHeat(String file) {
    int end = PREFIX.length() + DIGITS;
    if (!file.startsWith(PREFIX) || file.length() < end) {
      return false;
    }
    boolean digits =
        file.substring(PREFIX.length(), end).chars().allMatch(c -> Character.digit(c, 16) >= 0);
    return digits && (file.length() == end || isNew(file));
  }

  static boolean isNew(String file) {
    return file.startsWith(PREFIX) && file.endsWith(NEW);
  }

  private HeatFormat() {}
}
