package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.SnapshotProgress;
import dev.larder.Sync;
import dev.larder.internal.cell.Name;
import dev.larder.internal.log.CrashState;
import dev.larder.internal.log.CrashStates;
import dev.larder.internal.log.RecordingDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots replace the journal before them, whatever is done meanwhile. */
public class SnapshotTest {
  @TempDir Path directory;

  private List<String> files(String prefix) throws IOException {
    try (Stream<Path> all = Files.list(directory)) {
      return all.map(f -> f.getFileName().toString())
          .filter(f -> f.startsWith(prefix))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyKindComesBackFromASnapshot() throws IOException {
    Map<String, String> map = new HashMap<>();
    List<Integer> list = new ArrayList<>();
    List<SnapshotProgress> progress = new ArrayList<>();
    List<String> streams = new ArrayList<>();
    try (Larder larder = Larder.open(directory)) {
      for (int i = 0; i < 10_000; i++) {
        map.put("k" + i, "v" + i);
        list.add(i);
      }
      larder.map("m", String.class, String.class).putAll(map);
      larder.list("l", Integer.class).addAll(list);
      larder.set("s", String.class).addAll(map.keySet());
      larder.counter("c").add(7);
      larder.value("v", String.class).set("x");
      larder
          .sortedSet("z", Integer.class)
          .addAll(list.stream().collect(Collectors.toMap(i -> i, i -> (double) i)));
      for (int i = 0; i < 1_000; i++) {
        Streams.step(larder, "x", i, new SplittableRandom(i));
      }
      streams.add(Streams.text(larder, "x"));
      larder.snapshot(progress::add);
      assertEquals(List.of(), files("journal"));
      assertEquals(1, files("snapshot").size());
      larder.snapshot(); // nothing has changed
      larder.map("m", String.class, String.class).put("after", "1");
      larder.list("l", Integer.class).remove(0);
    }
    map.put("after", "1");
    list.remove(0);
    SnapshotProgress last = progress.get(progress.size() - 1);
    assertEquals(40_002, last.entries() - Streams.length(streams.get(0)));
    for (int i = 0; i < 3; i++) {
      try (Larder larder = Larder.open(directory)) {
        assertEquals(map, larder.map("m", String.class, String.class));
        assertEquals(list, larder.list("l", Integer.class));
        assertEquals(10_000, larder.set("s", String.class).size());
        assertEquals(7, larder.counter("c").get());
        assertEquals("x", larder.value("v", String.class).get());
        assertEquals(streams.get(0), Streams.text(larder, "x"));
        assertEquals(9_999, larder.sortedSet("z", Integer.class).last().get().score());
        larder.snapshot();
      }
      try (Larder untouched = Larder.open(directory)) {
        untouched.counter("d").increment();
        untouched.snapshot(); // of what no handle has asked for
      }
    }
  }

  @Test
  void writersGoOnMeanwhile() throws Exception {
    long seed = new SplittableRandom().nextLong();
    AtomicBoolean stop = new AtomicBoolean();
    List<Thread> writers = new ArrayList<>();
    Map<String, Map<String, String>> expected;
    List<Integer> list;
    try (Larder larder = Larder.builder().directory(directory).sync(Sync.NEVER).open()) {
      for (int t = 0; t < 3; t++) {
        SplittableRandom random = new SplittableRandom(seed + t);
        int thread = t;
        writers.add(new Thread(() -> write(larder, random, thread, stop)));
      }
      writers.forEach(Thread::start);
      for (int i = 0; i < 10; i++) {
        larder.snapshot();
      }
      stop.set(true);
      for (Thread writer : writers) {
        writer.join();
      }
      expected =
          larder.names().stream()
              .filter(name -> name.startsWith("m"))
              .collect(
                  Collectors.toMap(
                      name -> name,
                      name -> new HashMap<>(larder.map(name, String.class, String.class))));
      list = List.copyOf(larder.list("list", Integer.class));
    }
    assertEquals(1, files("snapshot").size());
    try (Larder larder = Larder.open(directory)) {
      assertEquals(list, larder.list("list", Integer.class), "seed " + seed);
      expected.forEach(
          (name, map) ->
              assertEquals(map, larder.map(name, String.class, String.class), "seed " + seed));
      assertEquals(
          expected.keySet(),
          larder.names().stream().filter(n -> n.startsWith("m")).collect(Collectors.toSet()));
    }
  }

  private static void write(
      Larder larder, SplittableRandom random, int thread, AtomicBoolean stop) {
    LarderList<Integer> list = larder.list("list", Integer.class);
    for (int i = 0; !stop.get(); i++) {
      String name = "m" + thread + random.nextInt(4);
      LarderMap<String, String> map = larder.map(name, String.class, String.class);
      switch (random.nextInt(12)) {
        case 0 -> larder.rename(name, "m" + thread + random.nextInt(4));
        case 1 -> larder.delete(name);
        case 2, 3 -> list.deque().addFirst(i);
        case 4, 5 -> list.deque().pollLast();
        case 6 -> map.remove("k" + random.nextInt(50));
        case 7 ->
            map.putAll(
                IntStream.range(0, 5).boxed().collect(Collectors.toMap(k -> "k" + k, k -> "all")));
        default -> map.put("k" + random.nextInt(50), "v" + i);
      }
    }
  }

  /** A snapshot may hold some of what came while it was written, so all of that must be there. */
  @Test
  void whatChangesMeanwhileIsOnTheDiskWhenItIsValid() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    RecordingDisk disk = new RecordingDisk();
    try (Larder larder = Stores.open(disk, Sync.NEVER)) {
      larder.value("v", String.class).set("x");
      larder.snapshot(progress -> larder.counter("c").increment());
      long count = larder.counter("c").get();
      assertTrue(count > 0);
      CrashStates crashes = CrashStates.of(disk);
      for (int i = 0; i < 50; i++) {
        CrashState crash = crashes.random(random, crashes.operations());
        try (Larder after = Stores.open(crash.reboot())) {
          assertEquals(count, after.counter("c").get(), () -> crash + ", seed " + seed);
          assertEquals("x", after.value("v", String.class).get());
        }
      }
    }
  }

  /** A handle that gives what was restored its types changes nothing, so no record defines them. */
  @Test
  void aTypeThatNothingWasRecordedWithYetIsInTheSnapshot() {
    Name key = Name.of("k");
    try (Larder larder = Larder.open(directory)) {
      DatabaseScript.db(larder, 0).hash(Name.of("h")).put(key, new byte[] {'v'});
    }
    try (Larder larder = Larder.open(directory)) {
      assertEquals("v", larder.map("h", String.class, String.class).get("k"));
      larder.snapshot();
    }
    try (Larder larder = Larder.open(directory)) {
      assertEquals("v", larder.map("h", String.class, String.class).get("k"));
    }
  }

  @Test
  void aSnapshotIsTakenWhenTheJournalHasGrown() {
    try (Larder larder = Larder.builder().directory(directory).snapshotAfter(20_000).open()) {
      for (int i = 0; i < 10_000; i++) {
        larder.map("m", String.class, Integer.class).put("same", i);
      }
      larder.sync();
      Awaitility.await().until(() -> !files("snapshot").isEmpty());
    }
    try (Larder larder = Larder.open(directory)) {
      assertEquals(9_999, larder.map("m", String.class, Integer.class).get("same"));
      assertTrue(larder.recovery().get().changes() < 10_000);
    }
  }

  @Test
  void aSnapshotIsTakenWhenTheLastOneIsOld() {
    try (Larder larder =
        Larder.builder().directory(directory).snapshotEvery(Duration.ofMillis(1)).open()) {
      larder.counter("c").increment();
      Awaitility.await().until(() -> !files("snapshot").isEmpty());
    }
  }

  @Test
  void aSnapshotThatFailsLeavesTheLastOneInForce() throws IOException {
    try (Larder larder = Larder.open(directory)) {
      larder.counter("c").set(1);
      larder.snapshot();
      List<String> before = files("snapshot");
      larder.counter("c").set(2);
      IllegalStateException mine =
          assertThrows(
              IllegalStateException.class,
              () ->
                  larder.snapshot(
                      progress -> {
                        throw new IllegalStateException("no");
                      }));
      assertEquals("no", mine.getMessage());
      assertTrue(files("snapshot").containsAll(before));
      larder.counter("c").set(3);
      larder.snapshot();
      assertEquals(1, files("snapshot").size());
    }
    try (Larder larder = Larder.open(directory)) {
      assertEquals(3, larder.counter("c").get());
    }
  }
}
