package dev.larder.redis.internal.wire;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/** Splits an inline command into its arguments, quoted ones included. */
public final class InlineParser {
  private final byte[] line;
  private final int end;
  private int at;

  private InlineParser(byte[] line, int end) {
    this.line = line;
    this.end = end;
  }

  /**
   * The arguments in the first bytes of a line.
   *
   * @throws ProtocolException if a quote is not closed
   */
  public static byte[][] split(byte[] line, int length) {
    return new InlineParser(line, length).split();
  }

  private byte[][] split() {
    List<byte[]> args = new ArrayList<>();
    for (; ; ) {
      while (at < end && isSpace(line[at])) {
        at++;
      }
      if (at == end) {
        return args.toArray(new byte[0][]);
      }
      args.add(argument());
    }
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b >= 9 && b <= 13;
  }

  private static ProtocolException unbalanced() {
    return new ProtocolException("unbalanced quotes in request");
  }

  private byte[] argument() {
    ByteArrayOutputStream arg = new ByteArrayOutputStream();
    while (at < end && !isSpace(line[at])) {
      byte b = line[at++];
      if (b == '"' || b == '\'') {
        quoted(b, arg);
        if (at < end && !isSpace(line[at])) {
          throw unbalanced();
        }
        return arg.toByteArray();
      }
      arg.write(b);
    }
    return arg.toByteArray();
  }

  private void quoted(byte quote, ByteArrayOutputStream arg) {
    while (at < end) {
      byte b = line[at++];
      if (b == quote) {
        return;
      }
      if (b == '\\' && at < end && (quote == '"' || line[at] == '\'')) {
        arg.write(quote == '"' ? escaped() : line[at++]);
      } else {
        arg.write(b);
      }
    }
    throw unbalanced();
  }

  private int escaped() {
    byte b = line[at++];
    if (b == 'x' && at + 1 < end) {
      int high = Character.digit(line[at], 16);
      int low = Character.digit(line[at + 1], 16);
      if (high >= 0 && low >= 0) {
        at += 2;
        return high << 4 | low;
      }
    }
    return switch (b) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'b' -> '\b';
      case 'a' -> 7;
      default -> b;
    };
  }
}
