package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderStorageException;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is exported can be read by people, and comes back when it is imported. */
class ExportTest {
  @TempDir Path directory;

  private final MovableClock clock = new MovableClock();

  record Order(int id, String what, List<Long> parts) {}

  private Path file() {
    return directory.resolve("export.jsonl");
  }

  @Test
  void linesAreReadable() throws IOException {
    try (Larder larder = Larder.builder().clock(clock).open()) {
      larder.value("v", String.class).set("tea \"green\"");
      larder.export(file());
      assertEquals(
          List.of(
              "{\"larder\":1}",
              "{\"name\":\"v\",\"kind\":\"value\",\"of\":[\"string\"],"
                  + "\"value\":\"tea \\\"green\\\"\"}"),
          Files.readAllLines(file()));
    }
  }

  @Test
  void everythingComesBack() throws IOException {
    long seed = new SplittableRandom().nextLong();
    Script script = new Script(seed);
    Order order = new Order(7, "tea", List.of(1L, 2L));
    String text;
    List<Long> progress = new ArrayList<>();
    try (Larder larder = Larder.builder().clock(clock).open()) {
      for (int i = 0; i < 300; i++) {
        script.step(larder);
      }
      text = Script.text(larder);
      larder.map("orders", Long.class, Order.class).put(1L, order, Duration.ofDays(1));
      larder.export(file(), state -> progress.add(state.entries()));
    }
    assertTrue(!progress.isEmpty());
    Path stored = directory.resolve("store");
    try (Larder imported = Larder.builder().clock(clock).directory(stored).importFrom(file())) {
      check(imported, text, order, seed);
    }
    try (Larder reopened = Larder.builder().clock(clock).directory(stored).open()) {
      check(reopened, text, order, seed);
      reopened.counter("more").increment();
      assertThrows(
          LarderStorageException.class,
          () -> Larder.builder().directory(stored).importFrom(file()),
          "the directory is in use");
    }
    assertThrows(
        IllegalStateException.class, () -> Larder.builder().directory(stored).importFrom(file()));
    try (Larder imported = Larder.builder().clock(clock).importFrom(file())) {
      imported.export(directory.resolve("again.jsonl"));
      assertEquals(
          Files.readAllLines(file()).stream().sorted().toList(),
          Files.readAllLines(directory.resolve("again.jsonl")).stream().sorted().toList());
    }
  }

  private void check(Larder larder, String text, Order order, long seed) {
    assertEquals(order, larder.map("orders", Long.class, Order.class).get(1L));
    assertEquals(
        Duration.ofDays(1), larder.map("orders", Long.class, Order.class).timeToLive(1L).get());
    larder.delete("orders");
    assertEquals(text, Script.text(larder), "seed " + seed);
    larder.map("orders", Long.class, Order.class).put(1L, order, Duration.ofDays(1));
  }

  @Test
  void aBadLineIsNamed() throws IOException {
    Map<String, String> bad =
        Map.of(
            "", "line 1 ",
            "{\"larder\":1}\n{\"key\":1}", "line 2 ",
            "{\"larder\":1}\n{\"name\":\"m\",\"kind\":\"map\",\"of\":[\"string\"]}", "line 2 ",
            "{\"larder\":1}\n{\"name\":\"m\",\"kind\":\"nap\",\"of\":[\"string\"]}", "line 2 ",
            "{\"larder\":1}\n[1", "line 2 ");
    for (Map.Entry<String, String> one : bad.entrySet()) {
      Files.writeString(file(), one.getKey());
      LarderStorageException refused =
          assertThrows(LarderStorageException.class, () -> Larder.importFrom(file()));
      assertTrue(
          one.getKey().isEmpty() || refused.getMessage().contains(one.getValue()),
          refused.getMessage());
    }
    Files.writeString(file(), "{\"larder\":2}");
    assertThrows(LarderStorageException.class, () -> Larder.importFrom(file()));
  }
}
