package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Numbers;

/** How many bytes Redis's compact form of a short list has. */
final class ListpackSize {
  private static final int FRAME = 7;

  /** Bounds by the negative values of list-max-listpack-size: 4 KiB for -1, and so on. */
  private static final int SMALLEST_BOUND = 4096;

  /** Where the bound is a number of items, a node is no larger than this. */
  private static final int SAFE_BYTES = 8192;

  private long bytes = FRAME;
  private int count;

  long bytes() {
    return bytes;
  }

  int count() {
    return count;
  }

  void add(long entry) {
    bytes += entry;
    count++;
  }

  /** Whether an entry has room by list-max-listpack-size. */
  boolean takes(long entry, long fill) {
    if (fill >= 0) {
      return count < Math.max(1, fill) && bytes + entry <= SAFE_BYTES;
    }
    return bytes + entry <= (long) SMALLEST_BOUND << Math.min(4, -fill - 1);
  }

  /** The size of an element: what it is, and how far the way back is. */
  static long entry(byte[] element) {
    long size = body(element);
    return size + (size <= 127 ? 1 : size < 16_383 ? 2 : size < 2_097_151 ? 3 : 4);
  }

  private static long body(byte[] element) {
    if (Numbers.isInteger(element)) {
      long value = Numbers.integer(element);
      if (value >= 0 && value <= 127) {
        return 1;
      }
      int bits = 65 - Long.numberOfLeadingZeros(value < 0 ? ~value : value);
      return bits <= 13 ? 2 : bits <= 16 ? 3 : bits <= 24 ? 4 : bits <= 32 ? 5 : 9;
    }
    return (long) element.length + (element.length < 64 ? 1 : element.length < 4096 ? 2 : 5);
  }
}
