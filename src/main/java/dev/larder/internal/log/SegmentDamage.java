package dev.larder.internal.log;

/**
 * A part of a segment that could not be read.
 *
 * @param file the file's name
 * @param position where it begins
 * @param end where the next good batch begins, or the end of the file
 * @param offset the first offset that may be in there
 * @param nextOffset the offset of that batch; the same as the first where it is not known, since
 *     nothing follows
 * @param expected what should be there, and what is
 */
public record SegmentDamage(
    String file, long position, long end, long offset, long nextOffset, String expected) {
  /** As tools print it. */
  @Override
  public String toString() {
    String offsets =
        nextOffset > offset
            ? "offsets " + offset + " to " + (nextOffset - 1)
            : "offsets from " + offset;
    return file + " bytes " + position + " to " + end + ", " + offsets + ": expected " + expected;
  }
}
