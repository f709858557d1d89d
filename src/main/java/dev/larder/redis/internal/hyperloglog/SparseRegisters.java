package dev.larder.redis.internal.hyperloglog;

import dev.larder.redis.internal.Errors;
import java.util.Arrays;

/**
 * Registers as runs of equal ones, for sets of few elements:
 *
 * <pre>
 *   00nnnnnn             n + 1 registers of 0
 *   01nnnnnn nnnnnnnn    n + 1 registers of 0
 *   1vvvvvnn             n + 1 registers of v + 1
 * </pre>
 */
final class SparseRegisters implements Registers {
  /** The greatest value that a run can have. */
  static final int HIGHEST = 32;

  private static final int SHORT_ZEROS = 64;
  private static final int LONGEST_VALUES = 4;

  /** So many runs are looked at for neighbours that can be joined. */
  private static final int JOINED = 5;

  private final int mostBytes;
  private byte[] bytes;

  /**
   * Some registers.
   *
   * @param bytes with the header; changed in place
   * @param mostBytes they don't grow beyond this
   */
  SparseRegisters(byte[] bytes, int mostBytes) {
    this.bytes = bytes;
    this.mostBytes = mostBytes;
  }

  /** All of them 0. */
  static byte[] empty() {
    byte[] bytes = new byte[HEADER + 2];
    putZeros(bytes, HEADER, COUNT);
    return bytes;
  }

  private boolean isValues(int at) {
    return (bytes[at] & 0x80) != 0;
  }

  private boolean isLong(int at) {
    return (bytes[at] & 0xc0) == 0x40;
  }

  private int value(int at) {
    return isValues(at) ? (bytes[at] >> 2 & 0x1f) + 1 : 0;
  }

  /** How many bytes a run takes. */
  private int width(int at) {
    return isLong(at) ? 2 : 1;
  }

  /** How many registers a run has. */
  private int length(int at) {
    if (isValues(at)) {
      return (bytes[at] & 0x3) + 1;
    }
    if (!isLong(at)) {
      return (bytes[at] & 0x3f) + 1;
    }
    if (at + 1 >= bytes.length) {
      throw Errors.corruptHyperLogLog();
    }
    return ((bytes[at] & 0x3f) << Byte.SIZE | bytes[at + 1] & 0xff) + 1;
  }

  private static byte values(int value, int length) {
    return (byte) (0x80 | value - 1 << 2 | length - 1);
  }

  /** Writes zeros in the shorter form; answers the place behind them. */
  private static int putZeros(byte[] bytes, int at, int length) {
    if (length <= SHORT_ZEROS) {
      bytes[at] = (byte) (length - 1);
      return at + 1;
    }
    bytes[at] = (byte) (0x40 | length - 1 >> Byte.SIZE);
    bytes[at + 1] = (byte) (length - 1);
    return at + 2;
  }

  /** Whether a register can be raised to a value without another form. */
  boolean hasRoomFor(int index, int value) {
    if (value > HIGHEST) {
      return false;
    }
    Place place = place(index);
    if (value(place.at) >= value || length(place.at) == 1) {
      return true;
    }
    int more = replacement(place, index, value).length - width(place.at);
    return more <= 0 || bytes.length + more <= mostBytes;
  }

  /**
   * Where a register is.
   *
   * @param before where the run before begins, or the first one
   * @param at where its run begins
   * @param first the run's first register
   */
  private record Place(int before, int at, int first) {}

  private Place place(int index) {
    int before = HEADER;
    int at = HEADER;
    int first = 0;
    while (at < bytes.length) {
      int length = length(at);
      if (index < first + length) {
        return new Place(before, at, first);
      }
      before = at;
      first += length;
      at += width(at);
    }
    throw Errors.corruptHyperLogLog();
  }

  @Override
  public boolean raise(int index, int value) {
    Place place = place(index);
    if (value(place.at) >= value) {
      return false;
    }
    byte[] runs = replacement(place, index, value);
    int rest = place.at + width(place.at);
    byte[] made = Arrays.copyOf(bytes, place.at + runs.length + bytes.length - rest);
    System.arraycopy(runs, 0, made, place.at, runs.length);
    System.arraycopy(bytes, rest, made, place.at + runs.length, bytes.length - rest);
    bytes = made;
    join(place.before);
    return true;
  }

  /** The runs that come in place of one. */
  private byte[] replacement(Place place, int index, int value) {
    int length = length(place.at);
    int left = index - place.first;
    int right = length - left - 1;
    byte[] runs = new byte[5];
    int end = put(runs, 0, place.at, left);
    runs[end++] = values(value, 1);
    end = put(runs, end, place.at, right);
    return Arrays.copyOf(runs, end);
  }

  /** Writes some registers of the value that a run has. */
  private int put(byte[] runs, int end, int at, int length) {
    if (length == 0) {
      return end;
    }
    if (!isValues(at)) {
      return putZeros(runs, end, length);
    }
    runs[end] = values(value(at), length);
    return end + 1;
  }

  /** Joins runs of the same value from a place on. */
  private void join(int from) {
    int at = from;
    for (int i = 0; i < JOINED && at < bytes.length; i++) {
      boolean both = at + 1 < bytes.length && isValues(at) && isValues(at + 1);
      if (both && value(at) == value(at + 1) && length(at) + length(at + 1) <= LONGEST_VALUES) {
        byte joined = values(value(at), length(at) + length(at + 1));
        System.arraycopy(bytes, at + 1, bytes, at, bytes.length - at - 1);
        bytes = Arrays.copyOf(bytes, bytes.length - 1);
        bytes[at] = joined;
      } else {
        at += width(at);
      }
    }
  }

  @Override
  public void raise(byte[] others) {
    int index = 0;
    for (int at = HEADER; at < bytes.length; at += width(at)) {
      int end = index + length(at);
      if (end > COUNT) {
        throw Errors.corruptHyperLogLog();
      }
      for (int value = value(at); index < end; index++) {
        others[index] = (byte) Math.max(others[index], value);
      }
    }
    if (index != COUNT) {
      throw Errors.corruptHyperLogLog();
    }
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  /** The runs in words, as PFDEBUG DECODE tells them. */
  String describe() {
    StringBuilder text = new StringBuilder();
    for (int at = HEADER; at < bytes.length; at += width(at)) {
      int length = length(at);
      text.append(isValues(at) ? "v:" + value(at) + "," : isLong(at) ? "Z:" : "z:");
      text.append(length).append(' ');
    }
    return text.toString().stripTrailing();
  }
}
