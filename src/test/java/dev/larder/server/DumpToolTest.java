package dev.larder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.Sync;
import dev.larder.internal.json.JsonReader;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dump: a line of JSON for each change, of which each says what it did. */
class DumpToolTest {
  @TempDir Path directory;

  private List<Map<?, ?>> dump(int status) {
    ToolRun run = ToolRun.of("dump", directory);
    assertEquals(status, run.status(), run.err());
    return run.out().lines().<Map<?, ?>>map(line -> (Map<?, ?>) JsonReader.parse(line)).toList();
  }

  private static Map<?, ?> only(List<Map<?, ?>> lines, String change, String field, Object value) {
    return lines.stream()
        .filter(line -> change.equals(line.get("change")) && value.equals(line.get(field)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(change + " " + field + " " + value + ": " + lines));
  }

  private static void change(Larder larder) {
    larder.map("m", String.class, Integer.class).put("a\nb", 1);
    larder.map("m", String.class, Integer.class).remove("a\nb");
    larder.set("s", Long.class).add(7L);
    larder.list("l", String.class).addAll(List.of("x", "y"));
    larder.list("l", String.class).deque().removeFirst();
    larder.sortedSet("z", String.class).add("who", 1.5);
    larder.sortedSet("z", String.class).add("far", Double.POSITIVE_INFINITY);
    larder.counter("c").add(-3);
    larder.value("v", byte[].class).set(new byte[] {1, 2});
  }

  @Test
  void everyChangeIsALine() {
    try (Larder larder = Larder.open(directory)) {
      change(larder);
      larder.delete("v");
      larder.clear();
    }
    List<Map<?, ?>> lines = dump(0);
    Object map = only(lines, "bind", "name", "m").get("collection");
    assertEquals("map<string, int>", only(lines, "bind", "name", "m").get("type"));
    assertEquals(map, only(lines, "put", "key", "a\nb").get("collection"));
    assertEquals(1L, only(lines, "put", "key", "a\nb").get("value"));
    assertEquals(map, only(lines, "remove", "key", "a\nb").get("collection"));
    assertEquals(7L, only(lines, "put", "key", 7L).get("key"));
    assertTrue(lines.stream().anyMatch(l -> List.of("x", "y").equals(l.get("items"))), "" + lines);
    assertTrue(lines.stream().anyMatch(l -> Long.valueOf(1).equals(l.get("removed"))), "" + lines);
    only(lines, "score", "scores", List.of(List.of(new BigDecimal("1.5"), "who")));
    only(lines, "score", "scores", List.of(List.of("Infinity", "far")));
    assertEquals(-3L, only(lines, "value", "name", "c").get("value"));
    assertEquals("AQI=", only(lines, "value", "name", "v").get("value"));
    only(lines, "free", "name", "v");
    assertTrue(lines.stream().anyMatch(line -> "clear".equals(line.get("change"))));
    for (Map<?, ?> line : lines) {
      assertNotNull(line.get("offset"));
      assertTrue(line.get("time").toString().endsWith("Z"));
    }
  }

  @Test
  void theSnapshotComesFirst() {
    try (Larder larder = Larder.open(directory)) {
      change(larder);
      larder.snapshot();
      larder.counter("after").increment();
    }
    List<Map<?, ?>> lines = dump(0);
    assertEquals("state", lines.get(0).get("change"));
    assertEquals(true, lines.get(0).get("snapshot"));
    assertEquals("set<long>", only(lines, "bind", "name", "s").get("type"));
    Map<?, ?> last = lines.get(lines.size() - 1);
    assertEquals("after", last.get("name"));
    assertEquals(null, last.get("snapshot"));
  }

  @Test
  void damageIsReadOver() throws IOException {
    try (Larder larder = Larder.builder().directory(directory).sync(Sync.ALWAYS).open()) {
      change(larder);
    }
    Path journal = DamagedFiles.of(directory, "journal-").get(0);
    List<Integer> begins = DamagedFiles.batches(journal);
    int whole = dump(0).size();
    DamagedFiles.flipBit(journal, begins.get(2) + 65); // the definition, or the first name
    List<Map<?, ?>> lines = dump(1);
    assertTrue(lines.size() < whole, lines + " of " + whole);
    assertTrue(ToolRun.of("dump", directory).err().contains("bytes " + begins.get(2) + " to "));
  }
}
