package dev.larder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** inspect and verify: what they say, with which status, and that they touch nothing. */
class InspectToolTest {
  @TempDir Path directory;

  @BeforeEach
  void fill() {
    // Always, so that each change is a batch of its own, and proven by the next.
    try (Larder larder = Larder.builder().directory(directory).sync(Sync.ALWAYS).open()) {
      LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);
      for (int i = 0; i < 10; i++) {
        map.put("key" + i, i);
      }
    }
  }

  private Path journal() throws IOException {
    return DamagedFiles.of(directory, "journal-").get(0);
  }

  @Test
  void aGoodStoreIsGood() throws IOException {
    Map<String, String> before = DamagedFiles.contents(directory);
    ToolRun inspect = ToolRun.of("inspect", directory);
    assertEquals(0, inspect.status(), inspect.err());
    String line = inspect.out().lines().filter(l -> l.startsWith("journal ")).findFirst().get();
    assertTrue(line.contains(journal().getFileName().toString()), line);
    assertTrue(line.contains(Files.size(journal()) + " bytes"), line);
    assertTrue(line.contains("offsets 0 to "), line);
    assertTrue(line.contains("generation 1"), line);
    assertTrue(inspect.out().contains("manifest  manifest"), inspect.out());
    ToolRun verify = ToolRun.of("verify", directory);
    assertEquals(0, verify.status(), verify.err());
    assertEquals("good: opening reads everything\n", verify.out());
    assertEquals(before, DamagedFiles.contents(directory));
  }

  @Test
  void anOpenStoreCanBeLookedAt() {
    try (Larder larder = Larder.open(directory)) {
      larder.sync();
      assertEquals(0, ToolRun.of("verify", directory).status());
      larder.map("m", String.class, Integer.class).put("still", 1);
      larder.sync();
    }
    assertEquals(0, ToolRun.of("verify", directory).status());
  }

  @Test
  void aFlippedBitInTheMiddleIsFound() throws IOException {
    List<Integer> begins = DamagedFiles.batches(journal());
    int begin = begins.get(begins.size() / 2);
    DamagedFiles.flipBit(journal(), begin + 70);
    Map<String, String> before = DamagedFiles.contents(directory);
    for (String tool : List.of("inspect", "verify")) {
      ToolRun run = ToolRun.of(tool, directory);
      assertEquals(1, run.status(), run.err());
      String damage =
          "damage: "
              + journal().getFileName()
              + " bytes "
              + begin
              + " to "
              + begins.get(begins.size() / 2 + 1);
      assertTrue(run.out().contains(damage), run.out());
      assertTrue(run.out().contains("expected checksum"), run.out());
      assertTrue(run.out().contains("opening refuses it"), run.out());
      assertTrue(run.out().contains("damaged at byte " + begin), run.out());
    }
    assertEquals(before, DamagedFiles.contents(directory));
  }

  @Test
  void aTornEndIsCut() throws IOException {
    List<Integer> begins = DamagedFiles.batches(journal());
    int last = begins.get(begins.size() - 1);
    DamagedFiles.cutTo(journal(), last + 20);
    ToolRun run = ToolRun.of("verify", directory);
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("opening cuts it off"), run.out());
    assertTrue(run.out().contains("from byte " + last), run.out());
    Larder.open(directory).close();
    assertEquals(0, ToolRun.of("verify", directory).status());
  }

  @Test
  void damageOfTheManifestIsFound() throws IOException {
    Path manifest = directory.resolve("manifest");
    DamagedFiles.flipBit(manifest, 20);
    ToolRun run = ToolRun.of("inspect", directory);
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("damage: manifest bytes "), run.out());
    Files.delete(manifest);
    run = ToolRun.of("inspect", directory);
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("a manifest beside"), run.out());
  }

  @Test
  void aSegmentOfAnotherNameIsFound() throws IOException {
    Files.move(journal(), directory.resolve("journal-00000000000000000100.log"));
    ToolRun run = ToolRun.of("verify", directory);
    assertEquals(1, run.status(), run.err());
    assertTrue(run.out().contains("expected base offset 100, found 0"), run.out());
  }

  @Test
  void whatIsNoStoreCantBeLookedAt(@TempDir Path other) throws IOException {
    for (String tool : List.of("inspect", "verify", "dump")) {
      assertEquals(2, ToolRun.of(tool, other).status());
      assertEquals(2, ToolRun.of(tool, other.resolve("none")).status());
      assertEquals(2, ToolRun.of(tool).status());
      assertEquals(2, ToolRun.of(tool, other, other).status());
    }
    Files.writeString(other.resolve("letter.txt"), "dear");
    assertEquals(2, ToolRun.of("verify", other).status());
    assertEquals(2, ToolRun.of("salvage", other, other.resolve("to")).status());
    assertTrue(Files.notExists(other.resolve("to")));
  }
}
