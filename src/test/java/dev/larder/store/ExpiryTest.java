package dev.larder.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.house.Child;
import dev.larder.internal.store.Store;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Expiry of entries and of whole collections, to the millisecond. */
class ExpiryTest {
  private static final Duration TEN = Duration.ofMillis(10);
  private static final Duration LONG = Duration.ofDays(1);

  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final LarderMap<String, String> map = larder.map("m", String.class, String.class);
  private final LarderSet<String> set = larder.set("s", String.class);

  @AfterEach
  void close() {
    larder.close();
  }

  @Test
  void anEntryRunsOutAtItsMillisecond() {
    map.put("a", "1", TEN);
    map.put("b", "2");
    clock.advanceMillis(9);
    assertEquals("1", map.get("a"));
    assertEquals(Optional.of(Duration.ofMillis(1)), map.timeToLive("a"));
    assertEquals(2, map.size());
    clock.advanceMillis(1);
    assertNull(map.get("a"));
    assertFalse(map.containsKey("a"));
    assertFalse(map.containsValue("1"));
    assertEquals(Optional.empty(), map.timeToLive("a"));
    assertEquals(1, map.size());
    assertEquals(Map.of("b", "2"), map);
    assertEquals(Map.of("b", "2"), map.snapshot().castToMap());
    assertEquals(Set.of("b"), map.keySet());
    assertNull(map.putIfAbsent("a", "3"));
    assertEquals(Optional.empty(), map.timeToLive("a"), "a new entry has no expiry");
  }

  @Test
  void whatHasRunOutIsAbsentToEveryChange() {
    for (String key : new String[] {"a", "b", "c", "d", "e", "f", "g", "h"}) {
      map.put(key, "old", TEN);
    }
    map.put("z", "stays");
    clock.advance(TEN);
    assertNull(map.replace("a", "new"));
    assertFalse(map.replace("b", "old", "new"));
    assertNull(map.remove("c"));
    assertFalse(map.remove("d", "old"));
    assertNull(map.computeIfPresent("e", (key, value) -> "new"));
    assertEquals("made", map.computeIfAbsent("f", key -> "made"));
    assertEquals("new", map.merge("g", "new", String::concat));
    assertFalse(map.expire("h", TEN));
    assertFalse(map.persist("h"));
    assertEquals(Map.of("f", "made", "g", "new", "z", "stays"), map);
    assertEquals(3, map.size());
  }

  @Test
  void changesKeepOrTakeAwayTheExpiry() {
    map.put("put", "x", TEN);
    map.put("put", "y");
    map.put("replace", "x", TEN);
    map.replace("replace", "y");
    map.put("compute", "x", TEN);
    map.compute("compute", (key, value) -> "y");
    map.put("merge", "x", TEN);
    map.merge("merge", "y", String::concat);
    map.put("persist", "x", TEN);
    assertTrue(map.persist("persist"));
    assertFalse(map.persist("persist"));
    map.put("expire", "x");
    assertTrue(map.expire("expire", TEN));
    clock.advance(TEN);
    assertEquals(Set.of("put", "replace", "persist"), map.keySet());
  }

  @Test
  void badTimesAreRefusedAndChangeNothing() {
    map.put("a", "1");
    assertThrows(IllegalArgumentException.class, () -> map.put("a", "2", Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> map.put("b", "2", Duration.ofNanos(1)));
    assertThrows(IllegalArgumentException.class, () -> map.expire("a", Duration.ofMillis(-1)));
    assertThrows(IllegalArgumentException.class, () -> map.expire(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> larder.expire("m", Duration.ZERO));
    assertThrows(NullPointerException.class, () -> map.expire("a", null));
    assertThrows(NullPointerException.class, () -> map.put("a", "2", null));
    assertEquals(Map.of("a", "1"), map);
    assertEquals(Optional.empty(), map.timeToLive("a"));
  }

  @Test
  void anEmptiedByTimeCollectionDoesNotExist() {
    map.put("a", "1", TEN);
    map.put("b", "2", TEN);
    clock.advance(TEN);
    assertFalse(larder.exists("m"));
    assertEquals(Set.of(), larder.names());
    assertEquals(0, map.size());
    assertTrue(map.isEmpty());
    larder.set("m", String.class).add("free");
  }

  @Test
  void aCollectionEmptiedByTimeBeginsAnewWithTheNextEntry() {
    ((Store) larder).sweeps(false); // which would have taken it away before anybody looks
    map.put("a", "1", TEN);
    larder.expire("m", TEN.multipliedBy(3));
    clock.advance(TEN);
    map.put("b", "2");
    assertEquals(Optional.empty(), larder.timeToLive("m"), "a new collection has no expiry");
    clock.advance(LONG);
    assertEquals(Map.of("b", "2"), map);
    assertTrue(larder.rename("m", "n"));
  }

  @Test
  void aCollectionEmptiedByTimeBeginsAnewInATransaction() {
    ((Store) larder).sweeps(false);
    map.put("a", "1", TEN);
    map.put("c", "3");
    larder.expire("m", TEN.multipliedBy(3));
    clock.advance(TEN);
    larder.transact(
        tx -> {
          tx.on(map).put("d", "4"); // "c" is still there, and so is the expiry
          return tx.on(map).remove("d");
        });
    assertTrue(larder.timeToLive("m").isPresent());
    larder.transact(
        tx -> {
          tx.on(map).remove("c");
          return tx.on(map).put("b", "2");
        });
    assertEquals(Optional.empty(), larder.timeToLive("m"));
    clock.advance(LONG);
    assertEquals(Map.of("b", "2"), map);
  }

  @Test
  void aWholeCollectionRunsOut() {
    set.add("a");
    map.put("a", "1");
    assertTrue(larder.expire("m", TEN));
    assertTrue(set.expire(Duration.ofMillis(20)));
    assertFalse(larder.expire("x", TEN));
    map.put("b", "2");
    clock.advanceMillis(9);
    assertEquals(2, map.size());
    assertEquals(Optional.of(Duration.ofMillis(1)), larder.timeToLive("m"));
    clock.advanceMillis(1);
    assertEquals(0, map.size());
    assertNull(map.get("a"));
    assertEquals(Set.of("s"), larder.names());
    map.put("c", "3");
    assertEquals(Map.of("c", "3"), map);
    assertEquals(Optional.empty(), map.timeToLive());
    assertTrue(set.persist());
    assertFalse(set.persist());
    clock.advance(LONG);
    assertEquals(Set.of("a"), set);
  }

  @Test
  void anExpiringCollectionGrows() {
    map.put("first", "1");
    map.expire(LONG);
    for (int i = 0; i < 5000; i++) {
      map.put("k" + i, "v" + i);
    }
    assertEquals(5001, map.size());
    map.persist();
    for (int i = 0; i < 5000; i++) {
      assertEquals("v" + i, map.remove("k" + i));
    }
    assertEquals(Map.of("first", "1"), map);
  }

  @Test
  void theSweeperRemovesInTheBackground() {
    Object value = new Object();
    WeakReference<Object> weak = new WeakReference<>(value);
    LarderMap<String, Object> objects = larder.map("objects", String.class, Object.class);
    objects.put("a", value, TEN);
    objects.put("b", "stays");
    value = null;
    clock.advance(TEN);
    await("nobody asks for it, and yet it goes")
        .until(
            () -> {
              System.gc();
              return weak.get() == null;
            });
    assertEquals(1, objects.size());
  }

  /** In a JVM of its own: the thread serves all stores, those of other tests included. */
  @Test
  void theSweeperEndsWhenNothingRunsOut() throws Exception {
    Process child = Child.start(List.of(), SweeperEnds.class);
    assertTrue(child.waitFor(60, java.util.concurrent.TimeUnit.SECONDS), "the sweeper goes on");
    assertEquals(0, child.exitValue());
  }

  @Test
  void aTransactionThatSawWhatRunsOutBeforeItsEndIsRunAgain() {
    map.put("a", "1", TEN);
    AtomicInteger runs = new AtomicInteger();
    larder.inTransaction(
        tx -> {
          String seen = tx.on(map).get("a");
          if (runs.incrementAndGet() == 1) {
            clock.advance(TEN);
          }
          tx.on(map).put("b", String.valueOf(seen));
        });
    assertEquals(2, runs.get());
    assertEquals(Map.of("b", "null"), map);
  }

  @Test
  void anAbsenceThatATransactionSawIsFinal() {
    map.put("a", "1", TEN);
    String made =
        map.compute(
            "a",
            (key, value) -> {
              if (value == null) {
                return "made";
              }
              clock.advance(TEN);
              boolean absent = larder.transact(tx -> !tx.on(map).containsKey("a"));
              assertTrue(absent);
              return value + "!";
            });
    assertEquals("made", made, "an order in which it is there again does not exist");
  }

  @Test
  void whatATransactionPutsForAShortTimeDoesNotRunItAgain() {
    AtomicInteger runs = new AtomicInteger();
    larder.inTransaction(
        tx -> {
          runs.incrementAndGet();
          tx.on(map).put("a", "1", TEN);
          assertEquals("1", tx.on(map).get("a"));
          clock.advance(TEN);
        });
    assertEquals(1, runs.get());
    assertNull(map.get("a"));
  }
}
