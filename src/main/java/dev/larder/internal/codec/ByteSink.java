package dev.larder.internal.codec;

import java.util.Arrays;

/**
 * Bytes that are being written: grows as it must. Numbers are big-endian; variable-length ones are
 * those of Protocol Buffers (seven bits a byte, the lowest first). For one thread.
 */
public final class ByteSink {
  private byte[] bytes;
  private int size;

  /** An empty sink. */
  public ByteSink() {
    this(64);
  }

  /** An empty sink with room for so many bytes before it grows. */
  public ByteSink(int capacity) {
    bytes = new byte[capacity];
  }

  /** How many bytes have been written. */
  public int size() {
    return size;
  }

  /** Forgets all, and keeps the room. */
  public void clear() {
    size = 0;
  }

  /** What is written into: the first {@link #size} bytes count, until the next write. */
  public byte[] array() {
    return bytes;
  }

  /** A copy of what was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  /**
   * Makes room.
   *
   * @throws IllegalArgumentException if more than an array can hold would have been written
   */
  private int reserve(int count) {
    int from = size;
    long needed = (long) from + count;
    if (needed > bytes.length) {
      if (needed > Integer.MAX_VALUE - 8) {
        throw new IllegalArgumentException(
            "what is encoded at once must be shorter than 2 GiB, but has " + needed + " bytes");
      }
      bytes = Arrays.copyOf(bytes, (int) Math.min(Integer.MAX_VALUE - 8, needed * 2));
    }
    size = (int) needed;
    return from;
  }

  /** Writes the low eight bits. */
  public void putByte(int value) {
    int at = reserve(1);
    bytes[at] = (byte) value;
  }

  /** Writes four bytes. */
  public void putInt(int value) {
    int at = reserve(4);
    setInt(at, value);
  }

  /** Overwrites four bytes that were written before. */
  public void setInt(int at, int value) {
    bytes[at] = (byte) (value >>> 24);
    bytes[at + 1] = (byte) (value >>> 16);
    bytes[at + 2] = (byte) (value >>> 8);
    bytes[at + 3] = (byte) value;
  }

  /** Writes eight bytes. */
  public void putLong(long value) {
    int at = reserve(8);
    setInt(at, (int) (value >>> 32));
    setInt(at + 4, (int) value);
  }

  /** Writes a number that is rarely negative: one byte below 128, ten at most. */
  public void putVarint(long value) {
    long rest = value;
    int at = reserve(10);
    while ((rest & ~0x7fL) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at++] = (byte) rest;
    size = at;
  }

  /** Writes a number that may well be negative: one byte from -64 to 63, ten at most. */
  public void putZigzag(long value) {
    putVarint((value << 1) ^ (value >> 63));
  }

  /** Writes bytes as they are. */
  public void put(byte[] source) {
    put(source, 0, source.length);
  }

  /** Writes some bytes of an array as they are. */
  public void put(byte[] source, int from, int length) {
    int at = reserve(length);
    System.arraycopy(source, from, bytes, at, length);
  }

  /** Writes the length of an array and then its bytes. */
  public void putSized(byte[] source) {
    putVarint(source.length);
    put(source);
  }

  /**
   * Begins a part whose length stands before it; {@link #endSized} ends it. Parts may lie in parts.
   *
   * @return what the end needs
   */
  public int beginSized() {
    return reserve(1);
  }

  /** Ends a part; moves it when its length needs more than the one byte that was kept for it. */
  public void endSized(int begin) {
    int length = size - begin - 1;
    int extra = varintSize(length) - 1;
    if (extra > 0) {
      reserve(extra);
      System.arraycopy(bytes, begin + 1, bytes, begin + 1 + extra, length);
    }
    int rest = length;
    int at = begin;
    while ((rest & ~0x7f) != 0) {
      bytes[at++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[at] = (byte) rest;
  }

  /** How many bytes {@link #putVarint} takes. */
  public static int varintSize(long value) {
    return value == 0 ? 1 : (70 - Long.numberOfLeadingZeros(value)) / 7;
  }

  /**
   * Writes the UTF-8 of a text without its length. Half of a surrogate pair, which UTF-8 has no
   * place for, is written as the three bytes that its number would take, so that every string comes
   * back as it was (known as WTF-8).
   */
  @SuppressWarnings("deprecation") // copies the low bytes, which are all of them if all is ASCII
  public void putText(String text) {
    int length = text.length();
    int at = reserve(length);
    text.getBytes(0, length, bytes, at);
    int all = 0;
    for (int i = 0; i < length; i++) {
      all |= text.charAt(i); // without a way out, so that it runs through many at once
    }
    if (all >= 0x80) {
      size = at;
      putWide(text, 0);
    }
  }

  private void putWide(String text, int from) {
    int length = text.length();
    int i = from;
    while (i < length) {
      int c = text.codePointAt(i);
      i += Character.charCount(c);
      if (c < 0x80) {
        putByte(c);
      } else if (c < 0x800) {
        putByte(0xc0 | c >>> 6);
        putByte(0x80 | c & 0x3f);
      } else if (c < 0x10000) {
        putByte(0xe0 | c >>> 12);
        putByte(0x80 | c >>> 6 & 0x3f);
        putByte(0x80 | c & 0x3f);
      } else {
        putByte(0xf0 | c >>> 18);
        putByte(0x80 | c >>> 12 & 0x3f);
        putByte(0x80 | c >>> 6 & 0x3f);
        putByte(0x80 | c & 0x3f);
      }
    }
  }
}
