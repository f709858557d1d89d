package dev.larder.redis.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Numbers with a mantissa of 64 bits, in which Redis adds for INCRBYFLOAT and HINCRBYFLOAT. A
 * finite one is a {@link BigDecimal} that is exactly it.
 */
public final class LongDouble {
  private static final int BITS = 64;
  private static final int PLACES = 17;
  private static final int LONGEST = 5 * 1024 - 1;

  /** The exponents of ten that are too far out to be worth their digits. */
  private static final int TOO_LARGE = 4932;

  private LongDouble() {}

  /**
   * Reads one.
   *
   * @param otherwise what is thrown if the bytes are no number
   * @return null for an infinity
   */
  public static @Nullable BigDecimal parse(byte[] bytes, RedisException otherwise) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    double rough = bytes.length > LONGEST ? Double.NaN : DoubleText.parse(text, false);
    if (Double.isNaN(rough)) {
      throw otherwise;
    }
    if (text.indexOf('x') >= 0 || text.indexOf('X') >= 0) {
      return Double.isInfinite(rough) ? null : new BigDecimal(rough);
    }
    if (Double.isInfinite(rough) && (text.indexOf('i') >= 0 || text.indexOf('I') >= 0)) {
      return null;
    }
    if (!hasUsualExponent(text)) {
      throw otherwise;
    }
    BigDecimal exact = new BigDecimal(text);
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    if (Math.abs((long) exact.precision() - exact.scale()) > TOO_LARGE) {
      throw otherwise;
    }
    return rounded(exact);
  }

  /** Whether an exponent, if there is one, has few digits. */
  private static boolean hasUsualExponent(String text) {
    int at = Math.max(text.indexOf('e'), text.indexOf('E'));
    return at < 0 || text.length() - at <= 7;
  }

  /** The sum, or null if it is infinite. */
  public static @Nullable BigDecimal sum(BigDecimal left, BigDecimal right) {
    BigDecimal sum = rounded(left.add(right));
    return sum.signum() != 0 && (long) sum.precision() - sum.scale() > TOO_LARGE ? null : sum;
  }

  /** At most 17 decimal places, without zeros at the end. */
  public static String text(BigDecimal value) {
    BigDecimal text = value.setScale(PLACES, RoundingMode.HALF_EVEN);
    return text.signum() == 0 ? "0" : text.stripTrailingZeros().toPlainString();
  }

  private static BigDecimal rounded(BigDecimal exact) {
    if (exact.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigInteger numerator = exact.unscaledValue().abs();
    BigInteger denominator = BigInteger.ONE;
    if (exact.scale() > 0) {
      denominator = BigInteger.TEN.pow(exact.scale());
    } else {
      numerator = numerator.multiply(BigInteger.TEN.pow(-exact.scale()));
    }
    // The quotient gets two or three bits more than fit, which tell how to round.
    int shift = BITS + 2 - (numerator.bitLength() - denominator.bitLength());
    BigInteger[] quotient =
        shift >= 0
            ? numerator.shiftLeft(shift).divideAndRemainder(denominator)
            : numerator.divideAndRemainder(denominator.shiftLeft(-shift));
    int extra = quotient[0].bitLength() - BITS;
    BigInteger kept = quotient[0].shiftRight(extra);
    BigInteger rest = quotient[0].subtract(kept.shiftLeft(extra));
    int half = rest.compareTo(BigInteger.ONE.shiftLeft(extra - 1));
    boolean beyond = half > 0 || half == 0 && quotient[1].signum() != 0;
    if (beyond || half == 0 && kept.testBit(0)) {
      kept = kept.add(BigInteger.ONE);
    }
    int power = extra - shift;
    BigDecimal value =
        power >= 0
            ? new BigDecimal(kept.shiftLeft(power))
            : new BigDecimal(kept.multiply(BigInteger.valueOf(5).pow(-power)), -power);
    return exact.signum() < 0 ? value.negate() : value;
  }
}
