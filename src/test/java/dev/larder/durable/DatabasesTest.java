package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderClosedException;
import dev.larder.LarderStorageException;
import dev.larder.internal.cell.Name;
import dev.larder.internal.journal.Salvage;
import dev.larder.internal.journal.StoreDump;
import dev.larder.internal.log.RecordingDisk;
import dev.larder.redis.internal.Db;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Databases 1 to 15 on a disk: beside snapshots, by salvage, dump, export and import. */
class DatabasesTest {
  private static final Name KEY = Name.of("k");

  @TempDir Path directory;

  private final RecordingDisk disk = new RecordingDisk();

  private static byte[] bytes(String text) {
    return text.getBytes();
  }

  /** Some contents of every kind in several databases; what they are. */
  private static String fill(Larder larder, long seed) {
    DatabaseScript script = new DatabaseScript(seed);
    for (int i = 0; i < 300; i++) {
      script.step(larder);
    }
    return DatabaseScript.textOf(larder);
  }

  @Test
  void whatManyDoBesideSnapshotsComesBack() throws Exception {
    long seed = new SplittableRandom().nextLong();
    for (int round = 0; round < 5; round++) {
      RecordingDisk used = new RecordingDisk();
      String text;
      try (Larder larder = Stores.open(used)) {
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
          List<Future<?>> all = new ArrayList<>();
          for (int i = 0; i < 3; i++) {
            DatabaseScript script = new DatabaseScript(seed + 3 * round + i);
            all.add(
                threads.submit(
                    () -> {
                      for (int step = 0; step < 400; step++) {
                        script.step(larder);
                      }
                    }));
          }
          for (int i = 0; i < 3; i++) {
            larder.snapshot();
          }
          for (Future<?> each : all) {
            each.get();
          }
        } finally {
          threads.shutdownNow();
        }
        text = DatabaseScript.textOf(larder);
      }
      for (int i = 0; i < 2; i++) {
        try (Larder larder = Stores.open(used)) {
          assertEquals(text, DatabaseScript.textOf(larder), "seed " + seed);
          larder.snapshot();
        }
      }
    }
  }

  @Test
  void aSalvageTakesThemAlong() throws IOException {
    long seed = new SplittableRandom().nextLong();
    String text;
    try (Larder larder = Stores.open(disk)) {
      text = fill(larder, seed);
      larder.snapshot();
      fill(larder, seed + 1);
      DatabaseScript.db(larder, 3).hash(Name.of("kept")).put(KEY, bytes("v")); // all may be clear
      text = DatabaseScript.textOf(larder);
    }
    RecordingDisk to = new RecordingDisk();
    Salvage.Report report = Salvage.copy(disk, to);
    assertEquals(List.of(), report.lost(), "seed " + seed);
    try (Larder larder = Stores.open(to)) {
      assertEquals(text, DatabaseScript.textOf(larder), "seed " + seed);
      assertTrue(report.names() > larder.names().size(), report + " of " + larder.names());
    }
  }

  /** That it was cleared is said again by what came after. */
  @Test
  void aClearingThatIsLostIsDone() throws IOException {
    RecordingDisk damaged = RecordingDisk.of(withADamagedClearing());
    RecordingDisk to = new RecordingDisk();
    assertEquals(1, Salvage.copy(damaged, to).lost().size());
    try (Larder larder = Stores.open(to)) {
      assertEquals(List.of(Name.of("after")), DatabaseScript.db(larder, 3).keys().all());
      assertEquals(List.of(KEY), DatabaseScript.db(larder, 4).keys().all());
      assertEquals(Set.of("own"), larder.names());
    }
  }

  private Map<String, byte[]> withADamagedClearing() {
    try (Larder larder = Stores.open(disk)) {
      DatabaseScript.db(larder, 0).hash(Name.of("own")).put(KEY, bytes("v"));
      DatabaseScript.db(larder, 3).hash(KEY).put(KEY, bytes("v"));
      DatabaseScript.db(larder, 4).hash(KEY).put(KEY, bytes("v"));
      larder.sync();
      larder.snapshot();
      DatabaseScript.db(larder, 3).shelf().engine().clear();
      larder.sync();
      DatabaseScript.db(larder, 3).hash(Name.of("after")).put(KEY, bytes("v"));
    }
    Map<String, byte[]> files = disk.files();
    String journal = files.keySet().stream().filter(f -> f.startsWith("journal")).toList().get(0);
    byte[] bytes = files.get(journal);
    int clearing = BatchBytes.starts(bytes).get(1);
    bytes[clearing + 70] ^= 1;
    return files;
  }

  @Test
  void aDumpNamesThem() throws IOException {
    try (Larder larder = Stores.open(disk)) {
      Db db = DatabaseScript.db(larder, 3);
      db.string(KEY).put(bytes("v"), 5_000_000);
      db.names().delete(KEY);
      db.shelf().engine().clear();
      db(larder, 0).string(KEY).put(bytes("own"), 5_000_000);
    }
    List<Map<String, @Nullable Object>> changes = new ArrayList<>();
    assertEquals(List.of(), StoreDump.of(disk, changes::add));
    assertEquals(
        List.of(
            "type null",
            "database 3",
            "value 3",
            "database 3",
            "free 3",
            "database 3",
            "value null"),
        changes.stream().map(c -> c.get("change") + " " + c.get("database")).toList());
  }

  private static Db db(Larder larder, int number) {
    return DatabaseScript.db(larder, number);
  }

  @Test
  void anExportHasThem() throws IOException {
    long seed = new SplittableRandom().nextLong();
    Path file = directory.resolve("export.jsonl");
    MovableClock clock = new MovableClock();
    String text;
    try (Larder larder = Larder.builder().clock(clock).open()) {
      text = fill(larder, seed);
      larder.export(file);
    }
    Path stored = directory.resolve("store");
    try (Larder larder = Larder.builder().clock(clock).directory(stored).importFrom(file)) {
      assertEquals(text, DatabaseScript.textOf(larder), "seed " + seed);
    }
    try (Larder larder = Larder.builder().clock(clock).directory(stored).open()) {
      assertEquals(text, DatabaseScript.textOf(larder), "seed " + seed);
    }
    assertThrows(
        IllegalStateException.class, () -> Larder.builder().directory(stored).importFrom(file));
    try (Larder larder = Larder.builder().clock(clock).importFrom(file)) {
      assertEquals(text, DatabaseScript.textOf(larder), "seed " + seed);
      larder.export(directory.resolve("again.jsonl"));
    }
    assertEquals(sorted(file), sorted(directory.resolve("again.jsonl")));
  }

  /** The lines of each database. */
  private static Map<String, List<String>> sorted(Path file) throws IOException {
    String all = "\n" + Files.readString(file);
    return List.of(all.split("\n(?=\\{\"database\")")).stream()
        .collect(
            Collectors.toMap(
                part -> part.lines().limit(2).toList().get(part.startsWith("\n") ? 1 : 0),
                part -> part.lines().sorted().toList()));
  }

  @Test
  void anExportNamesADatabaseBeforeWhatIsInIt() throws IOException {
    Path file = directory.resolve("export.jsonl");
    try (Larder larder = Larder.inMemory()) {
      db(larder, 3).hash(KEY).put(Name.of("f"), bytes("v"));
      db(larder, 5).shelf().engine().clear();
      larder.export(file);
    }
    assertEquals(
        List.of("{\"larder\":1}", "{\"database\":3}"), Files.readAllLines(file).subList(0, 2));
    assertEquals(4, Files.readAllLines(file).size());
    for (String number : List.of("0", "16", "-1", "\"3\"", "1.5", "null")) {
      Files.writeString(file, "{\"larder\":1}\n{\"database\":" + number + "}\n");
      LarderStorageException refused =
          assertThrows(LarderStorageException.class, () -> Larder.importFrom(file));
      assertTrue(refused.getMessage().contains("line 2 "), refused.getMessage());
    }
  }

  @Test
  void theyEndWithTheStore() {
    Larder larder = Stores.open(disk);
    Db before = db(larder, 3);
    larder.close();
    assertThrows(LarderClosedException.class, () -> before.hash(KEY).put(KEY, bytes("v")));
    assertThrows(LarderClosedException.class, () -> db(larder, 4).hash(KEY).put(KEY, bytes("v")));
    Larder memory = Larder.inMemory();
    memory.close();
    assertThrows(LarderClosedException.class, () -> db(memory, 4).hash(KEY).put(KEY, bytes("v")));
  }
}
