package dev.larder.internal.json;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as RFC 8259 has it, and nothing besides: one value after the other, so that a file of
 * lines is never in memory as a whole. For one thread.
 *
 * <p>An object becomes a {@code LinkedHashMap}, an array a {@code List}, a string a {@code String};
 * a number a {@code Long} where that holds it, a {@code Double} where it is zero with a sign, which
 * the others lack, and else a {@code BigDecimal}; true, false and null what they are.
 *
 * <p>What can't be read is an {@link IllegalArgumentException} that says where; after that, this
 * reader is of no use. Nothing is believed: values may lie in each other to a depth only, numbers
 * are of a length only, and a name stands once in an object.
 */
public final class JsonReader {
  /** So deep values may lie in each other, if nothing else is said. */
  public static final int DEPTH = 200;

  private final JsonInput in;
  private final int depth;
  private boolean separated = true;

  /** Of the values of a text. */
  public JsonReader(Reader in) {
    this(in, DEPTH);
  }

  /** Of values that may lie so deep in each other; 0 allows scalars only. */
  public JsonReader(Reader in, int depth) {
    this.in = new JsonInput(in);
    this.depth = depth;
  }

  /** The one value of a text. */
  public static @Nullable Object parse(String text) {
    try {
      JsonReader reader = new JsonReader(new StringReader(text));
      Object value = reader.read();
      if (reader.hasNext()) {
        throw reader.in.error("the end");
      }
      return value;
    } catch (IOException e) {
      throw new IllegalStateException(e); // a string has nothing that could fail
    }
  }

  /** Whether another value follows. */
  public boolean hasNext() throws IOException {
    separated |= in.skipSpace();
    return in.peek() != JsonInput.END;
  }

  /**
   * The next value.
   *
   * @throws IllegalArgumentException if there is none, or what is there is no JSON
   */
  public @Nullable Object read() throws IOException {
    if (hasNext() && !separated) {
      throw in.error("space between two values");
    }
    Object value = value(depth);
    separated = false;
    return value;
  }

  private @Nullable Object value(int deeper) throws IOException {
    in.skipSpace();
    int c = in.peek();
    if (c == '{' || c == '[') {
      if (deeper == 0) {
        throw in.error("values that lie at most " + depth + " deep in each other");
      }
      return c == '{' ? object(deeper - 1) : array(deeper - 1);
    }
    return switch (c) {
      case '"' -> string();
      case 't' -> word("true", Boolean.TRUE);
      case 'f' -> word("false", Boolean.FALSE);
      case 'n' -> word("null", null);
      case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9' -> number();
      default -> throw in.error("a value");
    };
  }

  private Map<String, @Nullable Object> object(int deeper) throws IOException {
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    in.take('{');
    in.skipSpace();
    if (in.skip('}')) {
      return object;
    }
    do {
      in.skipSpace();
      if (in.peek() != '"') {
        throw in.error("a name in quotation marks");
      }
      String name = string();
      if (object.containsKey(name)) {
        throw in.error("another name, not a second " + JsonWriter.toText(name));
      }
      in.skipSpace();
      in.take(':');
      object.put(name, value(deeper));
      in.skipSpace();
    } while (in.skip(','));
    in.take('}');
    return object;
  }

  private List<@Nullable Object> array(int deeper) throws IOException {
    List<@Nullable Object> array = new ArrayList<>();
    in.take('[');
    in.skipSpace();
    if (in.skip(']')) {
      return array;
    }
    do {
      array.add(value(deeper));
      in.skipSpace();
    } while (in.skip(','));
    in.take(']');
    return array;
  }

  private <T> @Nullable T word(String word, @Nullable T meaning) throws IOException {
    for (int i = 0; i < word.length(); i++) {
      in.take(word.charAt(i));
    }
    return meaning;
  }

  // ---- strings ----------------------------------------------------------------------------------

  private String string() throws IOException {
    StringBuilder text = new StringBuilder();
    in.take('"');
    while (!in.skip('"')) {
      int c = in.peek();
      if (c < ' ') {
        throw in.error("a character of a string, or its end");
      }
      in.next();
      text.append(c == '\\' ? escaped() : (char) c);
    }
    return text.toString();
  }

  private char escaped() throws IOException {
    int c = in.peek();
    int meant = "\"\\/bfnrtu".indexOf(c);
    if (meant < 0) {
      throw in.error("one of \" \\ / b f n r t u after a backslash");
    }
    in.next();
    return c == 'u' ? unicode() : "\"\\/\b\f\n\r\t".charAt(meant);
  }

  private char unicode() throws IOException {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      int c = in.peek();
      // Not Character.digit alone: that knows the digits of other scripts, too.
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw in.error("four hexadecimal digits");
      }
      unit = unit << 4 | digit;
      in.next();
    }
    return (char) unit;
  }

  // ---- numbers ----------------------------------------------------------------------------------

  private Number number() throws IOException {
    JsonNumber number = new JsonNumber(in);
    number.sign();
    if (!number.take('0')) {
      number.digits();
    }
    if (number.take('.')) {
      number.digits();
    }
    if (number.take('e') || number.take('E')) {
      if (!number.take('+')) {
        number.take('-');
      }
      number.digits();
    }
    return number.value();
  }
}
