package dev.larder.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * One source file.
 *
 * @param path relative to {@code src}, with slashes: {@code main/java/dev/larder/Larder.java}
 * @param lines as they stand
 * @param code the same lines without comments and with empty strings, so that a rule on code isn't
 *     broken by words about it
 */
record JavaSource(String path, List<String> lines, List<String> code) {
  private static final Path ROOT = Path.of("src");

  static List<JavaSource> readAll() {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(f -> f.toString().endsWith(".java"))
          .sorted()
          .map(JavaSource::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JavaSource read(Path file) {
    try {
      return of(ROOT.relativize(file).toString().replace('\\', '/'), Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static JavaSource of(String path, String text) {
    return new JavaSource(path, text.lines().toList(), stripped(text).lines().toList());
  }

  boolean isMain() {
    return path.startsWith("main/");
  }

  /** The package by the folder, which javac checks to be the declared one. */
  String packageName() {
    String folder = path.substring(0, Math.max(0, path.lastIndexOf('/')));
    return folder.replaceFirst("^[^/]+/java/?", "").replace('/', '.');
  }

  /** Blanks comments and the insides of literals; line breaks stay, so that line numbers hold. */
  static String stripped(String text) {
    StringBuilder out = new StringBuilder(text.length());
    int i = 0;
    while (i < text.length()) {
      int end = endOfOpaque(text, i);
      if (end == i) {
        out.append(text.charAt(i++));
        continue;
      }
      boolean literal = text.charAt(i) != '/';
      String quote = literal ? String.valueOf(text.charAt(i)) : " ";
      out.append(quote).append("\n".repeat(lineBreaks(text, i, end))).append(quote);
      i = end;
    }
    return out.toString();
  }

  /**
   * Where the comment or literal that starts at {@code i} ends; {@code i} when none starts there.
   */
  private static int endOfOpaque(String text, int i) {
    if (text.startsWith("//", i)) {
      int end = text.indexOf('\n', i);
      return end < 0 ? text.length() : end;
    }
    if (text.startsWith("/*", i)) {
      int end = text.indexOf("*/", i + 2);
      return end < 0 ? text.length() : end + 2;
    }
    if (text.startsWith("\"\"\"", i)) {
      return endOfQuoted(text, i + 3, "\"\"\"");
    }
    char c = text.charAt(i);
    return c == '"' || c == '\'' ? endOfQuoted(text, i + 1, String.valueOf(c)) : i;
  }

  private static int endOfQuoted(String text, int from, String quote) {
    int i = from;
    while (i < text.length() && !text.startsWith(quote, i)) {
      i += text.charAt(i) == '\\' ? 2 : 1;
    }
    return Math.min(text.length(), i + quote.length());
  }

  private static int lineBreaks(String text, int from, int to) {
    return (int) text.substring(from, to).chars().filter(c -> c == '\n').count();
  }
}
