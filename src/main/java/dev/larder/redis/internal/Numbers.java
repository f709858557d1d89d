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
    try {
      integer(bytes);
      return true;
    } catch (RedisException e) {
      return false;
    }
  }

  /**
   * A double as strtod reads it, without spaces; not NaN.
   *
   * @throws RedisException if the bytes are none
   */
  public static double number(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    double value = parse(text);
    if (Double.isNaN(value)) {
      throw Errors.notAFloat();
    }
    return value;
  }

  private static double parse(String text) {
    String sign = text.startsWith("-") || text.startsWith("+") ? text.substring(0, 1) : "";
    String rest = text.substring(sign.length()).toLowerCase(java.util.Locale.ROOT);
    if (rest.equals("inf") || rest.equals("infinity")) {
      return sign.equals("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    if (rest.isEmpty() || !rest.matches("[0-9.]+(e[-+]?[0-9]+)?|0x[0-9a-f.]+(p[-+]?[0-9]+)?")) {
      return Double.NaN;
    }
    try {
      boolean hex = rest.startsWith("0x") && rest.indexOf('p') < 0;
      return Double.parseDouble(sign + rest + (hex ? "p0" : ""));
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /** The decimal digits of an integer. */
  public static byte[] bytes(long value) {
    return Long.toString(value).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** A double as Redis replies with it: an integer without a fraction, else 17 digits. */
  public static String text(double value) {
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < 1e17) {
      return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
    }
    return Double.toString(value);
  }
}
