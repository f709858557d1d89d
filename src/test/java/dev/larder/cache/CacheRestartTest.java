package dev.larder.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CacheBuilder;
import dev.larder.CacheExpiry;
import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.Sync;
import dev.larder.internal.journal.JournalOptions;
import dev.larder.internal.log.RecordingDisk;
import dev.larder.internal.store.Store;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a cache of a durable store is after a restart. */
class CacheRestartTest {
  private static final int ENTRIES = 100;

  private final MovableClock clock = new MovableClock();

  private Larder open(RecordingDisk disk) {
    JournalOptions options =
        new JournalOptions(Sync.NEVER, 1 << 20, 1 << 20, Long.MAX_VALUE, Long.MAX_VALUE);
    return Store.open(disk, options, clock, Long.MAX_VALUE);
  }

  private static CacheBuilder<String, Integer> builder(Larder larder) {
    return larder.cache("c", String.class, Integer.class);
  }

  /** Fills a cache and reads so that some entries are hotter; answers the order. */
  private static List<String> use(LarderCache<String, Integer> cache) {
    for (int i = 0; i < 2 * ENTRIES; i++) {
      cache.put("k" + i, i);
    }
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 1000; i++) {
      cache.get("k" + random.nextInt(random.nextInt(1, 2 * ENTRIES)));
      cache.put("k" + random.nextInt(2 * ENTRIES), i);
    }
    return order(cache);
  }

  private static List<String> order(LarderCache<String, Integer> cache) {
    return cache.policy().coldest(Integer.MAX_VALUE).collect(entry -> entry.key()).toList();
  }

  private static SortedMap<String, byte[]> copy(RecordingDisk disk) {
    return new TreeMap<>(disk.files());
  }

  private static String heatFile(Map<String, byte[]> files) {
    List<String> found = files.keySet().stream().filter(name -> name.startsWith("heat")).toList();
    assertEquals(1, found.size(), files.keySet()::toString);
    return found.get(0);
  }

  @Test
  void theOrderOfHeatIsTheSame() {
    RecordingDisk disk = new RecordingDisk();
    List<String> order;
    Map<String, Integer> content;
    try (Larder larder = open(disk)) {
      LarderCache<String, Integer> cache = builder(larder).maximumSize(ENTRIES).open();
      order = use(cache);
      content = Map.copyOf(cache);
    }
    for (int i = 0; i < 2; i++) {
      try (Larder larder = open(disk)) {
        LarderCache<String, Integer> cache = builder(larder).maximumSize(ENTRIES).open();
        assertEquals(order, order(cache));
        assertEquals(content, Map.copyOf(cache)); // which reads no entry by its key
        cache.close(); // writes it down too
        assertEquals(content, larder.map("c", String.class, Integer.class));
      }
    }
  }

  @Test
  void aLowerMaximumLeavesTheHottest() {
    RecordingDisk disk = new RecordingDisk();
    List<String> order;
    try (Larder larder = open(disk)) {
      order = use(builder(larder).maximumSize(ENTRIES).open());
    }
    try (Larder larder = open(disk)) {
      LarderCache<String, Integer> cache = builder(larder).maximumSize(ENTRIES / 2).open();
      assertEquals(ENTRIES / 2, cache.size());
      long hot = order.subList(ENTRIES / 2, ENTRIES).stream().filter(cache::containsKey).count();
      assertTrue(hot > ENTRIES / 4, () -> hot + " of the hotter half stayed");
    }
  }

  @Test
  void afterACrashTheOrderIsThatOfTheLastSnapshot() {
    RecordingDisk disk = new RecordingDisk();
    try (Larder larder = open(disk)) {
      LarderCache<String, Integer> cache = builder(larder).maximumSize(ENTRIES).open();
      List<String> order = use(cache);
      larder.snapshot();
      cache.put(order.get(0), -1);
      cache.remove(order.get(1));
      cache.put("new", 1);
      larder.sync();
      try (Larder after = open(RecordingDisk.of(copy(disk)))) {
        LarderCache<String, Integer> found = builder(after).maximumSize(ENTRIES).open();
        List<String> known = new ArrayList<>(order(found));
        assertTrue(known.remove("new"));
        List<String> expected = new ArrayList<>(order);
        expected.remove(1);
        assertEquals(expected, known);
        assertEquals(Map.copyOf(cache), Map.copyOf(found));
      }
    }
  }

  @Test
  void whateverIsWrongWithTheFileCostsTheOrderOnly() {
    RecordingDisk disk = new RecordingDisk();
    Map<String, Integer> content;
    try (Larder larder = open(disk)) {
      LarderCache<String, Integer> cache = builder(larder).maximumSize(5).open();
      for (int i = 0; i < 10; i++) {
        cache.put("k" + i, i);
      }
      content = Map.copyOf(cache);
    }
    String file = heatFile(disk.files());
    byte[] good = disk.files().get(file);
    for (int i = 0; i <= good.length; i++) {
      SortedMap<String, byte[]> files = copy(disk);
      byte[] bad = good.clone();
      if (i < good.length) {
        bad[i] = (byte) (bad[i] ^ 1);
      }
      files.put(file, i < good.length ? bad : new byte[0]);
      assertOpens(files, content);
      files.put(file, Arrays.copyOf(good, i));
      assertOpens(files, content);
    }
    SortedMap<String, byte[]> files = copy(disk);
    files.remove(file);
    assertOpens(files, content);
  }

  private void assertOpens(Map<String, byte[]> files, Map<String, Integer> content) {
    try (Larder larder = open(RecordingDisk.of(files))) {
      LarderCache<String, Integer> cache = builder(larder).maximumSize(5).open();
      assertEquals(content, cache);
      cache.put("new", 1);
      assertEquals(5, cache.size());
    }
  }

  @Test
  void theFileGoesWithTheName() {
    RecordingDisk disk = new RecordingDisk();
    try (Larder larder = open(disk)) {
      use(builder(larder).maximumSize(ENTRIES).open());
    }
    String file = heatFile(disk.files());
    SortedMap<String, byte[]> files = copy(disk);
    files.put(file + "-3.new", new byte[3]); // a crash left it
    RecordingDisk other = RecordingDisk.of(files);
    try (Larder larder = open(other)) {
      assertEquals(file, heatFile(other.files()));
      larder.delete("c");
    }
    open(other).close();
    assertFalse(other.files().containsKey(file));

    try (Larder larder = open(disk);
        LarderCache<String, Integer> cache = builder(larder).maximumSize(ENTRIES).open()) {
      cache.clear();
    }
    assertFalse(disk.files().containsKey(file));
  }

  @Test
  void readsMoveWhatIsThereAfterARestartAndLeaveNoRecords() {
    RecordingDisk disk = new RecordingDisk();
    try (Larder larder = open(disk)) {
      LarderCache<String, Integer> cache =
          builder(larder).expireAfterAccess(Duration.ofMinutes(10)).open();
      cache.put("read", 1);
      cache.put("unread", 2);
      cache.put("short", 3, Duration.ofMinutes(1));
      larder.sync();
      int before = disk.position();
      clock.advance(Duration.ofMinutes(8));
      for (int i = 0; i < 1000; i++) {
        assertEquals(1, cache.get("read"));
      }
      larder.sync();
      assertEquals(before, disk.position());
    }
    try (Larder larder = open(disk)) {
      assertEquals(2, larder.map("c", String.class, Integer.class).size());
    }
    clock.advance(Duration.ofMinutes(5));
    try (Larder larder = open(disk)) {
      LarderCache<String, Integer> cache =
          builder(larder).expireAfterAccess(Duration.ofMinutes(10)).open();
      assertEquals(Map.of("read", 1), Map.copyOf(cache));
      assertEquals(1, cache.get("read"));
    }
    clock.advance(Duration.ofMinutes(9));
    try (Larder larder = open(disk)) {
      assertEquals(Map.of("read", 1), Map.copyOf(larder.map("c", String.class, Integer.class)));
      clock.advance(Duration.ofMinutes(1));
      assertNull(larder.map("c", String.class, Integer.class).get("read"));
    }
  }

  @Test
  void aDeadlineThatAReadHasBroughtForwardIsThereToo() {
    RecordingDisk disk = new RecordingDisk();
    CacheExpiry<String, Integer> onceRead =
        new CacheExpiry<>() {
          @Override
          public Duration afterCreate(String key, Integer value) {
            return Duration.ofHours(1);
          }

          @Override
          public Duration afterRead(String key, Integer value, Duration remaining) {
            return Duration.ofMinutes(1);
          }
        };
    try (Larder larder = open(disk)) {
      LarderCache<String, Integer> cache = builder(larder).expireAfter(onceRead).open();
      cache.put("a", 1);
      cache.put("b", 2);
      cache.get("a");
    }
    clock.advance(Duration.ofMinutes(2));
    try (Larder larder = open(disk)) {
      assertEquals(Map.of("b", 2), Map.copyOf(larder.map("c", String.class, Integer.class)));
    }
  }

  @Test
  void theOrderDiffersFromThatOfTheKeys() {
    try (Larder larder = open(new RecordingDisk())) {
      LarderCache<String, Integer> cache = builder(larder).maximumSize(ENTRIES).open();
      List<String> order = use(cache);
      assertNotEquals(List.copyOf(cache.keySet()), order); // or the tests above show nothing
    }
  }
}
