package dev.larder.internal.codec;

import java.util.Arrays;

/**
 * Reads what a {@link ByteSink} wrote, and trusts none of it: every read that would go beyond the
 * end, and every number that no writer makes, is an {@link IllegalArgumentException}; no length is
 * believed before as many bytes are there. For one thread.
 */
public final class ByteSource {
  private final byte[] bytes;
  private final int end;
  private int at;

  /** All of an array. */
  public ByteSource(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  /** Part of an array, which must not change meanwhile. */
  public ByteSource(byte[] bytes, int from, int length) {
    this.bytes = bytes;
    this.at = from;
    this.end = from + length;
  }

  /** How many bytes are left. */
  public int remaining() {
    return end - at;
  }

  /** Where in the array the next byte lies. */
  public int position() {
    return at;
  }

  private int take(long count) {
    if (count < 0 || count > end - at) {
      throw new IllegalArgumentException(
          count + " bytes are wanted at " + at + ", but only " + (end - at) + " are left");
    }
    int from = at;
    at += (int) count;
    return from;
  }

  /** Goes on behind so many bytes. */
  public void skip(long count) {
    take(count);
  }

  /** Goes on behind the given bytes, if they are what comes next. */
  boolean skipIfNext(byte[] expected) {
    int behind = at + expected.length;
    if (expected.length > end - at
        || !Arrays.equals(bytes, at, behind, expected, 0, expected.length)) {
      return false;
    }
    at = behind;
    return true;
  }

  /** Reads a byte, with its sign. */
  public byte getByte() {
    int from = take(1);
    return bytes[from];
  }

  /** Reads four bytes. */
  public int getInt() {
    int from = take(4);
    return (bytes[from] & 0xff) << 24
        | (bytes[from + 1] & 0xff) << 16
        | (bytes[from + 2] & 0xff) << 8
        | (bytes[from + 3] & 0xff);
  }

  /** Reads eight bytes. */
  public long getLong() {
    long high = getInt();
    return high << 32 | (getInt() & 0xffffffffL);
  }

  /** Reads what {@link ByteSink#putVarint} wrote. */
  public long getVarint() {
    long result = 0;
    for (int shift = 0; shift < 70; shift += 7) {
      int from = take(1);
      byte b = bytes[from];
      if (shift == 63 && b > 1) {
        break;
      }
      result |= (b & 0x7fL) << shift;
      if (b >= 0) {
        return result;
      }
    }
    throw new IllegalArgumentException("a number before " + at + " is longer than 64 bits");
  }

  /**
   * Reads a count or a length.
   *
   * @throws IllegalArgumentException if it is negative or above what an int holds
   */
  public int getCount() {
    long value = getVarint();
    if (value < 0 || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a count before " + at + " must be from 0 to 2147483647, but is " + value);
    }
    return (int) value;
  }

  /** Reads what {@link ByteSink#putZigzag} wrote. */
  public long getZigzag() {
    long value = getVarint();
    return value >>> 1 ^ -(value & 1);
  }

  /** Reads so many bytes. */
  public byte[] get(int count) {
    int from = take(count);
    return Arrays.copyOfRange(bytes, from, from + count);
  }

  /** Reads what {@link ByteSink#putSized} wrote. */
  public byte[] getSized() {
    return get(getCount());
  }

  /** A source of the part that comes next, its length before it; this one goes on behind it. */
  public ByteSource getPart() {
    int length = getCount();
    int from = take(length);
    return new ByteSource(bytes, from, length);
  }

  /** Reads a text of so many bytes, as {@link ByteSink#putText} writes them. */
  public String getText(int count) {
    int from = take(count);
    return Texts.decode(bytes, from, count);
  }

  /**
   * Says that all has been read.
   *
   * @throws IllegalArgumentException if something is left
   */
  public void end() {
    if (at != end) {
      throw new IllegalArgumentException((end - at) + " bytes are left over at " + at);
    }
  }
}
