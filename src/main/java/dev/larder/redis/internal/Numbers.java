package dev.larder.redis.internal;

import java.nio.charset.StandardCharsets;

/** Numbers as Redis reads and writes them. */
public final class Numbers {
  private Numbers() {}

  /**
   * A 64-bit integer: decimal digits with at most a minus before them, no zero in front, no spaces.
   *
   * @throws RedisException if the bytes are none
   */
  public static long integer(byte[] bytes) {
    int n = bytes.length;
    if (n == 0 || n > 20) {
      throw Errors.notAnInteger();
    }
    if (n == 1 && bytes[0] == '0') {
      return 0;
    }
    int i = bytes[0] == '-' ? 1 : 0;
    if (i == n || bytes[i] < '1' || bytes[i] > '9') {
      throw Errors.notAnInteger();
    }
    long value = 0;
    long limit = i == 1 ? Long.MIN_VALUE : -Long.MAX_VALUE;
    for (; i < n; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9 || value < limit / 10) {
        throw Errors.notAnInteger();
      }
      value *= 10;
      if (value < limit + digit) {
        throw Errors.notAnInteger();
      }
      value -= digit;
    }
    return bytes[0] == '-' ? value : -value;
  }

  /** Whether the bytes are what {@link #integer} reads. */
  public static boolean isInteger(byte[] bytes) {
    int n = bytes.length;
    int first = n > 1 && bytes[0] == '-' ? 1 : 0;
    if (n == first || n > 20 || n > 1 && bytes[first] == '0') {
      return false;
    }
    for (int i = first; i < n; i++) {
      if (bytes[i] < '0' || bytes[i] > '9') {
        return false;
      }
    }
    if (n - first <= 18) {
      return true; // without a look at what 64 bits hold
    }
    try {
      integer(bytes);
      return true;
    } catch (RedisException e) {
      return false;
    }
  }

  /**
   * A double as strtod reads it, without spaces; not NaN, and nothing that a double can't hold.
   *
   * @throws RedisException if the bytes are none
   */
  public static double number(byte[] bytes) {
    double value = DoubleText.parse(bytes);
    if (Double.isNaN(value)) {
      throw Errors.notAFloat();
    }
    return value;
  }

  /** The decimal digits of an integer. */
  public static byte[] bytes(long value) {
    return Long.toString(value).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A double as Redis replies with it: 17 digits, without zeros at the end. */
  public static String text(double value) {
    return DoubleText.of(value);
  }
}
