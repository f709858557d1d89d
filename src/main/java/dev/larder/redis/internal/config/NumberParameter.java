package dev.larder.redis.internal.config;

import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.RedisException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/** An integer, or a size in bytes. */
public final class NumberParameter extends Parameter {
  private static final Map<String, Long> UNITS =
      Map.of(
          "", 1L, //
          "b", 1L,
          "k", 1_000L,
          "kb", 1L << 10,
          "m", 1_000_000L,
          "mb", 1L << 20,
          "g", 1_000_000_000L,
          "gb", 1L << 30);

  private final boolean isSize;
  private final long low;
  private final long high;
  private volatile long value;

  /** What is allowed and yet not taken: instead it is the nearest that is. */
  private long least = Long.MIN_VALUE;

  private long most = Long.MAX_VALUE;

  NumberParameter(String name, boolean isSize, long low, long high, long value) {
    super(name);
    this.isSize = isSize;
    this.low = low;
    this.high = high;
    this.value = value;
  }

  /** The present value. */
  public long value() {
    return value;
  }

  /** Takes the nearest value of these for one that is allowed and lies beyond them. */
  NumberParameter clamped(long from, long to) {
    least = from;
    most = to;
    return this;
  }

  /** Says what the value is, where it is not set but found. */
  public void found(long its) {
    value = its;
  }

  @Override
  public String text() {
    return Long.toString(value);
  }

  @Override
  Runnable parsed(String text) {
    long parsed = number(text);
    if (parsed < low || parsed > high) {
      throw wrong("argument must be between " + low + " and " + high + " inclusive");
    }
    return () -> value = Math.max(least, Math.min(parsed, most));
  }

  @Override
  boolean same(String before, String text) {
    return number(before) == number(text);
  }

  private long number(String text) {
    if (isSize) {
      try {
        return size(text);
      } catch (RedisException e) {
        throw wrong("argument must be a memory value");
      }
    }
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (!Numbers.isInteger(bytes)) {
      throw wrong("argument couldn't be parsed into an integer");
    }
    return Numbers.integer(bytes);
  }

  /**
   * Reads a size with its unit, such as {@code 64mb}; a kilobyte has 1024 bytes, and k means 1000.
   *
   * @throws RedisException if it is none
   */
  static long size(String text) {
    int end = 0;
    while (end < text.length() && Character.digit(text.charAt(end), 10) >= 0) {
      end++;
    }
    Long unit = UNITS.get(text.substring(end).toLowerCase(Locale.ROOT));
    if (end == 0 || unit == null) {
      throw wrong("no size");
    }
    try {
      return Math.multiplyExact(Long.parseLong(text.substring(0, end)), unit);
    } catch (ArithmeticException | NumberFormatException e) {
      throw wrong("no size");
    }
  }
}
