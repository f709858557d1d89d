package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the texts show is what is compiled and run, and what they point to is there. */
class SnippetsTest {
  private static final Path HERE = Path.of("src", "test", "java", "dev", "larder", "docs");
  private static final Pattern REGION =
      Pattern.compile("(?ms)^ *// \\[(\\w+)\\]\\n(.*?)^ *// \\[\\]$");

  /** A test as texts name it, maybe with a method of it. */
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)\\b[^`]*`");

  static List<Markdown> withExamples() {
    return Markdown.withExamples();
  }

  static List<Markdown> all() {
    return Markdown.all();
  }

  @ParameterizedTest
  @MethodSource("withExamples")
  void javaInTextsIsTheSourceOfATest(Markdown text) {
    for (Markdown.Block block : text.blocks()) {
      if (block.language().equals("java")) {
        assertEquals(
            region(block.source()),
            block.code(),
            () -> text.file() + ": differs from " + block.source());
      }
    }
  }

  @Test
  void everyMarkedSourceIsInAText() throws IOException {
    Set<String> shown = new TreeSet<>();
    withExamples().forEach(text -> text.blocks().forEach(block -> shown.add(block.source())));
    Set<String> unused = new TreeSet<>();
    try (Stream<Path> files = Files.list(HERE)) {
      for (Path file : files.filter(f -> f.toString().endsWith("Test.java")).toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        Matcher region = REGION.matcher(Markdown.readString(file));
        while (region.find()) {
          unused.add(type + "#" + region.group(1));
        }
      }
    }
    unused.removeAll(shown);
    assertEquals(Set.of(), unused);
  }

  @ParameterizedTest
  @MethodSource("all")
  void testsThatAreNamedAreThere(Markdown text) throws IOException {
    Set<String> missing = new TreeSet<>();
    Matcher named = TEST.matcher(Markdown.readString(text.file()));
    while (named.find()) {
      missing.add(named.group(1) + ".java");
    }
    try (Stream<Path> sources = Files.walk(Path.of("src", "test", "java"))) {
      sources.forEach(source -> missing.remove(source.getFileName().toString()));
    }
    assertEquals(Set.of(), missing, () -> text.file() + " names tests that are not there");
  }

  @ParameterizedTest
  @MethodSource("all")
  void linksLeadSomewhere(Markdown text) {
    for (Path target : text.links()) {
      assertTrue(Files.exists(target), () -> text.file() + " links to " + target);
    }
  }

  private static String region(String source) {
    String[] parts = source.split("#");
    Path file = HERE.resolve(parts[0] + ".java");
    assertTrue(
        parts.length == 2 && Files.exists(file),
        () -> "a block of Java needs a comment <!-- Class#name --> before it, not: " + source);
    Matcher region = REGION.matcher(Markdown.readString(file));
    while (region.find()) {
      if (region.group(1).equals(parts[1])) {
        return region.group(2).stripTrailing().stripIndent() + "\n";
      }
    }
    throw new AssertionError(file + " has no lines marked // [" + parts[1] + "]");
  }
}
