package dev.larder.internal.stream;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * How many bytes entries would take in a node of the reference implementation, which packs numbers
 * and short strings tightly. Nothing is stored that way here; its nodes are full by it.
 */
final class PackedSize {
  /** Of a pack with nothing in it. */
  private static final int FRAME = 7;

  /** A small number takes two bytes: itself and its length. */
  private static final int SMALL = 2;

  private PackedSize() {}

  /** The fields and values as they are. */
  static long raw(byte[][] strings) {
    long sum = 0;
    for (byte[] string : strings) {
      sum += string.length;
    }
    return sum;
  }

  /** A node with the fields of its first entry, before that is in. */
  static long empty(byte[][] fields) {
    long size = FRAME + SMALL + SMALL + number(fields.length) + SMALL;
    for (byte[] field : fields) {
      size += string(field);
    }
    return size;
  }

  /** An entry in a node; its number is kept as the distance to that of the node's first. */
  static long ofEntry(StreamKey node, StreamEntry entry, boolean sameFields) {
    byte[][] all = entry.fieldsAndValues();
    int fields = all.length / 2;
    long size = SMALL + number(entry.ms() - node.ms()) + number(entry.seq() - node.seq());
    if (!sameFields) {
      size += number(fields);
    }
    for (int i = sameFields ? 1 : 0; i < all.length; i += sameFields ? 2 : 1) {
      size += string(all[i]);
    }
    return size + number(sameFields ? fields + 3L : 2L * fields + 4);
  }

  private static long framed(long encoded) {
    int back = 1;
    for (long left = encoded >> 7; left != 0 && back < 5; left >>= 7) {
      back++;
    }
    return encoded + back;
  }

  private static long number(long value) {
    if (value >= 0 && value <= 127) {
      return framed(1);
    }
    if (value >= -4096 && value <= 4095) {
      return framed(2);
    }
    if (value == (short) value) {
      return framed(3);
    }
    if (value >= -(1 << 23) && value < 1 << 23) {
      return framed(4);
    }
    return framed(value == (int) value ? 5 : 9);
  }

  private static long string(byte[] bytes) {
    if (bytes.length > 0 && bytes.length <= 20 && isNumber(bytes)) {
      try {
        return number(Long.parseLong(new String(bytes, US_ASCII)));
      } catch (NumberFormatException tooLarge) {
        return framed(1L + bytes.length);
      }
    }
    int length = bytes.length;
    if (length < 64) {
      return framed(1L + length);
    }
    return framed(length < 4096 ? 2L + length : 5L + length);
  }

  /** Whether these are digits as a number is written: no zero before others, no plus, no -0. */
  private static boolean isNumber(byte[] bytes) {
    int from = bytes[0] == '-' ? 1 : 0;
    if (from == bytes.length || bytes[from] == '0' && bytes.length > 1) {
      return false;
    }
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    return true;
  }
}
