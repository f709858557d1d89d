package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderClosedException;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.Mark;
import dev.larder.WrongTypeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a fork and a mark hold, and what they leave alone. */
@Timeout(60)
class ForkTest {
  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();

  @AfterEach
  void close() {
    larder.close();
  }

  private static LarderMap<String, Integer> map(Larder in, String name) {
    return in.map(name, String.class, Integer.class);
  }

  @Test
  void aForkHoldsWhatTheStoreHeldAndNeitherSeesTheOther() {
    LarderMap<String, Integer> stock = map(larder, "stock");
    LarderList<String> names = larder.list("names", String.class);
    stock.put("jam", 1);
    names.add("a");
    larder.set("tags", String.class).add("red");
    larder.sortedSet("board", String.class).add("ann", 3);
    larder.value("motto", String.class).set("eat");
    larder.counter("hits").add(7);
    try (Larder fork = larder.fork()) {
      stock.put("jam", 2);
      stock.put("tea", 5);
      names.add("b");
      larder.delete("tags");
      map(fork, "stock").put("ham", 9);
      fork.counter("hits").increment();

      assertEquals(Map.of("jam", 1, "ham", 9), map(fork, "stock"));
      assertEquals(2, map(fork, "stock").size());
      assertEquals(Map.of("jam", 2, "tea", 5), stock);
      assertEquals(2, stock.size());
      assertEquals(List.of("a"), List.copyOf(fork.list("names", String.class)));
      assertEquals(List.of("a", "b"), List.copyOf(names));
      assertEquals(List.of("red"), List.copyOf(fork.set("tags", String.class)));
      assertFalse(larder.exists("tags"));
      assertEquals(3, fork.sortedSet("board", String.class).score("ann").getAsDouble());
      assertEquals("eat", fork.value("motto", String.class).get());
      assertEquals(8, fork.counter("hits").get());
      assertEquals(7, larder.counter("hits").get());
      assertEquals(Set.of("stock", "names", "tags", "board", "motto", "hits"), fork.names());
    }
    assertEquals(5, stock.get("tea"));
  }

  @Test
  void aForkOutlivesItsStoreAndAForkOfIt() {
    map(larder, "m").put("k", 1);
    Larder first = larder.fork();
    Larder second = first.fork();
    map(first, "m").put("k", 2);
    larder.close();
    assertEquals(1, map(second, "m").get("k"));
    first.close();
    assertThrows(LarderClosedException.class, () -> map(first, "m").get("k"));
    assertThrows(LarderClosedException.class, larder::fork);
    assertEquals(1, map(second, "m").size());
    assertEquals(1, map(second, "m").get("k"));
    second.close();
  }

  @Test
  void deadlinesGoAlong() {
    LarderMap<String, Integer> stock = map(larder, "stock");
    stock.put("soon", 1, Duration.ofSeconds(5));
    stock.put("late", 2);
    larder.value("v", String.class).set("x", Duration.ofSeconds(5));
    larder.list("l", String.class).add("x");
    map(larder, "whole").put("k", 1);
    larder.expire("whole", Duration.ofSeconds(5));
    Mark mark = larder.mark();
    try (Larder fork = larder.fork()) {
      larder.persist("whole");
      clock.advance(Duration.ofSeconds(4));
      assertEquals(Duration.ofSeconds(1), fork.timeToLive("v").orElseThrow());
      assertEquals(Duration.ofSeconds(1), fork.timeToLive("whole").orElseThrow());
      LarderMap<String, Integer> whole = map(fork, "whole");
      assertEquals(1, whole.get("k"));
      clock.advance(Duration.ofSeconds(1));
      assertEquals(1, map(fork, "stock").size());
      assertEquals(Set.of("late"), map(fork, "stock").keySet());
      assertTrue(whole.isEmpty());
      assertEquals(Set.of("stock", "l"), fork.names());
      assertEquals(Set.of("stock", "l", "whole"), larder.names());
      larder.rewind(mark);
      assertEquals(1, stock.size());
      assertEquals(Set.of("late"), stock.keySet());
      assertEquals(Set.of("stock", "l"), larder.names());
    }
  }

  @Test
  void aForkOfAStoreOnADiskIsInMemoryAndDecodesLazily(@TempDir Path directory) {
    try (Larder durable = Larder.open(directory)) {
      map(durable, "m").put("k", 1);
      durable.list("l", String.class).add("x");
    }
    try (Larder durable = Larder.open(directory);
        Larder fork = durable.fork()) {
      assertThrows(WrongTypeException.class, () -> fork.list("m", String.class));
      assertEquals(1, map(fork, "m").get("k"));
      map(fork, "m").put("k", 2);
      assertEquals(1, map(durable, "m").get("k"));
      map(durable, "m").put("durable", 3);
      assertTrue(fork.recovery().isEmpty());
      assertThrows(UnsupportedOperationException.class, fork::sync);
      assertThrows(UnsupportedOperationException.class, durable::mark);
      durable.snapshot();
      map(durable, "m").put("after", 4);
    }
    try (Larder durable = Larder.open(directory)) {
      assertEquals(Map.of("k", 1, "durable", 3, "after", 4), map(durable, "m"));
      assertEquals(List.of("x"), List.copyOf(durable.list("l", String.class)));
    }
  }

  @Test
  void marksAreIndependentOfEachOther() {
    LarderMap<String, Integer> stock = map(larder, "stock");
    Mark empty = larder.mark();
    stock.put("a", 1);
    Mark one = larder.mark();
    stock.put("b", 2);
    Mark two = larder.mark();
    stock.clear();
    larder.rewind(two);
    assertEquals(Map.of("a", 1, "b", 2), stock);
    assertEquals(2, stock.size());
    larder.rewind(empty);
    assertTrue(stock.isEmpty());
    assertFalse(larder.exists("stock"));
    larder.list("stock", String.class).add("another type");
    larder.rewind(one);
    assertEquals(Map.of("a", 1), stock);
    assertEquals(1, stock.size());
    stock.put("c", 3);
    larder.rewind(one);
    larder.rewind(two);
    assertEquals(2, stock.size());
    two.close();
    assertThrows(IllegalStateException.class, () -> larder.rewind(two));
    try (Larder other = Larder.inMemory()) {
      assertThrows(IllegalArgumentException.class, () -> other.rewind(one));
    }
  }

  @Test
  void worldsThatNobodyLookedIntoAreSkipped() {
    LarderMap<String, Integer> stock = map(larder, "stock");
    stock.put("a", 1);
    Mark first = larder.mark();
    stock.put("b", 2);
    larder.rewind(first);
    Mark second = larder.mark(); // of a copy that nobody has looked into
    Mark third = larder.mark();
    try (Larder fork = larder.fork()) {
      stock.put("c", 3);
      larder.rewind(third);
      map(fork, "stock").put("d", 4);
      assertEquals(Map.of("a", 1), stock);
      assertEquals(1, stock.size());
      stock.put("e", 5);
      larder.rewind(second);
      larder.rewind(first);
      larder.mark().close();
      assertEquals(1, stock.size());
      assertEquals(Map.of("a", 1), stock);
      assertEquals(Map.of("a", 1, "d", 4), map(fork, "stock"));
      assertEquals(2, map(fork, "stock").size());
    }
  }

  @Test
  void oneTestAfterTheOtherBeginsWithTheSame() {
    LarderMap<String, Integer> idle = map(larder, "idle");
    idle.put("k", 0);
    for (int i = 0; i < 500; i++) {
      map(larder, "m" + i % 50).put("k" + i, i);
    }
    for (int i = 0; i < 300; i++) {
      try (Mark mark = larder.mark()) {
        map(larder, "m" + i % 50).clear();
        larder.delete("m" + (i + 1) % 50);
        map(larder, "n" + i).put("k", i);
        larder.rewind(mark);
      }
      assertEquals(10, map(larder, "m" + i % 50).size());
      assertEquals(51, larder.names().size());
    }
    assertEquals(0, idle.get("k"));
    assertEquals(1, idle.size());
  }

  @Test
  void removingAlmostAllOfALargeCopyKeepsTheRest() {
    LarderMap<String, Integer> large = map(larder, "large");
    for (int i = 0; i < 20_000; i++) {
      large.put("k" + i, i);
    }
    Mark mark = larder.mark();
    large.clear();
    larder.rewind(mark);
    for (int i = 0; i < 19_990; i++) {
      assertEquals(i, large.remove("k" + i));
    }
    assertEquals(10, large.size());
    larder.rewind(mark);
    assertEquals(20_000, large.size());
    for (int i = 20_000; i < 60_000; i++) {
      large.put("k" + i, i);
    }
    assertEquals(60_000, large.size());
    assertEquals(59_999, large.get("k59999"));
  }

  @Test
  void whoWaitsGetsWhatWasThere() throws Exception {
    LarderList<String> jobs = larder.list("jobs", String.class);
    jobs.add("first");
    Mark mark = larder.mark();
    jobs.clear();
    List<String> taken = new ArrayList<>();
    Thread taker =
        new Thread(
            () -> {
              try {
                taken.add(jobs.deque().pollFirst(30, TimeUnit.SECONDS));
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });
    taker.start();
    while (taker.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    larder.rewind(mark);
    taker.join();
    assertEquals(List.of("first"), List.copyOf(taken));
    assertTrue(jobs.isEmpty());
  }
}
