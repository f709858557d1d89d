package dev.larder.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CacheBuilder;
import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.LarderMap;
import dev.larder.Sync;
import dev.larder.internal.cell.Name;
import dev.larder.internal.journal.JournalOptions;
import dev.larder.internal.kind.Element;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.kind.WireNames;
import dev.larder.internal.log.RecordingDisk;
import dev.larder.internal.store.Store;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Caches of a durable store that stay out of its journal. */
class CacheInMemoryOnlyTest {
  private final MovableClock clock = new MovableClock();
  private final RecordingDisk disk = new RecordingDisk();

  private Larder open() {
    JournalOptions options =
        new JournalOptions(Sync.NEVER, 1 << 20, 1 << 20, Long.MAX_VALUE, Long.MAX_VALUE);
    return Store.open(disk, options, clock, Long.MAX_VALUE);
  }

  private static CacheBuilder<String, Integer> builder(Larder larder) {
    return larder.cache("c", String.class, Integer.class).maximumSize(100);
  }

  private static LarderMap<String, Integer> map(Larder larder, String name) {
    return larder.map(name, String.class, Integer.class);
  }

  @Test
  void nothingOfItIsWritten() {
    try (Larder larder = open()) {
      map(larder, "other").put("a", 1);
      larder.sync();
      int before = disk.position();
      try (LarderCache<String, Integer> cache = builder(larder).inMemoryOnly().open()) {
        for (int i = 0; i < 1000; i++) {
          cache.put("k" + i, i);
        }
        map(larder, "c").remove("k999");
        cache.clear();
        cache.put("again", 1);
        larder.expire("c", Duration.ofHours(1));
        larder.delete("c");
        larder.transact(tx -> tx.on(cache).put("last", 1));
        assertEquals(Map.of("last", 1), Map.copyOf(cache));
        larder.sync();
        assertEquals(before, disk.position());
      }
      larder.snapshot();
      assertTrue(larder.exists("c"));
    }
    try (Larder larder = open()) {
      assertEquals(Set.of("other"), larder.names());
      larder.set("c", String.class).add("the name is free");
    }
    try (Larder larder = open()) {
      assertTrue(larder.set("c", String.class).contains("the name is free"));
    }
  }

  @Test
  void valuesNeedNoCodec() {
    record Pair(Object one, Thread other) {}
    try (Larder larder = open()) {
      LarderCache<String, Pair> cache =
          larder.cache("c", String.class, Pair.class).inMemoryOnly().open();
      Pair pair = new Pair(this, Thread.currentThread());
      cache.put("k", pair);
      assertEquals(pair, cache.get("k"));
      larder.snapshot();
      cache.close();
      // The map that is there would have to be recorded.
      assertThrows(
          RuntimeException.class, () -> larder.cache("c", String.class, Pair.class).open());
      assertEquals(pair, larder.map("c", String.class, Pair.class).get("k"));
    }
    assertEquals(Set.of(), names());
  }

  private Set<String> names() {
    try (Larder larder = open()) {
      return larder.names();
    }
  }

  @Test
  void transactionsSpanItAndRecordedMaps() {
    try (Larder larder = open()) {
      LarderCache<String, Integer> cache = builder(larder).inMemoryOnly().open();
      larder.transact(
          tx -> {
            tx.on(cache).put("a", 1);
            tx.on(map(larder, "kept")).put("b", 2);
            return null;
          });
      larder.transact(
          tx -> {
            tx.on(map(larder, "kept")).put("c", tx.on(cache).remove("a"));
            return null;
          });
      assertFalse(cache.containsKey("a"));
    }
    try (Larder larder = open()) {
      assertEquals(Set.of("kept"), larder.names());
      assertEquals(Map.of("b", 2, "c", 1), Map.copyOf(map(larder, "kept")));
    }
  }

  @Test
  void whatWasRecordedLeavesTheDiskAndComesBackToIt() {
    try (Larder larder = open()) {
      map(larder, "c").put("a", 1);
      LarderCache<String, Integer> cache = builder(larder).inMemoryOnly().open();
      cache.put("b", 2);
      assertEquals(Map.of("a", 1, "b", 2), Map.copyOf(cache));
    }
    try (Larder larder = open()) {
      assertFalse(larder.exists("c"));
      LarderCache<String, Integer> cache = builder(larder).inMemoryOnly().open();
      cache.put("a", 1);
      cache.close();
      map(larder, "c").put("b", 2); // no cache is open on it, but it is the same map
    }
    try (Larder larder = open()) {
      assertFalse(larder.exists("c"));
      LarderCache<String, Integer> cache = builder(larder).inMemoryOnly().open();
      cache.put("a", 1);
      cache.close();
      LarderCache<String, Integer> kept = builder(larder).open();
      kept.put("b", 2);
      larder.snapshot();
      kept.put("c", 3);
    }
    try (Larder larder = open()) {
      assertEquals(Map.of("a", 1, "b", 2, "c", 3), Map.copyOf(map(larder, "c")));
    }
  }

  @Test
  void aRenamedMapStaysWhatItIs() {
    try (Larder larder = open()) {
      map(larder, "to").put("old", 1);
      LarderCache<String, Integer> cache = builder(larder).inMemoryOnly().open();
      cache.put("a", 1);
      larder.rename("c", "to"); // what stood there is gone from the disk as well
      map(larder, "to").put("b", 2);
      assertEquals(Map.of("a", 1, "b", 2), Map.copyOf(map(larder, "to")));
      map(larder, "kept").put("k", 1);
      larder.rename("kept", "c");
      cache.put("l", 2);
    }
    try (Larder larder = open()) {
      assertEquals(Set.of("c"), larder.names());
      assertEquals(Map.of("k", 1, "l", 2), Map.copyOf(map(larder, "c")));
    }
  }

  @Test
  void anotherTypeThatTakesTheNameIsRecorded() {
    try (Larder larder = open()) {
      LarderCache<String, Integer> cache = builder(larder).inMemoryOnly().open();
      cache.put("a", 1);
      larder.delete("c");
      larder.value("c", String.class).set("text");
    }
    try (Larder larder = open()) {
      assertEquals("text", larder.value("c", String.class).get());
    }
  }

  @Test
  void clientsKeepItOutAndTheirCopyIsRecorded() {
    try (Larder larder = open()) {
      LarderCache<String, Integer> cache = builder(larder).inMemoryOnly().open();
      cache.put("a", 1);
      Shelf shelf = ((Store) larder).shelf();
      // A client's look at the map turns it into bytes, and the next one of the cache back.
      Name raw = Name.of("c");
      new MapHandle<>(shelf, raw, Element.RAW_KEY, Element.RAW_VALUE, shelf.direct())
          .forEach((key, value) -> assertEquals("a", key.toString()));
      cache.put("b", 2);
      WireNames names = new WireNames(shelf, shelf.direct());
      assertTrue(names.copy(raw, names, Name.of("copy"), false));
      map(larder, "copy").put("c", 3);
      larder.snapshot();
      cache.put("d", 4);
    }
    try (Larder larder = open()) {
      assertEquals(Set.of("copy"), larder.names());
      assertEquals(Map.of("a", 1, "b", 2, "c", 3), Map.copyOf(map(larder, "copy")));
    }
  }
}
