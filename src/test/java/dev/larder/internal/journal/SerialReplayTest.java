package dev.larder.internal.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.Sync;
import dev.larder.Transaction;
import dev.larder.internal.log.Batch;
import dev.larder.internal.log.FileDisk;
import dev.larder.internal.log.SegmentFormat.Kind;
import dev.larder.internal.log.SegmentReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * P7: transactions and single changes together are strictly serialisable, and the journal says in
 * which order: replayed serially, it reproduces everything that was read in the run.
 */
public class SerialReplayTest {
  private static final int THREADS = 8;
  private static final int MAPS = 3;
  private static final int KEYS = 6;

  @TempDir Path directory;

  @Test
  void theJournalIsTheSerialOrder() throws Exception {
    run(Integer.getInteger("larder.replay.changes", 200_000));
  }

  @Tag("long")
  @Test
  void theJournalIsTheSerialOrderForLong() throws Exception {
    run(100_000_000);
  }

  private void run(int changes) throws Exception {
    long seed = new SplittableRandom().nextLong();
    Map<String, String> results = new ConcurrentHashMap<>();
    Map<String, Map<String, String>> left = new HashMap<>();
    try (Larder larder =
        Larder.builder()
            .directory(directory)
            .sync(Sync.NEVER)
            .snapshotAfter(Long.MAX_VALUE)
            .open()) {
      ExecutorService threads = Executors.newFixedThreadPool(THREADS);
      List<Future<?>> running = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        SplittableRandom random = new SplittableRandom(seed + t);
        running.add(
            threads.submit(
                () -> {
                  for (int i = 0; i < changes / THREADS; i++) {
                    change(larder, random, thread + "-" + i, results);
                  }
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
      threads.shutdown();
      for (String name : larder.names()) {
        if (!name.equals("list")) {
          left.put(name, Map.copyOf(larder.map(name, String.class, String.class)));
        }
      }
    }
    SerialModel model = replay(results, seed);
    assertEquals(left, model.maps(), "seed " + seed);
    assertEquals(Set.of(), model.missing(), "seed " + seed);
    assertTrue(model.checked() > changes, "so much was compared: " + model.checked());
  }

  private SerialModel replay(Map<String, String> results, long seed) throws Exception {
    SerialModel model = new SerialModel(results);
    FileDisk disk = new FileDisk(directory);
    List<String> segments =
        disk.list().stream().filter(file -> Kind.JOURNAL.offsetOf(file) >= 0).sorted().toList();
    for (String segment : segments) {
      try (SegmentReader reader = SegmentReader.open(disk, segment, Kind.JOURNAL)) {
        for (Batch batch = reader.next(); batch != null; batch = reader.next()) {
          if (!batch.isControl()) {
            batch.forEach((offset, bytes, from, length) -> model.replay(bytes, from, length));
          }
        }
      } catch (AssertionError e) {
        throw new AssertionError(e.getMessage() + ", seed " + seed, e);
      }
    }
    return model;
  }

  private static String map(SplittableRandom random) {
    return "map" + random.nextInt(MAPS);
  }

  private static String key(SplittableRandom random) {
    return "k" + random.nextInt(KEYS);
  }

  private static String text(@Nullable String value) {
    return value == null ? "-" : value;
  }

  private static void change(
      Larder larder, SplittableRandom random, String number, Map<String, String> results) {
    String name = map(random);
    LarderMap<String, String> map = larder.map(name, String.class, String.class);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> {
        // The answer has to be known before the replay only, so it may be noted afterwards.
        results.put(number, text(map.put(key(random), number)));
      }
      case 3 -> map.remove(key(random));
      case 4 -> {
        String absent = key(random);
        if (map.putIfAbsent(absent, number) == null) {
          results.put(number, "-");
        }
      }
      case 5 -> larder.rename(name, map(random));
      default -> transact(larder, random.split(), number);
    }
  }

  private static void transact(Larder larder, SplittableRandom random, String number) {
    String[] maps = {map(random), map(random), map(random)};
    String[] keys = {key(random), key(random), key(random)};
    int kind = random.nextInt(4);
    larder.inTransaction(
        tx -> {
          StringBuilder reads = new StringBuilder("read ");
          for (int i = 0; i < maps.length; i++) {
            reads.append(maps[i] + "." + keys[i] + "=");
            reads.append(text(map(tx, larder, maps[i]).get(keys[i])) + ";");
          }
          if (kind == 0) {
            LarderList<String> list = tx.on(larder.list("list", String.class));
            reads.append("list.first=" + text(list.isEmpty() ? null : list.remove(0)));
          } else if (kind == 1) {
            tx.on(larder.list("list", String.class)).add(number);
          } else if (kind == 2) {
            map(tx, larder, maps[0]).remove(keys[0]);
          }
          map(tx, larder, maps[1]).put(keys[1], number);
          map(tx, larder, SerialModel.LOG).put(number, reads.toString());
        });
  }

  private static LarderMap<String, String> map(Transaction tx, Larder larder, String name) {
    return tx.on(larder.map(name, String.class, String.class));
  }
}
