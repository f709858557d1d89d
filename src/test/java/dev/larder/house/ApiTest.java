package dev.larder.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The public API is what {@code docs/api.txt} says, so that a change of it is seen in a diff. */
class ApiTest {
  private static final Path CLASSES = Path.of("target", "classes");
  private static final Path API = Path.of("docs", "api.txt");
  private static final String REGENERATE = "mvn -q test -Dtest=ApiTest -Dlarder.api.write=true";

  @Test
  void isWhatTheFileSays() throws Exception {
    SortedSet<String> actual = ApiPrinter.lines(CLASSES);
    if (Boolean.getBoolean("larder.api.write")) {
      Files.createDirectories(API.getParent());
      Files.write(API, actual);
    }
    SortedSet<String> written = new TreeSet<>(Files.readAllLines(API));
    List<String> difference =
        Stream.concat(
                written.stream().filter(line -> !actual.contains(line)).map(line -> "- " + line),
                actual.stream().filter(line -> !written.contains(line)).map(line -> "+ " + line))
            .toList();
    assertTrue(
        difference.isEmpty(),
        () ->
            "the public API is not what docs/api.txt says:\n"
                + String.join("\n", difference)
                + "\nIf that is meant, write the file anew and commit it: "
                + REGENERATE);
  }

  @Test
  void nullsAndGenericsArePrinted() throws Exception {
    assertEquals(
        "java.util.function.Function<? super T, ? extends java.util.List<java.lang.String?>>?",
        ApiTypes.text(Sample.class.getDeclaredField("function").getAnnotatedType()));
    assertEquals(
        "byte[]", ApiTypes.text(Sample.class.getDeclaredField("bytes").getAnnotatedType()));
  }

  /** Something to print. */
  static class Sample<T> {
    @Nullable Function<? super T, ? extends List<@Nullable String>> function;
    byte[] bytes = {};
  }
}
