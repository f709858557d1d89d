package dev.larder.internal.json;

import java.io.IOException;
import java.math.BigDecimal;

/** A number that is being read. */
final class JsonNumber {
  /** The work for a decimal grows with the square of its length. */
  private static final int LONGEST = 1000;

  private final JsonInput in;
  private final StringBuilder text = new StringBuilder();
  private boolean whole = true;

  JsonNumber(JsonInput in) {
    this.in = in;
  }

  /** Takes a minus, if there is one. */
  void sign() throws IOException {
    if (in.skip('-')) {
      add('-');
    }
  }

  /** Takes a character, if it is what comes next. */
  boolean take(char c) throws IOException {
    if (!in.skip(c)) {
      return false;
    }
    whole &= c == '0';
    add(c);
    return true;
  }

  /** Takes all digits, of which there must be one. */
  void digits() throws IOException {
    int from = text.length();
    for (int c = in.peek(); c >= '0' && c <= '9'; c = in.peek()) {
      in.next();
      add((char) c);
    }
    if (text.length() == from) {
      throw in.error("a digit");
    }
  }

  private void add(char c) {
    if (text.length() == LONGEST) {
      throw in.error("a number of at most " + LONGEST + " characters");
    }
    text.append(c);
  }

  Number value() {
    String digits = text.toString();
    try {
      return whole ? Long.valueOf(digits) : decimal(digits);
    } catch (NumberFormatException tooLarge) {
      return decimal(digits);
    }
  }

  private Number decimal(String digits) {
    BigDecimal value;
    try {
      value = new BigDecimal(digits);
    } catch (NumberFormatException e) {
      throw in.error("an exponent of at most ten digits");
    }
    boolean negativeZero = value.signum() == 0 && digits.startsWith("-");
    return negativeZero ? Double.valueOf(-0.0) : value;
  }
}
