package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Larder;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.redis.internal.Db;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
      databases(larder);
      larder.snapshot();
      moreDatabases(larder);
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

  private static void databases(Larder larder) {
    Db three = DatabaseScript.db(larder, 3);
    three.string(Name.of("s")).put(bytes("text"), Node.NEVER);
    three.hash(Name.of("h")).put(Name.of("f"), bytes("1"));
    three.list(Name.of("l")).addAll(List.of(bytes("x"), bytes("y")));
    three.set(Name.of("e")).add(Name.of("m"));
    three.sortedSet(Name.of("z")).add(Name.of("m"), 1.5);
    DatabaseScript.db(larder, 4).set(Name.of("gone")).add(Name.of("m"));
    DatabaseScript.db(larder, 4).shelf().engine().clear();
    DatabaseScript.db(larder, 5).set(Name.of("gone")).add(Name.of("m"));
  }

  private static void moreDatabases(Larder larder) {
    Db three = DatabaseScript.db(larder, 3);
    Db fifteen = DatabaseScript.db(larder, 15);
    three.hash(Name.of("h")).put(Name.of("g"), bytes("2"));
    three.list(Name.of("l")).deque().removeFirst();
    three.keys().move(Name.of("e"), fifteen.keys());
    three.keys().copy(Name.of("h"), fifteen.keys(), Name.of("copy"), false);
    three.keys().expireAt(Name.of("z"), three.now() + 9000, three.now(), before -> true);
    three.names().delete(Name.of("s"));
    fifteen.hash(Name.of("copy")).remove(Name.of("f"));
    DatabaseScript.db(larder, 5).shelf().engine().clear();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void copy(String version) throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN.resolve(version))) {
      for (Path file : files.toList()) {
        Files.copy(file, directory.resolve(file.getFileName()));
      }
    }
  }

  /** Of versions that kept the databases of an endpoint, too. */
  @ParameterizedTest
  @ValueSource(strings = "v1-databases")
  void opensWithDatabases(String version) throws IOException {
    copy(version);
    for (int i = 0; i < 2; i++) {
      try (Larder larder = Larder.builder().directory(directory).clock(new MovableClock()).open()) {
        Db three = DatabaseScript.db(larder, 3);
        Db fifteen = DatabaseScript.db(larder, 15);
        assertEquals(3, three.keys().size());
        assertArrayEquals(bytes("1"), three.hash(Name.of("h")).get(Name.of("f")));
        assertArrayEquals(bytes("2"), three.hash(Name.of("h")).get(Name.of("g")));
        assertEquals(1, three.list(Name.of("l")).size());
        assertArrayEquals(bytes("y"), three.list(Name.of("l")).get(0));
        assertEquals(1.5, three.sortedSet(Name.of("z")).score(Name.of("m")).getAsDouble());
        assertEquals(three.now() + 9000, three.keys().deadline(Name.of("z")));
        assertEquals(2, fifteen.keys().size());
        assertEquals(Set.of(Name.of("m")), fifteen.set(Name.of("e")));
        assertEquals(Set.of(Name.of("g")), fifteen.hash(Name.of("copy")).keySet());
        assertEquals(0, DatabaseScript.db(larder, 4).keys().size());
        assertEquals(0, DatabaseScript.db(larder, 5).keys().size());
        larder.snapshot();
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"v1", "v1-databases"})
  void opens(String version) throws IOException {
    copy(version);
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
