package dev.larder.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.house.SourceExceptions.SourceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds all sources, tests and examples included, to the rules of the house. */
class SourceRulesTest {
  private static final int COLUMNS = 100;
  private static final int LINES_AT_MOST = 700;
  private static final int LINES_FOR_NINE_OF_TEN = 350;

  private static final List<JavaSource> SOURCES = JavaSource.readAll();

  @ParameterizedTest
  @EnumSource
  void holds(SourceRule rule) {
    assertNone(
        SOURCES.stream()
            .filter(source -> !SourceExceptions.excused(rule, source))
            .flatMap(source -> rule.violations(source).stream())
            .toList());
  }

  @Test
  void everyExceptionIsStillNeeded() {
    List<String> stale = new ArrayList<>();
    for (SourceException exception : SourceExceptions.ALL) {
      boolean needed =
          SOURCES.stream()
              .filter(source -> source.path().equals(exception.path()))
              .anyMatch(source -> !exception.rule().violations(source).isEmpty());
      if (!needed) {
        stale.add("take it out of SourceExceptions, nothing needs it any more: " + exception);
      }
    }
    assertNone(stale);
  }

  @Test
  void noLineIsTooLong() {
    List<String> found = new ArrayList<>();
    for (JavaSource source : SOURCES) {
      for (int i = 0; i < source.lines().size(); i++) {
        String line = source.lines().get(i);
        int columns = line.codePointCount(0, line.length());
        // The formatter can't break an import either.
        if (columns > COLUMNS && !line.startsWith("import ")) {
          found.add("src/" + source.path() + ":" + (i + 1) + ": " + columns + " columns");
        }
      }
    }
    assertNone(found);
  }

  @Test
  void filesAreSmall() {
    List<JavaSource> large =
        SOURCES.stream().filter(s -> s.lines().size() > LINES_FOR_NINE_OF_TEN).toList();
    List<String> found = new ArrayList<>();
    for (JavaSource source : large) {
      int lines = source.lines().size();
      if (lines > LINES_AT_MOST) {
        found.add("src/" + source.path() + ": " + lines + " lines, at most " + LINES_AT_MOST);
      }
    }
    assertNone(found);
    assertTrue(
        large.size() * 10 <= SOURCES.size(),
        () ->
            large.size() + " of " + SOURCES.size() + " files are above 350 lines: " + paths(large));
  }

  @Test
  void everyPackageIsNullMarkedInItsPackageInfo() {
    Map<String, Boolean> marked = new TreeMap<>();
    for (JavaSource source : SOURCES) {
      if (source.isMain() && !source.packageName().isEmpty()) {
        boolean marks =
            source.path().endsWith("/package-info.java") && source.code().contains("@NullMarked");
        marked.merge(source.packageName(), marks, Boolean::logicalOr);
      }
    }
    marked.values().removeIf(marks -> marks);
    assertEquals(Map.of(), marked, "packages without a package-info.java that says @NullMarked");
  }

  /** The rules bite: each finds a planted breach, and none of them reads comments or strings. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          LOCK                | synchronized (this) {
          LOCK                | import java.util.concurrent.locks.ReadWriteLock;
          CONCURRENT_HASH_MAP | new ConcurrentHashMap<>();
          WALL_CLOCK          | long now = System.currentTimeMillis();
          WALL_CLOCK          | Instant now = Instant.now();
          WALL_CLOCK          | Clock clock = Clock.systemUTC();
          NANO_TIME           | long end = System.nanoTime() + timeoutNanos;
          SERIALISATION       | class Event implements Serializable {
          SLEEP               | Thread.sleep(10);
          DISABLED            | @Disabled
          UNSAFE              | import sun.misc.Unsafe;
          """)
  void bites(SourceRule rule, String line) {
    String path = "main/java/dev/larder/Planted.java";
    assertEquals(1, rule.violations(JavaSource.of(path, line)).size());
    String comments = "/* " + line + "\n" + line + " */\n// " + line + "\n";
    String strings = "a('\"', \"\\\"" + line + "\", '\\'');\nb(\"\"\"\n" + line + "\n\"\"\");";
    assertEquals(List.of(), rule.violations(JavaSource.of(path, comments + strings)));
  }

  @Test
  void lockSupportIsAllowed() {
    String line = "import java.util.concurrent.locks.LockSupport;";
    JavaSource source = JavaSource.of("main/java/dev/larder/Parker.java", line);
    assertEquals(List.of(), SourceRule.LOCK.violations(source));
  }

  private static String paths(List<JavaSource> sources) {
    return sources.stream().map(JavaSource::path).collect(Collectors.joining(", "));
  }

  private static void assertNone(List<String> violations) {
    assertTrue(violations.isEmpty(), () -> "\n" + String.join("\n", violations));
  }
}
