package dev.larder.redis.internal.rdb;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Goes through a string that holds something packed. Whatever leads out of it is refused. */
final class Cursor {
  private final byte[] bytes;
  private int at;

  Cursor(byte[] bytes) {
    this.bytes = bytes;
  }

  static IllegalArgumentException refused(String text) {
    return new IllegalArgumentException(text);
  }

  int left() {
    return bytes.length - at;
  }

  int peek() {
    need(1);
    return bytes[at] & 0xff;
  }

  int next() {
    need(1);
    return bytes[at++] & 0xff;
  }

  private void need(long count) {
    if (count < 0 || count > left()) {
      throw refused(count + " bytes more, but only " + left() + " are left of what is packed");
    }
  }

  void skip(long count) {
    need(count);
    at += (int) count;
  }

  byte[] take(long count) {
    need(count);
    byte[] taken = Arrays.copyOfRange(bytes, at, at + (int) count);
    at += (int) count;
    return taken;
  }

  /** An integer of some bytes, the lowest first, with its sign. */
  long integer(int count) {
    need(count);
    long value = 0;
    for (int i = count - 1; i >= 0; i--) {
      value = i == count - 1 ? bytes[at + i] : value << 8 | bytes[at + i] & 0xff;
    }
    at += count;
    return value;
  }

  long unsigned32() {
    return integer(4) & 0xffffffffL;
  }

  static byte[] text(long integer) {
    return Long.toString(integer).getBytes(StandardCharsets.US_ASCII);
  }
}
