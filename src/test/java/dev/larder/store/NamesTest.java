package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CollectionType;
import dev.larder.Larder;
import dev.larder.LarderCounter;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.LarderValue;
import dev.larder.WrongTypeException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names and types of the keyspace. */
class NamesTest {
  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);
  private final LarderSet<String> set = larder.set("s", String.class);
  private final LarderValue<String> value = larder.value("v", String.class);
  private final LarderCounter counter = larder.counter("c");

  @AfterEach
  void close() {
    larder.close();
  }

  private void fill() {
    map.put("a", 1);
    set.add("a");
    value.set("a");
    counter.set(1);
  }

  @Test
  void takingAHandleCreatesNothing() {
    assertEquals(Set.of(), larder.names());
    assertFalse(larder.exists("m"));
    fill();
    assertEquals(Set.of("m", "s", "v", "c"), larder.names());
    assertEquals(Optional.of(CollectionType.MAP), larder.type("m"));
    assertEquals(Optional.of(CollectionType.SET), larder.type("s"));
    assertEquals(Optional.of(CollectionType.VALUE), larder.type("v"));
    assertEquals(Optional.of(CollectionType.COUNTER), larder.type("c"));
    assertEquals(Optional.empty(), larder.type("x"));
  }

  @Test
  void anEmptyCollectionDoesNotExist() {
    map.put("a", 1);
    map.expire(Duration.ofSeconds(5));
    map.remove("a");
    assertFalse(larder.exists("m"));
    map.put("a", 2);
    assertEquals(Optional.empty(), map.timeToLive(), "the expiry ended with the collection");
    map.clear();
    assertEquals(Set.of(), larder.names());
    map.put("a", 2);
    map.keySet().removeIf(key -> true);
    set.add("a");
    set.iterator().forEachRemaining(set::remove);
    map.compute("b", (key, old) -> 1);
    map.compute("b", (key, old) -> null);
    assertEquals(Set.of(), larder.names());
  }

  @Test
  void aFreedNameTakesAnotherTypeAndTheOldHandleSaysSo() {
    map.put("a", 1);
    map.remove("a");
    larder.value("m", String.class).set("now a value");
    WrongTypeException wrong = assertThrows(WrongTypeException.class, () -> map.get("a"));
    assertEquals("m", wrong.name());
    assertEquals("map<String, Integer>", wrong.wanted());
    assertEquals("value<String>", wrong.found());
    for (String word : new String[] {"m", "map<String, Integer>", "value<String>"}) {
      assertTrue(wrong.getMessage().contains(word), wrong.getMessage());
    }
    assertThrows(WrongTypeException.class, () -> map.put("a", 2));
    assertThrows(WrongTypeException.class, map::size);
    assertThrows(WrongTypeException.class, map::clear);
    assertThrows(WrongTypeException.class, map::snapshot);
    assertThrows(WrongTypeException.class, () -> map.putAll(Map.of("a", 1)));
    assertThrows(WrongTypeException.class, () -> map.expire(Duration.ofSeconds(1)));
    assertThrows(WrongTypeException.class, () -> larder.counter("m"));
    assertEquals("now a value", larder.value("m", String.class).get());
    larder.delete("m");
    assertNull(map.get("a"), "the old handle works again");
  }

  @Test
  void otherElementTypesAreRefused() {
    fill();
    WrongTypeException wrong =
        assertThrows(WrongTypeException.class, () -> larder.map("m", Long.class, Integer.class));
    assertEquals("map<Long, Integer>", wrong.wanted());
    assertEquals("map<String, Integer>", wrong.found());
    assertThrows(WrongTypeException.class, () -> larder.set("s", Integer.class));
    assertThrows(WrongTypeException.class, () -> larder.value("v", Integer.class));
    assertThrows(WrongTypeException.class, () -> larder.set("m", String.class));
    assertThrows(NullPointerException.class, () -> larder.set(null, String.class));
    assertThrows(IllegalArgumentException.class, () -> larder.counter("half \uD800"));
  }

  @Test
  void deletesAll() {
    fill();
    assertEquals(3, larder.delete("m", "s", "x", "c", "m"));
    assertEquals(Set.of("v"), larder.names());
    assertNull(map.get("a"));
    assertFalse(set.contains("a"));
    assertEquals(0, counter.get());
    map.put("b", 2);
    assertEquals(Map.of("b", 2), map);
    assertThrows(NullPointerException.class, () -> larder.delete("v", null));
    assertTrue(larder.exists("v"));
  }

  @Test
  void renames() {
    fill();
    map.expire(Duration.ofSeconds(5));
    assertTrue(larder.rename("m", "n"));
    LarderMap<String, Integer> renamed = larder.map("n", String.class, Integer.class);
    assertEquals(Map.of("a", 1), renamed);
    assertEquals(Map.of(), map);
    assertEquals(Optional.of(Duration.ofSeconds(5)), renamed.timeToLive());
    map.put("new", 3);
    assertEquals(Map.of("a", 1), renamed);
    assertTrue(larder.rename("n", "s"), "onto an existing name");
    assertThrows(WrongTypeException.class, () -> set.contains("a"));
    assertEquals(Map.of("a", 1), larder.map("s", String.class, Integer.class));
    assertTrue(larder.rename("v", "v"), "to itself");
    assertEquals("a", value.get());
    assertTrue(larder.rename("v", "c"));
    assertEquals("a", larder.value("c", String.class).get());
    assertFalse(larder.rename("v", "w"));
    assertFalse(larder.rename("x", "x"));
    assertEquals(Set.of("m", "s", "c"), larder.names());
    clock.advance(Duration.ofSeconds(5));
    assertEquals(Set.of("m", "c"), larder.names());
  }

  @Test
  void aRenamedCollectionKeepsTakingEntries() {
    for (int i = 0; i < 1000; i++) {
      map.put("k" + i, i);
    }
    larder.rename("m", "n");
    LarderMap<String, Integer> renamed = larder.map("n", String.class, Integer.class);
    for (int i = 0; i < 3000; i++) {
      renamed.put("k" + i, -i);
    }
    assertEquals(3000, renamed.size());
    for (int i = 0; i < 3000; i++) {
      assertEquals(-i, renamed.remove("k" + i));
    }
    assertFalse(larder.exists("n"));
  }

  @Test
  void clearsAllWithHandlesInUse() {
    fill();
    larder.clear();
    assertEquals(Set.of(), larder.names());
    assertEquals(Map.of(), map);
    assertEquals(Set.of(), set);
    assertNull(value.get());
    assertEquals(0, counter.get());
    fill();
    assertEquals(Map.of("a", 1), map);
    assertEquals(1, counter.get());
  }
}
