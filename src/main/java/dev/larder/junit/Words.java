package dev.larder.junit;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Arguments as a person writes them: as in redis-cli, quoted where they need it. */
final class Words {
  private Words() {}

  static String line(List<byte[]> words) {
    return words.stream().map(Words::word).collect(Collectors.joining(" "));
  }

  /** One word; text stays text, other bytes become escapes. */
  static String word(byte[] bytes) {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      text = null;
    }
    if (text == null) {
      return quoted(new String(bytes, StandardCharsets.ISO_8859_1), true);
    }
    boolean isPlain =
        !text.isEmpty()
            && text.chars().noneMatch(c -> c <= ' ' || c == 127 || "\"'\\".indexOf(c) >= 0);
    return isPlain ? text : quoted(text, false);
  }

  private static String quoted(String text, boolean isBytes) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\n' -> out.append("\\n");
        case '\r' -> out.append("\\r");
        case '\t' -> out.append("\\t");
        default -> {
          if (c < ' ' || c == 127 || isBytes && c > 127) {
            out.append(String.format(java.util.Locale.ROOT, "\\x%02x", (int) c));
          } else {
            out.append(c);
          }
        }
      }
    }
    return out.append('"').toString();
  }
}
