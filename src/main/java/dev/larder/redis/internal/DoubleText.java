package dev.larder.redis.internal;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** Doubles as C's printf writes them with "%.17g", and as its strtod reads them. */
public final class DoubleText {
  private static final int DIGITS = 17;
  private static final MathContext ROUNDING = new MathContext(DIGITS, RoundingMode.HALF_EVEN);
  private static final double PLAIN_BELOW = 1e17;

  /** So many are below 2^53. */
  private static final int EXACT_DIGITS = 15;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14
  };

  /** Apart, since most numbers can be read without, and regular expressions take long to load. */
  private static final class Grammar {
    static final Pattern DECIMAL =
        Pattern.compile("([0-9]++\\.?[0-9]*+|\\.[0-9]++)(e[-+]?[0-9]++)?");
    static final Pattern HEXADECIMAL =
        Pattern.compile("0x([0-9a-f]++\\.?[0-9a-f]*+|\\.[0-9a-f]++)(p[-+]?[0-9]++)?");
  }

  private DoubleText() {}

  /** Writes a double. */
  static String of(double value) {
    if (Double.isInfinite(value) || Double.isNaN(value)) {
      return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) < PLAIN_BELOW) {
      return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
    }
    BigDecimal rounded = new BigDecimal(value).round(ROUNDING).stripTrailingZeros();
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < DIGITS) {
      return rounded.toPlainString();
    }
    String digits = rounded.unscaledValue().abs().toString();
    StringBuilder text = new StringBuilder(DIGITS + 7);
    text.append(value < 0 ? "-" : "").append(digits.charAt(0));
    if (digits.length() > 1) {
      text.append('.').append(digits, 1, digits.length());
    }
    text.append('e').append(exponent < 0 ? '-' : '+');
    return text.append(Math.abs(exponent) < 10 ? "0" : "").append(Math.abs(exponent)).toString();
  }

  /**
   * Reads a double.
   *
   * @param strict whether what a double can't hold is no number
   * @return NaN if the text as a whole is none
   */
  static double parse(String text, boolean strict) {
    boolean signed = text.startsWith("-") || text.startsWith("+");
    String rest = (signed ? text.substring(1) : text).toLowerCase(Locale.ROOT);
    double value = magnitude(rest, strict);
    return text.startsWith("-") ? -value : value;
  }

  /** Reads a double of bytes as {@link Numbers#number} does; NaN if they are none. */
  public static double parse(byte[] bytes) {
    double plain = plain(bytes);
    return Double.isNaN(plain)
        ? parse(new String(bytes, StandardCharsets.ISO_8859_1), true)
        : plain;
  }

  /**
   * Reads digits with or without a sign and a point: both the digits and the power of ten that they
   * are divided by are exact as doubles, so the quotient is rounded once, as it should be. (W.
   * Clinger, "How to Read Floating Point Numbers Accurately", 1990.)
   *
   * @return NaN if it is anything else, or longer
   */
  private static double plain(byte[] bytes) {
    int from = bytes.length > 0 && (bytes[0] == '-' || bytes[0] == '+') ? 1 : 0;
    if (bytes.length == from || bytes.length - from > EXACT_DIGITS) {
      return Double.NaN;
    }
    long digits = 0;
    int point = -1;
    for (int i = from; i < bytes.length; i++) {
      int digit = bytes[i] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
      } else if (bytes[i] == '.' && point < 0) {
        point = i;
      } else {
        return Double.NaN;
      }
    }
    if (point >= 0 && bytes.length - from == 1) {
      return Double.NaN; // a point alone
    }
    double value = point < 0 ? digits : digits / POWERS[bytes.length - 1 - point];
    return bytes[0] == '-' ? -value : value;
  }

  private static double magnitude(String text, boolean strict) {
    if (text.equals("inf") || text.equals("infinity")) {
      return Double.POSITIVE_INFINITY;
    }
    boolean hex = Grammar.HEXADECIMAL.matcher(text).matches();
    if (!hex && !Grammar.DECIMAL.matcher(text).matches()) {
      return Double.NaN;
    }
    double value = Double.parseDouble(hex && text.indexOf('p') < 0 ? text + "p0" : text);
    boolean lost = Double.isInfinite(value) || value == 0 && isNotZero(text, hex);
    return strict && lost ? Double.NaN : value;
  }

  private static boolean isNotZero(String text, boolean hex) {
    int end = text.indexOf(hex ? 'p' : 'e');
    for (int i = hex ? 2 : 0; i < (end < 0 ? text.length() : end); i++) {
      if (text.charAt(i) != '0' && text.charAt(i) != '.') {
        return true;
      }
    }
    return false;
  }

  /** The bound of a range as strtod reads it from C text: NaN if more stands there than one. */
  public static double bound(byte[] bytes, int from) {
    int end = from;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    String text = new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
    return text.isEmpty() ? 0 : parse(text.replaceFirst("^[ \\t-\\r]++", ""), false);
  }

  /** A weight of SORT, as strtod reads it from C text; NaN if it is none or can't be held. */
  public static double weight(byte[] bytes) {
    int end = 0;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    String text = new String(bytes, 0, end, StandardCharsets.ISO_8859_1);
    double value = text.isEmpty() ? 0 : parse(text.replaceFirst("^[ \\t-\\r]++", ""), true);
    return value != 0 && Math.abs(value) < Double.MIN_NORMAL ? Double.NaN : value;
  }
}
