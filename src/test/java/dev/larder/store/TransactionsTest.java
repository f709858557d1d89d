package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderCounter;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.LarderValue;
import dev.larder.Transaction;
import dev.larder.TransactionConflictException;
import dev.larder.WrongTypeException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Transactions as one thread sees them. */
class TransactionsTest {
  private static final Duration GUARD = Duration.ofSeconds(20);

  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);
  private final LarderMap<String, Integer> other = larder.map("n", String.class, Integer.class);
  private final LarderSet<String> set = larder.set("s", String.class);
  private final LarderValue<String> value = larder.value("v", String.class);
  private final LarderCounter counter = larder.counter("c");

  @AfterEach
  void close() {
    larder.close();
  }

  @Test
  void returnsAndReadsItsOwnWrites() {
    map.put("a", 1);
    String result =
        larder.transact(
            tx -> {
              LarderMap<String, Integer> inside = tx.on(map);
              inside.put("b", 2);
              inside.remove("a");
              tx.on(set).add("x");
              tx.on(value).set("y");
              tx.on(counter).add(3);
              assertEquals(Map.of("b", 2), inside);
              assertEquals(1, inside.size());
              assertEquals(Set.of("x"), tx.on(set));
              assertEquals("y", tx.on(value).get());
              assertEquals(3, tx.on(counter).get());
              assertEquals(Set.of("m", "s", "v", "c"), tx.names());
              assertEquals(Map.of("a", 1), map, "nothing is seen outside");
              assertFalse(larder.exists("s"));
              return "result";
            });
    assertEquals("result", result);
    assertEquals(Map.of("b", 2), map);
    assertEquals(Set.of("m", "s", "v", "c"), larder.names());
    assertNull(larder.<String>transact(tx -> null));
  }

  @Test
  void anExceptionRollsBack() {
    map.put("a", 1);
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            larder.inTransaction(
                tx -> {
                  tx.on(map).put("b", 2);
                  tx.on(set).add("x");
                  tx.on(counter).increment();
                  tx.delete("m");
                  throw new UnsupportedOperationException();
                }));
    assertEquals(Map.of("a", 1), map);
    assertEquals(Set.of("m"), larder.names());
  }

  @Test
  void aBoundOfRetriesIsKept() {
    try (Larder bounded = Larder.builder().transactionRetries(3).open()) {
      LarderCounter contended = bounded.counter("c");
      AtomicInteger runs = new AtomicInteger();
      TransactionConflictException conflict =
          assertThrows(
              TransactionConflictException.class,
              () ->
                  bounded.inTransaction(
                      tx -> {
                        runs.incrementAndGet();
                        tx.on(contended).increment();
                        contended.increment(); // outside of the transaction
                      }));
      assertEquals(4, conflict.attempts());
      assertEquals(4, runs.get());
      assertEquals(4, contended.get());
      assertEquals(4, bounded.statistics().conflicts());
    }
    assertThrows(
        IllegalArgumentException.class, () -> Larder.builder().transactionRetries(-1).open());
  }

  @Test
  void isOverWhenItsFunctionEnds() {
    map.put("a", 1);
    AtomicReference<Transaction> escaped = new AtomicReference<>();
    AtomicReference<LarderMap<String, Integer>> inside = new AtomicReference<>();
    larder.inTransaction(
        tx -> {
          escaped.set(tx);
          inside.set(tx.on(map));
          inside.get().put("b", 2);
        });
    assertThrows(IllegalStateException.class, () -> inside.get().get("a"));
    assertThrows(IllegalStateException.class, () -> inside.get().put("a", 3));
    assertThrows(IllegalStateException.class, () -> inside.get().size());
    assertThrows(IllegalStateException.class, () -> inside.get().putAll(Map.of("a", 3)));
    assertThrows(IllegalStateException.class, () -> escaped.get().names());
    assertThrows(IllegalStateException.class, () -> escaped.get().exists("m"));
    assertThrows(IllegalStateException.class, () -> escaped.get().delete("m"));
    assertThrows(IllegalStateException.class, () -> escaped.get().rename("m", "n"));
    assertThrows(IllegalStateException.class, () -> escaped.get().on(counter).get());
    assertThrows(IllegalStateException.class, () -> escaped.get().on(counter).add(1));
    assertThrows(IllegalStateException.class, () -> escaped.get().on(map));
    assertEquals(Map.of("a", 1, "b", 2), map);
    assertFalse(larder.exists("c"));
  }

  @Test
  void isOverWhenItsFunctionThrows() {
    AtomicReference<LarderMap<String, Integer>> inside = new AtomicReference<>();
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            larder.inTransaction(
                tx -> {
                  inside.set(tx.on(map));
                  throw new UnsupportedOperationException();
                }));
    assertThrows(IllegalStateException.class, () -> inside.get().put("a", 3));
  }

  @Test
  void foreignHandlesAreRefused() {
    try (Larder foreign = Larder.inMemory()) {
      larder.inTransaction(
          tx -> {
            assertThrows(
                IllegalArgumentException.class, () -> tx.on(foreign.set("s", String.class)));
            assertThrows(
                IllegalArgumentException.class,
                () -> tx.on(foreign.map("m", String.class, String.class)));
            assertThrows(IllegalArgumentException.class, () -> tx.on(foreign.counter("c")));
            assertThrows(
                IllegalArgumentException.class, () -> tx.on(foreign.value("v", String.class)));
          });
      assertThrows(
          IllegalArgumentException.class, () -> set.move("a", foreign.set("s", String.class)));
    }
  }

  @Test
  void wrongTypesInside() {
    counter.set(1);
    larder.inTransaction(
        tx ->
            assertThrows(
                WrongTypeException.class,
                () -> {
                  tx.delete("c");
                  tx.on(map).put("a", 1);
                  tx.rename("m", "c");
                  tx.on(counter).increment();
                }));
    assertEquals(Map.of("a", 1), larder.map("c", String.class, Integer.class));
  }

  @Test
  void renamesAndDeletesInside() {
    map.put("a", 1);
    assertTimeoutPreemptively(
        GUARD,
        () ->
            larder.inTransaction(
                tx -> {
                  tx.on(map).put("b", 2);
                  assertTrue(tx.rename("m", "n"));
                  assertEquals(Map.of("a", 1, "b", 2), tx.on(other));
                  assertFalse(tx.exists("m"));
                  tx.on(other).put("c", 3);
                  tx.on(map).put("new", 4);
                  assertEquals(Set.of("m", "n"), tx.names());
                }));
    assertEquals(Map.of("a", 1, "b", 2, "c", 3), other);
    assertEquals(Map.of("new", 4), map);
    larder.inTransaction(
        tx -> {
          assertEquals(2, tx.delete("m", "n", "x"));
          assertEquals(Map.of(), tx.on(other));
          tx.on(map).put("again", 5);
        });
    assertEquals(Map.of("again", 5), map);
    assertEquals(Set.of("m"), larder.names());
  }

  @Test
  void aRenameOfARename() {
    map.put("a", 1);
    assertTimeoutPreemptively(
        GUARD,
        () -> {
          larder.inTransaction(
              tx -> {
                tx.rename("m", "x");
                tx.rename("x", "n");
              });
          assertEquals(Map.of("a", 1), other);
          other.put("b", 2);
          larder.inTransaction(
              tx -> {
                tx.rename("n", "x");
                tx.rename("x", "n");
                tx.on(other).put("c", 3);
              });
          other.put("d", 4);
        });
    assertEquals(Map.of("a", 1, "b", 2, "c", 3, "d", 4), other);
    assertEquals(Set.of("n"), larder.names());
  }

  @Test
  void aRenameThatIsRolledBackLeavesTheMapAsItWas() {
    map.put("a", 1);
    assertTimeoutPreemptively(
        GUARD,
        () -> {
          assertThrows(
              UnsupportedOperationException.class,
              () ->
                  larder.inTransaction(
                      tx -> {
                        tx.rename("m", "n");
                        tx.on(other).get("a");
                        tx.on(other).put("b", 2);
                        throw new UnsupportedOperationException();
                      }));
          map.put("a", 2);
          map.put("b", 3);
        });
    assertEquals(Map.of("a", 2, "b", 3), map);
    assertEquals(Map.of(), other);
  }

  @Test
  void expiryInside() {
    map.put("a", 1);
    larder.inTransaction(
        tx -> {
          tx.on(map).expire(Duration.ofMillis(10));
          tx.on(map).put("b", 2);
          tx.rename("m", "n");
          tx.on(other).put("c", 3, Duration.ofMillis(5));
          tx.on(set).add("x");
          tx.on(set).expire(Duration.ofMillis(5));
          tx.on(set).persist();
        });
    assertEquals(3, other.size());
    clock.advanceMillis(5);
    assertEquals(Map.of("a", 1, "b", 2), other);
    assertEquals(2, other.size());
    clock.advanceMillis(5);
    assertEquals(0, other.size());
    assertEquals(Set.of("s"), larder.names());
    assertTrue(set.add("y"));
    assertEquals(Set.of("x", "y"), set);
  }

  @Test
  void putAllIsRefusedWholeForANull() {
    Map<String, Integer> bad = new java.util.HashMap<>();
    bad.put("a", 1);
    bad.put("b", null);
    assertThrows(NullPointerException.class, () -> map.putAll(bad));
    assertEquals(Map.of(), map);
    assertThrows(NullPointerException.class, () -> set.addAll(java.util.Arrays.asList("a", null)));
    assertEquals(Set.of(), set);
  }
}
