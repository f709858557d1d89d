package dev.larder.redis.differential;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Bytes as text, one character a byte, and as redis-cli would take and print them. */
final class Bytes {
  private Bytes() {}

  /** One byte a character: {@code "\0\r\n\u00ff"} is four bytes. */
  static byte[] of(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  static String upper(byte[] bytes) {
    return text(bytes).toUpperCase(Locale.ROOT);
  }

  /** A whole command as redis-cli takes it: plain words bare, anything else in quotes. */
  static String command(List<byte[]> args) {
    return args.stream().map(Bytes::word).collect(Collectors.joining(" "));
  }

  private static String word(byte[] bytes) {
    for (byte b : bytes) {
      boolean plain = b > ' ' && b < 127 && b != '"' && b != '\'' && b != '\\';
      if (!plain) {
        return quote(bytes);
      }
    }
    return bytes.length == 0 ? "\"\"" : text(bytes);
  }

  static String quote(byte[] bytes) {
    StringBuilder quoted = new StringBuilder(bytes.length + 2).append('"');
    for (byte b : bytes) {
      switch (b) {
        case '\r' -> quoted.append("\\r");
        case '\n' -> quoted.append("\\n");
        case '"', '\\' -> quoted.append('\\').append((char) b);
        default -> {
          if (b >= ' ' && b < 127) {
            quoted.append((char) b);
          } else {
            quoted.append(String.format("\\x%02x", b & 0xff));
          }
        }
      }
    }
    return quoted.append('"').toString();
  }
}
