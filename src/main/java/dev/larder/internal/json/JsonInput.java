package dev.larder.internal.json;

import java.io.IOException;
import java.io.Reader;

/** The characters of a text, one after the other, and where they stand. */
final class JsonInput {
  /** What {@link #peek} answers at the end; below every character. */
  static final int END = -1;

  private final Reader reader;
  private final char[] buffer = new char[8192];
  private int at;
  private int size;
  private long line = 1;
  private long column = 1;

  JsonInput(Reader reader) {
    this.reader = reader;
  }

  /** The next character, which stays there. */
  int peek() throws IOException {
    while (at == size) {
      int read = reader.read(buffer);
      if (read < 0) {
        return END;
      }
      at = 0;
      size = read;
    }
    return buffer[at];
  }

  /** Goes on behind the character that was peeked at. */
  void next() {
    if (buffer[at++] == '\n') {
      line++;
      column = 1;
    } else {
      column++;
    }
  }

  /** Goes on behind a character, if it is what comes next. */
  boolean skip(char c) throws IOException {
    if (peek() != c) {
      return false;
    }
    next();
    return true;
  }

  /** Goes on behind a character. */
  void take(char c) throws IOException {
    if (!skip(c)) {
      throw error("" + c);
    }
  }

  /** Goes on behind the space that JSON allows; answers whether there was some. */
  boolean skipSpace() throws IOException {
    boolean any = false;
    for (int c = peek(); c == ' ' || c == '\n' || c == '\r' || c == '\t'; c = peek()) {
      next();
      any = true;
    }
    return any;
  }

  /** What is to be thrown where something else stands than is expected. */
  IllegalArgumentException error(String expected) {
    String found = at == size ? "the end" : JsonWriter.toText(String.valueOf(buffer[at]));
    return new IllegalArgumentException(
        "line " + line + ", column " + column + ": expected " + expected + ", found " + found);
  }
}
