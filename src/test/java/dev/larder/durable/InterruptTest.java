package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.larder.Larder;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.LarderSortedSet;
import dev.larder.LarderValue;
import dev.larder.Sync;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * An interrupted thread may call whatever it likes: no file is closed under the others, the store
 * stays writable, and the interrupt is still to be seen afterwards.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES) // a guard against hanging, not a measure of speed
class InterruptTest {
  @TempDir Path directory;

  private Larder open() {
    return Larder.builder().directory(directory).sync(Sync.ALWAYS).open();
  }

  private static LarderMap<String, Integer> map(Larder larder) {
    return larder.map("m", String.class, Integer.class);
  }

  private static LarderList<String> list(Larder larder) {
    return larder.list("l", String.class);
  }

  private static LarderSet<String> set(Larder larder) {
    return larder.set("s", String.class);
  }

  private static LarderSortedSet<String> scores(Larder larder) {
    return larder.sortedSet("z", String.class);
  }

  private static LarderValue<String> value(Larder larder) {
    return larder.value("v", String.class);
  }

  private static Arguments call(String name, Consumer<Larder> call) {
    return arguments(name, call);
  }

  static Stream<Arguments> calls() {
    return Stream.of(
        call("sync", Larder::sync),
        call("snapshot", Larder::snapshot),
        call("health", Larder::health),
        call("recovery", Larder::recovery),
        call("statistics", Larder::statistics),
        call("names", Larder::names),
        call("exists", l -> l.exists("m")),
        call("type", l -> l.type("m")),
        call("delete", l -> l.delete("m", "l")),
        call("rename", l -> l.rename("m", "n")),
        call("expire", l -> l.expire("m", Duration.ofDays(1))),
        call("persist", l -> l.persist("s")),
        call("timeToLive", l -> l.timeToLive("m")),
        call("clear", Larder::clear),
        call("transaction", l -> l.inTransaction(tx -> tx.on(map(l)).put("t", 1))),
        call("channel", l -> l.channel("c", String.class).publish("x")),
        call("value.set", l -> value(l).set("x")),
        call("value.get", l -> value(l).get()),
        call("value.update", l -> value(l).update(v -> v + "y")),
        call("value.remove", l -> value(l).remove()),
        call("counter.add", l -> l.counter("c").add(3)),
        call("counter.get", l -> l.counter("c").get()),
        call("map.put", l -> map(l).put("k", 1)),
        call("map.put expiring", l -> map(l).put("k", 1, Duration.ofDays(1))),
        call("map.putAll", l -> map(l).putAll(Map.of("a", 1, "b", 2))),
        call("map.get", l -> map(l).get("k")),
        call("map.remove", l -> map(l).remove("k")),
        call("map.merge", l -> map(l).merge("k", 1, Integer::sum)),
        call("map.compute", l -> map(l).compute("k", (k, v) -> 7)),
        call("map.entrySet", l -> map(l).entrySet().forEach(e -> e.setValue(8))),
        call("map.clear", l -> map(l).clear()),
        call("set.add", l -> set(l).add("x")),
        call("set.addAll", l -> set(l).addAll(List.of("x", "y"))),
        call("set.remove", l -> set(l).remove("a")),
        call("list.add", l -> list(l).add("x")),
        call("list.set", l -> list(l).set(0, "x")),
        call("list.remove", l -> list(l).remove(0)),
        call("list.pollFirst", l -> list(l).deque().pollFirst()),
        call("list.clear", l -> list(l).clear()),
        call("scores.add", l -> scores(l).add("x", 1)),
        call("scores.increment", l -> scores(l).increment("a", 1)),
        call("scores.popFirst", l -> scores(l).popFirst()),
        call("scores.clear", l -> scores(l).clear()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("calls")
  void anyCall(String name, Consumer<Larder> call) {
    try (Larder larder = open()) {
      fill(larder);
      Thread.currentThread().interrupt();
      call.accept(larder);
      assertTrue(Thread.interrupted(), "the interrupt is still there");
      assertTrue(larder.health().writable());
      larder.counter("after").increment();
      larder.sync();
      larder.snapshot();
      larder.counter("after").increment();
    } finally {
      Thread.interrupted();
    }
    try (Larder larder = open()) {
      assertEquals(2, larder.counter("after").get());
    }
  }

  private static void fill(Larder larder) {
    map(larder).putAll(Map.of("k", 1, "j", 2));
    list(larder).addAll(List.of("a", "b"));
    set(larder).addAll(List.of("a", "b"));
    scores(larder).add("a", 1);
    value(larder).set("a");
  }

  @Test
  void openingAndClosing() {
    for (int i = 1; i <= 3; i++) {
      try {
        Thread.currentThread().interrupt();
        Larder larder = open();
        assertTrue(Thread.interrupted());
        assertEquals(i, larder.counter("c").increment());
        Thread.currentThread().interrupt();
        larder.close();
        assertTrue(Thread.interrupted());
      } finally {
        Thread.interrupted();
      }
    }
  }

  @Test
  void blockingTakesAreInterrupted() {
    try (Larder larder = open()) {
      LarderList<String> list = list(larder);
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> list.deque().takeFirst());
      Thread.currentThread().interrupt();
      assertThrows(InterruptedException.class, () -> list.deque().pollLast(1, TimeUnit.DAYS));
      assertTrue(larder.health().writable());
      list.add("x");
    }
    try (Larder larder = open()) {
      assertEquals(List.of("x"), list(larder));
    }
  }
}
