package dev.larder.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.DamagedStoreException;
import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.LarderStorageException;
import dev.larder.Sync;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * salvage: what it makes opens, holds all but what is lost, and the damaged store stays as it is.
 */
class SalvageToolTest {
  private static final int ENTRIES = 40;

  @TempDir Path parent;

  private Path from() {
    return parent.resolve("from");
  }

  private Path to() {
    return parent.resolve("to");
  }

  private Larder open() {
    return Larder.builder().directory(from()).sync(Sync.ALWAYS).open();
  }

  private static LarderMap<Integer, String> map(Larder larder) {
    return larder.map("m", Integer.class, String.class);
  }

  /** Each entry in a batch of its own. */
  private void fill() {
    try (Larder larder = open()) {
      for (int i = 0; i < ENTRIES; i++) {
        map(larder).put(i, "value " + i);
      }
    }
  }

  private Path journal() throws IOException {
    return DamagedFiles.of(from(), "journal-").get(0);
  }

  private ToolRun salvage(int status) throws IOException {
    Map<String, String> before = DamagedFiles.contents(from());
    ToolRun run = ToolRun.of("salvage", from(), to());
    assertEquals(status, run.status(), run.out() + run.err());
    assertEquals(before, DamagedFiles.contents(from()));
    ToolRun verify = ToolRun.of("verify", to());
    assertEquals(0, verify.status(), verify.out() + verify.err());
    return run;
  }

  @Test
  void aGoodStoreIsCopiedWhole() throws IOException {
    try (Larder larder = open()) {
      map(larder).put(1, "a");
      map(larder).put(2, "b", Duration.ofDays(100_000));
      larder.set("s", String.class).add("x");
      larder.list("l", String.class).addAll(List.of("p", "q", "r"));
      larder.list("l", String.class).remove("q");
      larder.sortedSet("z", String.class).add("who", 2.5);
      larder.counter("c").add(7);
      larder.snapshot();
      larder.value("v", String.class).set("text");
      larder.delete("s");
      larder.list("gone", String.class).add("x");
      larder.list("gone", String.class).clear();
    }
    ToolRun run = salvage(0);
    assertTrue(run.out().contains("salvaged to " + to()), run.out());
    for (int i = 0; i < 2; i++) {
      try (Larder larder = Larder.open(to())) {
        assertEquals("", larder.recovery().get().cut());
        assertEquals(
            new TreeSet<>(List.of("m", "l", "z", "c", "v")), new TreeSet<>(larder.names()));
        assertEquals(Map.of(1, "a", 2, "b"), map(larder));
        assertEquals(List.of("p", "r"), larder.list("l", String.class));
        assertEquals(2.5, larder.sortedSet("z", String.class).score("who").getAsDouble());
        assertEquals(7 + i, larder.counter("c").get());
        assertEquals("text", larder.value("v", String.class).get());
        larder.counter("c").increment();
        larder.snapshot();
      }
    }
  }

  @Test
  void allButTheDamagedBatchIsThere() throws IOException {
    fill();
    List<Integer> begins = DamagedFiles.batches(journal());
    DamagedFiles.flipBit(journal(), begins.get(20) + 80);
    DamagedFiles.flipBit(journal(), begins.get(30) + 8); // a length
    assertThrows(DamagedStoreException.class, () -> Larder.open(from()));
    ToolRun run = salvage(1);
    String file = journal().getFileName().toString();
    for (int batch : List.of(20, 30)) {
      String lost = file + " bytes " + begins.get(batch) + " to " + begins.get(batch + 1);
      assertTrue(run.out().contains("lost: " + lost), run.out());
    }
    try (Larder larder = Larder.open(to())) {
      Map<Integer, String> found = new TreeMap<>(map(larder));
      assertEquals(ENTRIES - 2, found.size(), run.out());
      found.forEach((key, value) -> assertEquals("value " + key, value));
    }
  }

  @Test
  void aWrongOffsetCostsItsBatchOnly() throws IOException {
    fill();
    List<Integer> begins = DamagedFiles.batches(journal());
    DamagedFiles.flipBit(journal(), begins.get(20) + 3); // no checksum covers it
    salvage(1);
    try (Larder larder = Larder.open(to())) {
      assertEquals(ENTRIES - 1, map(larder).size());
    }
  }

  @Test
  void aSegmentWithoutAHeaderIsRead() throws IOException {
    fill();
    DamagedFiles.flipBit(journal(), 70);
    salvage(1);
    try (Larder larder = Larder.open(to())) {
      assertEquals(ENTRIES, map(larder).size());
    }
  }

  @Test
  void bytesThatLookLikeABatchAreNone() throws IOException {
    fill();
    byte[] journal = Files.readAllBytes(journal());
    try (Larder larder = open()) {
      larder.value("v", byte[].class).set(journal); // holds good batches of an earlier file
      map(larder).put(-1, "last");
    }
    Path newest = DamagedFiles.of(from(), "journal-").get(1);
    List<Integer> begins = DamagedFiles.batches(newest);
    for (int i = 1; i < begins.size(); i++) {
      if (begins.get(i) - begins.get(i - 1) > journal.length) {
        DamagedFiles.flipBit(newest, begins.get(i) - 1);
      }
    }
    salvage(1);
    try (Larder larder = Larder.open(to())) {
      assertEquals(ENTRIES + 1, map(larder).size());
      assertEquals(new TreeSet<>(List.of("m")), new TreeSet<>(larder.names()));
    }
  }

  @Test
  void theManifestIsNotNeeded() throws IOException {
    fill();
    try (Larder larder = open()) {
      larder.snapshot();
      map(larder).put(-1, "after");
    }
    Path manifest = from().resolve("manifest");
    DamagedFiles.flipBit(manifest, 30);
    assertTrue(salvage(1).out().contains("lost: manifest bytes "));
    try (Larder larder = Larder.open(to())) {
      assertEquals(ENTRIES + 1, map(larder).size());
    }
  }

  @Test
  void withoutTheSnapshotWhatCameAfterIsThere() throws IOException {
    fill();
    try (Larder larder = open()) {
      larder.snapshot();
      map(larder).put(-1, "of a map that nobody knows");
      larder.set("new", String.class).add("x");
      larder.map("n", Integer.class, String.class).put(1, "of known types, which are lost");
    }
    Files.delete(DamagedFiles.of(from(), "snapshot-").get(0));
    assertThrows(LarderStorageException.class, () -> Larder.open(from()));
    ToolRun run = salvage(1);
    assertTrue(run.out().contains("is not there: all that was changed before offset"), run.out());
    assertTrue(run.out().contains("it is not known any more what collection"), run.out());
    assertTrue(run.out().contains("expected a type that was defined"), run.out());
    try (Larder larder = Larder.open(to())) {
      assertEquals(new TreeSet<>(List.of("new")), new TreeSet<>(larder.names()));
      assertTrue(larder.set("new", String.class).contains("x"));
    }
  }

  @Test
  void aListKeepsWhatItHadBeforeTheLostChange() throws IOException {
    try (Larder larder = open()) {
      for (int i = 0; i < 10; i++) {
        larder.list("l", Integer.class).add(i);
      }
      larder.counter("c").increment();
    }
    List<Integer> begins = DamagedFiles.batches(journal());
    // Header, definition and name with the first item or apart, then an item each; counter, end.
    DamagedFiles.flipBit(journal(), begins.get(begins.size() - 8) + 70);
    ToolRun run = salvage(1);
    assertTrue(run.out().contains("earlier changes of list"), run.out());
    try (Larder larder = Larder.open(to())) {
      List<Integer> list = larder.list("l", Integer.class);
      assertTrue(!list.isEmpty() && list.size() < 9, list + run.out());
      for (int i = 0; i < list.size(); i++) {
        assertEquals(i, list.get(i));
      }
      assertEquals(1, larder.counter("c").get());
    }
  }

  @Test
  void aListInADamagedSnapshotKeepsTheRest() throws IOException {
    String padding = "x".repeat(1000);
    try (Larder larder = open()) {
      for (int i = 0; i < 2000; i++) {
        larder.list("l", String.class).add(i + padding);
      }
      larder.snapshot();
    }
    Path snapshot = DamagedFiles.of(from(), "snapshot-").get(0);
    List<Integer> begins = DamagedFiles.batches(snapshot);
    DamagedFiles.flipBit(snapshot, begins.get(3) + 1000);
    ToolRun run = salvage(1);
    assertTrue(run.out().contains("items of list"), run.out());
    try (Larder larder = Larder.open(to())) {
      List<String> list = larder.list("l", String.class);
      assertTrue(list.size() > 1000 && list.size() < 2000, "" + list.size());
      assertEquals("1999" + padding, list.get(list.size() - 1));
    }
  }

  @Test
  void aClearThatIsLostIsDone() throws IOException {
    fill();
    try (Larder larder = open()) {
      larder.clear();
    }
    try (Larder larder = open()) {
      larder.counter("c").increment();
    }
    Path cleared = DamagedFiles.of(from(), "journal-").get(1);
    DamagedFiles.flipBit(cleared, DamagedFiles.batches(cleared).get(1) + 70);
    ToolRun run = salvage(1);
    assertTrue(run.out().contains("cleared before"), run.out());
    try (Larder larder = Larder.open(to())) {
      assertEquals(new TreeSet<>(List.of("c")), new TreeSet<>(larder.names()));
    }
  }

  @Test
  void aMissingSegmentIsListed() throws IOException {
    for (int i = 0; i < 3; i++) {
      try (Larder larder = open()) {
        map(larder).put(i, "value " + i);
      }
    }
    Files.delete(DamagedFiles.of(from(), "journal-").get(1));
    ToolRun run = salvage(1);
    assertTrue(run.out().contains(" are in no file"), run.out());
    try (Larder larder = Larder.open(to())) {
      assertEquals(Map.of(0, "value 0", 2, "value 2"), map(larder));
    }
  }

  @Test
  void aWrongNameCostsNothing() throws IOException {
    fill();
    Files.move(journal(), from().resolve("journal-00000000000000000100.log"));
    salvage(1);
    try (Larder larder = Larder.open(to())) {
      assertEquals(ENTRIES, map(larder).size());
    }
  }

  @Test
  void theTargetMustBeEmpty() throws IOException {
    fill();
    assertEquals(2, ToolRun.of("salvage", from(), from()).status());
    assertEquals(2, ToolRun.of("salvage", from()).status());
    Files.createDirectories(to());
    Files.writeString(to().resolve("x"), "x");
    assertEquals(2, ToolRun.of("salvage", from(), to()).status());
  }
}
