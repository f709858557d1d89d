package dev.larder.internal.json;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes trees as JSON, each on one line: a {@code String}, {@code Boolean}, number or null, a
 * {@code List} of trees, or a {@code Map} from texts to trees. For one thread.
 *
 * <p>Every string can be read back, halves of surrogate pairs included: what is no character by
 * itself, and what could end a line, is escaped.
 */
public final class JsonWriter {
  private static final char[] HEX = "0123456789abcdef".toCharArray();

  private final Appendable out;

  /** Writes to something that takes text. */
  public JsonWriter(Appendable out) {
    this.out = out;
  }

  /** A tree as a text. */
  public static String toText(@Nullable Object tree) {
    StringBuilder text = new StringBuilder();
    try {
      new JsonWriter(text).write(tree);
    } catch (IOException e) {
      throw new IllegalStateException(e); // a StringBuilder has nothing that could fail
    }
    return text.toString();
  }

  /**
   * Writes a tree.
   *
   * @throws IllegalArgumentException if there is something in it that JSON has no form for
   */
  public void write(@Nullable Object tree) throws IOException {
    if (tree == null || tree instanceof Boolean) {
      out.append(String.valueOf(tree));
    } else if (tree instanceof CharSequence text) {
      writeString(text);
    } else if (tree instanceof Number number) {
      writeNumber(number);
    } else if (tree instanceof List<?> list) {
      writeList(list);
    } else if (tree instanceof Map<?, ?> map) {
      writeMap(map);
    } else {
      throw new IllegalArgumentException("JSON has no form for a " + tree.getClass().getName());
    }
  }

  private void writeList(List<?> list) throws IOException {
    char separator = '[';
    for (Object item : list) {
      out.append(separator);
      write(item);
      separator = ',';
    }
    out.append(separator == '[' ? "[]" : "]");
  }

  private void writeMap(Map<?, ?> map) throws IOException {
    char separator = '{';
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (!(entry.getKey() instanceof String name)) {
        throw new IllegalArgumentException("a name in JSON is a text, but is " + entry.getKey());
      }
      out.append(separator);
      writeString(name);
      out.append(':');
      write(entry.getValue());
      separator = ',';
    }
    out.append(separator == '{' ? "{}" : "}");
  }

  private void writeNumber(Number number) throws IOException {
    boolean known =
        number instanceof Long
            || number instanceof Integer
            || number instanceof Short
            || number instanceof Byte
            || number instanceof BigInteger
            || number instanceof BigDecimal
            || number instanceof Double && Double.isFinite(number.doubleValue())
            || number instanceof Float && Float.isFinite(number.floatValue());
    if (!known) {
      throw new IllegalArgumentException("JSON has no form for the number " + number);
    }
    out.append(number.toString());
  }

  private void writeString(CharSequence text) throws IOException {
    out.append('"');
    int begin = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (mustBeEscaped(c)) {
        out.append(text, begin, i);
        writeEscaped(c);
        begin = i + 1;
      }
    }
    out.append(text, begin, text.length());
    out.append('"');
  }

  private static boolean mustBeEscaped(char c) {
    return c < ' '
        || c == '"'
        || c == '\\'
        || c >= 0x7f && c < 0xa0 // controls, among them a line's end
        || c == '\u2028' // what some take for the end of a line, and of a paragraph
        || c == '\u2029'
        || Character.isSurrogate(c);
  }

  private void writeEscaped(char c) throws IOException {
    out.append('\\');
    switch (c) {
      case '"', '\\' -> out.append(c);
      case '\n' -> out.append('n');
      case '\r' -> out.append('r');
      case '\t' -> out.append('t');
      default -> {
        out.append('u');
        for (int shift = 12; shift >= 0; shift -= 4) {
          out.append(HEX[c >> shift & 0xf]);
        }
      }
    }
  }
}
