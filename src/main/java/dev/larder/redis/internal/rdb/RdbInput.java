package dev.larder.redis.internal.rdb;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/**
 * The bytes of a file, with the place and the checksum of what has been read. No memory is taken
 * for what is only announced.
 */
final class RdbInput {
  /** The longest string, as Redis has it. */
  static final int LONGEST = 512 << 20;

  private static final int CHUNK = 1 << 16;
  private static final long PROGRESS = 1 << 20;

  private final InputStream in;
  private final LongConsumer progress;
  private final byte[] buffer = new byte[CHUNK];
  private int at;
  private int end;
  private long before;
  private long crc;
  private int summed;
  private long told;

  /**
   * From its beginning.
   *
   * @param progress gets the number of bytes that have been read, now and then
   */
  RdbInput(InputStream in, LongConsumer progress) {
    this.in = in;
    this.progress = progress;
  }

  /** How many bytes have been read. */
  long offset() {
    return before + at;
  }

  /** The checksum of all that has been read. */
  long checksum() {
    sum();
    return crc;
  }

  private void sum() {
    crc = Crc64.update(crc, buffer, summed, at);
    summed = at;
  }

  private void fill() throws IOException {
    sum();
    before += at;
    at = 0;
    summed = 0;
    end = Math.max(0, in.read(buffer, 0, CHUNK));
    if (end == 0) {
      throw new EOFException("the file ends here");
    }
    if (before - told >= PROGRESS) {
      told = before;
      progress.accept(before);
    }
  }

  int next() throws IOException {
    if (at == end) {
      fill();
    }
    return buffer[at++] & 0xff;
  }

  /** An unsigned integer of some bytes, the lowest first; of eight, with its sign. */
  long little(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value |= (long) next() << 8 * i;
    }
    return value;
  }

  /** An unsigned integer of some bytes, the highest first; of eight, with its sign. */
  long big(int bytes) throws IOException {
    long value = 0;
    for (int i = 0; i < bytes; i++) {
      value = value << 8 | next();
    }
    return value;
  }

  byte[] bytes(long count) throws IOException {
    if (count < 0 || count > LONGEST) {
      throw new IllegalArgumentException(
          "a string of at most " + LONGEST + " bytes, found " + Long.toUnsignedString(count));
    }
    if (count <= end - at) {
      byte[] few = new byte[(int) count];
      System.arraycopy(buffer, at, few, 0, few.length);
      at += few.length;
      return few;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream((int) Math.min(count, CHUNK));
    for (long left = count; left > 0; ) {
      if (at == end) {
        fill();
      }
      int part = (int) Math.min(left, end - at);
      out.write(buffer, at, part);
      at += part;
      left -= part;
    }
    return out.toByteArray();
  }

  // ---- lengths and strings ----------------------------------------------------------------------

  /** A number of things to come, or how long something is. */
  long length() throws IOException {
    int head = next();
    if (head >> 6 == 3) {
      throw new IllegalArgumentException("a length, found the encoding " + (head & 0x3f));
    }
    return length(head);
  }

  /** A number of 64 bits, which may be any. */
  private long length(int head) throws IOException {
    return switch (head >> 6) {
      case 0 -> head & 0x3f;
      case 1 -> (head & 0x3f) << 8 | next();
      default -> {
        if (head == 0x80) {
          yield big(4);
        } else if (head == 0x81) {
          yield big(8);
        }
        throw new IllegalArgumentException("a length, found one that begins with " + head);
      }
    };
  }

  byte[] string() throws IOException {
    int head = next();
    if (head >> 6 != 3) {
      return bytes(length(head));
    }
    return switch (head & 0x3f) {
      case 0 -> Cursor.text((byte) next());
      case 1 -> Cursor.text((short) little(2));
      case 2 -> {
        int number = (int) little(4); // with its sign
        yield Cursor.text(number);
      }
      case 3 -> {
        long packed = length();
        long length = length();
        if (length < 0 || length > LONGEST) {
          throw new IllegalArgumentException("a string of " + Long.toUnsignedString(length));
        }
        yield Lzf.unpack(bytes(packed), length);
      }
      default -> throw new IllegalArgumentException("no string has the encoding " + (head & 0x3f));
    };
  }
}
