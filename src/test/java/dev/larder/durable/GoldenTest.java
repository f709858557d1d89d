package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Larder;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P14: directories that earlier versions wrote open in this one. A release adds its own: {@code
 * main} writes it.
 */
class GoldenTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "dev", "larder", "golden");

  @TempDir Path directory;

  record Order(int id, String what, List<Long> parts) {}

  /** Writes the directory of this version: a snapshot, and a journal on top of it. */
  public static void main(String[] arguments) {
    try (Larder larder =
        Larder.builder().directory(Path.of(arguments[0])).clock(new MovableClock()).open()) {
      larder.value("v", String.class).set("héllo");
      larder.counter("c").add(42);
      larder.map("m", String.class, Order.class).put("a", new Order(1, "tea", List.of(1L, 2L)));
      larder.set("s", Long.class).addAll(List.of(5L, 6L));
      larder.list("l", Integer.class).addAll(List.of(1, 2, 3));
      larder.sortedSet("z", String.class).addAll(Map.of("x", 1.5, "y", -0.5));
      larder.snapshot();
      larder.map("m", String.class, Order.class).put("b", new Order(2, "rice", List.of()));
      larder
          .map("m", String.class, Order.class)
          .put("x", new Order(3, "ice", List.of()), Duration.ofDays(9));
      larder.set("s", Long.class).remove(6L);
      larder.list("l", Integer.class).deque().addFirst(0);
      larder.list("l", Integer.class).remove((Object) 2);
      larder.sortedSet("z", String.class).increment("y", 3);
      larder.rename("v", "renamed");
      larder.expire("c", Duration.ofDays(1));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = "v1")
  void opens(String version) throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN.resolve(version))) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
    MovableClock clock = new MovableClock();
    for (int i = 0; i < 2; i++) {
      try (Larder larder = Larder.builder().directory(directory).clock(clock).open()) {
        assertEquals(Set.of("renamed", "c", "m", "s", "l", "z"), larder.names());
        assertEquals("héllo", larder.value("renamed", String.class).get());
        assertEquals(42, larder.counter("c").get());
        assertEquals(Duration.ofDays(1), larder.timeToLive("c").get());
        assertEquals(
            Map.of(
                "a", new Order(1, "tea", List.of(1L, 2L)),
                "b", new Order(2, "rice", List.of()),
                "x", new Order(3, "ice", List.of())),
            larder.map("m", String.class, Order.class));
        assertEquals(
            Duration.ofDays(9), larder.map("m", String.class, Order.class).timeToLive("x").get());
        assertEquals(Set.of(5L), larder.set("s", Long.class));
        assertEquals(List.of(0, 1, 3), larder.list("l", Integer.class));
        assertEquals(2.5, larder.sortedSet("z", String.class).score("y").getAsDouble());
        larder.snapshot();
      }
    }
  }
}
