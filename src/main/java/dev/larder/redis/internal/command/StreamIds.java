package dev.larder.redis.internal.command;

import dev.larder.internal.stream.StreamId;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Numbers;
import java.nio.charset.StandardCharsets;

/** The numbers of entries as clients write them. */
final class StreamIds {
  /** Longer ones are none. */
  private static final int LONGEST = 127;

  private StreamIds() {}

  /**
   * A number of which the second part may have been left to the server.
   *
   * @param isWhole whether the second part was given
   */
  record Given(StreamId id, boolean isWhole) {}

  /** A number; its second part is this one when it is missing. */
  static StreamId of(Args args, int index, long missing) {
    return parse(args.latin(index), args.bytes(index).length, missing, false).id;
  }

  /** The same, but neither the least nor the greatest by their signs. */
  static StreamId strict(Args args, int index) {
    return strict(args.latin(index), args.bytes(index).length, 0);
  }

  private static StreamId strict(String text, int length, long missing) {
    checkNoSign(text);
    return parse(text, length, missing, false).id;
  }

  /** As {@link #strict}; the second part may be a star. */
  static Given partial(Args args, int index) {
    String text = args.latin(index);
    checkNoSign(text);
    return parse(text, args.bytes(index).length, 0, true);
  }

  private static void checkNoSign(String text) {
    if (text.equals("-") || text.equals("+")) {
      throw StreamErrors.invalidId();
    }
  }

  /** Where a range begins; with a parenthesis before it, after it. */
  static StreamId from(Args args, int index) {
    if (!isExclusive(args, index)) {
      return of(args, index, 0);
    }
    StreamId id = strict(args.latin(index).substring(1), args.bytes(index).length - 1, 0);
    if (id.equals(StreamId.MAX)) {
      throw StreamErrors.invalidEnd("start");
    }
    return id.next();
  }

  /** Where a range ends; with a parenthesis before it, before it. */
  static StreamId to(Args args, int index) {
    if (!isExclusive(args, index)) {
      return of(args, index, -1);
    }
    StreamId id = strict(args.latin(index).substring(1), args.bytes(index).length - 1, -1);
    if (id.equals(StreamId.MIN)) {
      throw StreamErrors.invalidEnd("end");
    }
    return id.previous();
  }

  private static boolean isExclusive(Args args, int index) {
    byte[] bytes = args.bytes(index);
    return bytes.length > 1 && bytes[0] == '(';
  }

  private static Given parse(String text, int length, long missing, boolean mayBeStar) {
    if (length > LONGEST) {
      throw StreamErrors.invalidId();
    }
    if (text.equals("-")) {
      return new Given(StreamId.MIN, true);
    }
    if (text.equals("+")) {
      return new Given(StreamId.MAX, true);
    }
    int dash = text.indexOf('-');
    long ms = unsigned(dash < 0 ? text : text.substring(0, dash));
    if (dash < 0) {
      return new Given(new StreamId(ms, missing), true);
    }
    String rest = text.substring(dash + 1);
    if (mayBeStar && rest.equals("*")) {
      return new Given(new StreamId(ms, 0), false);
    }
    return new Given(new StreamId(ms, unsigned(rest)), true);
  }

  /** As string2ull: a plain number that is not negative, or what strtoull makes of it. */
  private static long unsigned(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (Numbers.isInteger(bytes)) {
      long value = Numbers.integer(bytes);
      if (value < 0) {
        throw StreamErrors.invalidId();
      }
      return value;
    }
    int at = 0;
    while (at < text.length() && (text.charAt(at) == ' ' || isControlSpace(text.charAt(at)))) {
      at++;
    }
    boolean negative = at < text.length() && text.charAt(at) == '-';
    if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
      at++;
    }
    if (at == text.length() || !text.chars().skip(at).allMatch(c -> c >= '0' && c <= '9')) {
      throw StreamErrors.invalidId();
    }
    try {
      long value = Long.parseUnsignedLong(text.substring(at));
      return negative ? -value : value;
    } catch (NumberFormatException tooGreat) {
      throw StreamErrors.invalidId();
    }
  }

  private static boolean isControlSpace(char c) {
    return c >= '\t' && c <= '\r';
  }
}
