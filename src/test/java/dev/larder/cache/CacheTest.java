package dev.larder.cache;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CacheBuilder;
import dev.larder.CachePin;
import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.LarderMap;
import dev.larder.Mark;
import dev.larder.RemovalCause;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheTest {
  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final List<String> removals = new ArrayList<>();

  @AfterEach
  void close() {
    larder.close();
  }

  private void note(String key, Integer value, RemovalCause cause) {
    removals.add(key + "=" + value + " " + cause);
  }

  @Test
  void theMaximumHoldsAfterEachPut() {
    LarderCache<Integer, String> cache =
        larder.cache("c", Integer.class, String.class).maximumSize(100).open();
    for (int i = 0; i < 10_000; i++) {
      cache.put(i, "v" + i);
      assertEquals(Math.min(100, i + 1), cache.size());
    }
    assertEquals(9_900, cache.cacheStatistics().evictions());
  }

  @Test
  void aReadCountsWhileATransactionCopiesTheEntry() {
    LarderCache<Long, String> cache =
        larder
            .cache("c", Long.class, String.class)
            .expireAfterAccess(Duration.ofSeconds(10))
            .open();
    cache.put(0L, "written by the transaction");
    cache.put(8L, "in the same bucket, before it");
    larder.transact(
        tx -> {
          tx.on(cache).put(0L, "anew");
          clock.advance(Duration.ofSeconds(6));
          return cache.get(8L);
        });
    clock.advance(Duration.ofSeconds(6));
    assertEquals("in the same bucket, before it", cache.get(8L));
    assertNull(cache.get(0L), "written ten seconds and more ago");
  }

  @Test
  void whatOthersPutCountsToo() {
    LarderCache<Integer, String> cache =
        larder.cache("c", Integer.class, String.class).maximumSize(10).open();
    LarderMap<Integer, String> map = larder.map("c", Integer.class, String.class);
    for (int i = 0; i < 100; i++) {
      map.put(i, "v");
    }
    larder.transact(
        tx -> {
          LarderMap<Integer, String> inside = tx.on(cache);
          for (int i = 100; i < 150; i++) {
            inside.put(i, "t");
          }
          return null;
        });
    assertEquals(10, cache.size());
  }

  @Test
  void aMapThatIsThereIsBoundedFromTheOpeningOn() {
    LarderMap<Integer, String> map = larder.map("c", Integer.class, String.class);
    for (int i = 0; i < 100; i++) {
      map.put(i, "v");
    }
    LarderCache<Integer, String> cache =
        larder.cache("c", Integer.class, String.class).maximumSize(10).open();
    assertEquals(10, cache.size());
    larder.delete("c");
    map.put(1, "again");
    for (int i = 0; i < 100; i++) {
      map.put(i, "v");
    }
    assertEquals(10, cache.size());
    larder.clear();
    for (int i = 0; i < 100; i++) {
      map.put(i, "v");
    }
    assertEquals(10, cache.size());
    cache.close();
    for (int i = 0; i < 100; i++) {
      map.put(i, "v");
    }
    assertEquals(100, cache.size());
  }

  @Test
  void aNameHasOneSetOfLimits() {
    LarderCache<Integer, String> cache =
        larder.cache("c", Integer.class, String.class).maximumSize(10).open();
    CacheBuilder<Integer, String> second = larder.cache("c", Integer.class, String.class);
    Throwable refused = assertThrows(IllegalStateException.class, second::open);
    assertTrue(refused.getMessage().contains("'c' has limits already"));
    cache.close();
    larder.cache("c", Integer.class, String.class).open();
  }

  @Test
  void weightsAreSummedUp() {
    LarderCache<String, String> cache =
        larder
            .cache("c", String.class, String.class)
            .maximumWeight(100, (key, value) -> value.length())
            .open();
    for (int i = 0; i < 100; i++) {
      cache.put("k" + i, "x".repeat(10));
    }
    assertEquals(100, cache.policy().weight());
    assertEquals(10, cache.size());
    String kept = cache.keySet().iterator().next();
    cache.put(kept, "x".repeat(50));
    assertTrue(cache.policy().weight() <= 100);
    cache.put("large", "x".repeat(1000));
    assertFalse(cache.containsKey("large"));
  }

  @Test
  void aNegativeWeightIsRefusedBeforeAnythingHasChanged() {
    LarderCache<String, Integer> cache =
        larder
            .cache("c", String.class, Integer.class)
            .maximumWeight(5, (key, weight) -> weight)
            .open();
    cache.put("a", 1);
    assertThrows(IllegalArgumentException.class, () -> cache.put("b", -1));
    assertEquals(Map.of("a", 1), cache);
  }

  @Test
  void entriesRunOutAfterWriteAndAccess() {
    LarderCache<String, Integer> cache =
        larder
            .cache("c", String.class, Integer.class)
            .expireAfterWrite(Duration.ofSeconds(10))
            .expireAfterAccess(Duration.ofSeconds(4))
            .removalListener(this::note)
            .open();
    cache.put("a", 1);
    cache.put("b", 2);
    clock.advance(Duration.ofSeconds(3));
    assertEquals(1, cache.get("a"));
    clock.advance(Duration.ofSeconds(3));
    assertEquals(1, cache.get("a"));
    assertNull(cache.get("b"));
    assertEquals(List.of("b=2 EXPIRED"), removals);
    clock.advance(Duration.ofSeconds(3));
    assertEquals(1, cache.get("a"));
    clock.advance(Duration.ofSeconds(1));
    assertNull(cache.get("a"));
    cache.put("own", 3, Duration.ofSeconds(100));
    clock.advance(Duration.ofSeconds(3));
    assertEquals(1, cache.size());
  }

  @Test
  void listenersHearOfWhatRanOutThoughNobodyLooks() {
    Queue<String> heard = new ConcurrentLinkedQueue<>();
    LarderCache<String, Integer> written =
        larder
            .cache("w", String.class, Integer.class)
            .expireAfterWrite(Duration.ofSeconds(10))
            .removalListener((key, value, cause) -> heard.add(key + " " + cause))
            .open();
    LarderCache<String, Integer> read =
        larder
            .cache("r", String.class, Integer.class)
            .expireAfterAccess(Duration.ofSeconds(10))
            .maximumSize(100)
            .removalListener((key, value, cause) -> heard.add(key + " " + cause))
            .open();
    written.put("a", 1);
    read.put("b", 2);
    clock.advance(Duration.ofSeconds(9));
    read.get("b");
    clock.advance(Duration.ofSeconds(1));
    await().until(() -> List.copyOf(heard).equals(List.of("a EXPIRED")));
    clock.advance(Duration.ofSeconds(9));
    await().until(() -> List.copyOf(heard).equals(List.of("a EXPIRED", "b EXPIRED")));
  }

  @Test
  void sizeLeavesOutWhatHasRunOut() {
    LarderCache<Integer, Integer> cache =
        larder
            .cache("c", Integer.class, Integer.class)
            .expireAfterWrite(Duration.ofSeconds(10))
            .open();
    for (int i = 0; i < 1000; i++) {
      cache.put(i, i);
      clock.advance(Duration.ofMillis(13));
    }
    assertEquals(10_000 / 13, cache.size());
    clock.advance(Duration.ofDays(40));
    assertEquals(0, cache.size());
  }

  @Test
  void listenersHearInTheOrderOfAKey() {
    LarderCache<String, Integer> cache =
        larder
            .cache("c", String.class, Integer.class)
            .maximumSize(2)
            .removalListener(this::note)
            .open();
    cache.put("a", 1);
    cache.put("a", 2);
    cache.put("b", 3);
    cache.remove("b");
    cache.compute("a", (key, value) -> null);
    assertEquals(List.of("a=1 REPLACED", "b=3 EXPLICIT", "a=2 EXPLICIT"), removals);
    removals.clear();
    cache.putAll(Map.of("x", 1, "y", 2));
    cache.put("z", 3);
    assertEquals(1, removals.size());
    assertTrue(removals.get(0).endsWith("SIZE"));
    removals.clear();
    cache.clear();
    assertEquals(2, removals.size());
    assertTrue(removals.stream().allMatch(text -> text.endsWith("EXPLICIT")));
  }

  @Test
  void aPinnedEntryStays() {
    LarderCache<Integer, String> cache =
        larder.cache("c", Integer.class, String.class).maximumSize(10).open();
    cache.put(-1, "pinned");
    try (CachePin<String> pin = cache.pin(-1).orElseThrow()) {
      assertEquals("pinned", pin.value());
      for (int i = 0; i < 1000; i++) {
        cache.put(i, "v");
      }
      assertTrue(cache.containsKey(-1));
      assertEquals(10, cache.size());
      cache.policy().setMaximum(0);
      assertEquals(Set.of(-1), cache.keySet());
    }
    assertTrue(cache.isEmpty());
    assertTrue(cache.pin(77_777).isEmpty());
  }

  @Test
  void limitsChangeAtRunTime() {
    LarderCache<Integer, Integer> cache =
        larder.cache("c", Integer.class, Integer.class).maximumSize(100).open();
    for (int i = 0; i < 100; i++) {
      cache.put(i, i);
    }
    cache.policy().setMaximum(10);
    assertEquals(10, cache.size());
    assertEquals(3, cache.policy().hottest(3).size());
    assertEquals(10, cache.policy().coldest(20).size());
    Duration second = Duration.ofSeconds(1);
    assertThrows(IllegalStateException.class, () -> cache.policy().setExpireAfterWrite(second));
  }

  @Test
  void limitsHoldAfterAMarkAndARewind() {
    LarderCache<Integer, Integer> cache =
        larder.cache("c", Integer.class, Integer.class).maximumSize(10).open();
    cache.put(1, 1);
    try (Mark mark = larder.mark()) {
      for (int i = 0; i < 100; i++) {
        cache.put(i, i);
      }
      assertEquals(10, cache.size());
      larder.rewind(mark);
      assertEquals(Map.of(1, 1), cache);
      for (int i = 0; i < 100; i++) {
        cache.put(i, i);
      }
      assertEquals(10, cache.size());
      try (Larder fork = larder.fork()) {
        LarderMap<Integer, Integer> map = fork.map("c", Integer.class, Integer.class);
        for (int i = 0; i < 100; i++) {
          map.put(i, i);
        }
        assertEquals(100, map.size());
        assertEquals(10, cache.size());
        LarderCache<Integer, Integer> other =
            fork.cache("c", Integer.class, Integer.class).maximumSize(20).open();
        assertEquals(20, other.size());
      }
    }
  }
}
