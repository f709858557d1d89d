package dev.larder.internal.log;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The bytes of one file in memory. Copies share an array until one of them is changed. */
final class FileBytes {
  private static final byte[] NONE = {};

  private byte[] bytes;
  private int length;
  private boolean shared;

  FileBytes() {
    this(NONE);
  }

  /** Of an array that is nobody's to change from now on. */
  FileBytes(byte[] bytes) {
    this.bytes = bytes;
    length = bytes.length;
    shared = true;
  }

  FileBytes copy() {
    FileBytes copy = new FileBytes(bytes);
    copy.length = length;
    shared = true;
    return copy;
  }

  int length() {
    return length;
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, length);
  }

  int read(ByteBuffer target, long position) {
    if (position >= length) {
      return target.hasRemaining() ? -1 : 0;
    }
    int count = (int) Math.min(target.remaining(), length - position);
    target.put(bytes, (int) position, count);
    return count;
  }

  /** A gap before it reads as zeros. */
  void write(long offset, byte[] source, int from, int to) {
    int start = Math.toIntExact(offset);
    int end = Math.addExact(start, to - from);
    own(Math.max(end, length));
    if (start > length) {
      Arrays.fill(bytes, length, start, (byte) 0);
    }
    System.arraycopy(source, from, bytes, start, to - from);
    length = Math.max(end, length);
  }

  /** Cuts off, or makes longer by zeros. */
  void resize(long size) {
    int newLength = Math.toIntExact(size);
    if (newLength > length) {
      own(newLength);
      Arrays.fill(bytes, length, newLength, (byte) 0);
    }
    length = newLength;
  }

  /** Makes room at once for what is going to be written: most of the time of a replay is this. */
  void reserve(long size) {
    own(Math.toIntExact(size));
  }

  private void own(int capacity) {
    if (shared || capacity > bytes.length) {
      // What has grown once will grow again; a copy may have all that it is going to need.
      int ahead = shared ? length : length + length / 2;
      byte[] copy = new byte[Math.max(capacity, ahead)];
      System.arraycopy(bytes, 0, copy, 0, length);
      bytes = copy;
      shared = false;
    }
  }
}
