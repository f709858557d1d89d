package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.AddCondition;
import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.LarderCounter;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.LarderSortedSet;
import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderValue;
import dev.larder.ListEnd;
import dev.larder.ScoreRange;
import dev.larder.Subscription;
import dev.larder.WrongTypeException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.api.map.ImmutableMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of README.md. */
class ReadmeTest {
  private final Larder larder = Larder.inMemory();

  @AfterEach
  void close() {
    larder.close();
  }

  @Test
  void atAGlance() {
    // [glance]
    Larder larder = Larder.inMemory(); // close it in the end: it is AutoCloseable
    LarderMap<String, Integer> stock = larder.map("stock", String.class, Integer.class);
    LarderList<String> orders = larder.list("orders", String.class);
    stock.put("jam", 3);

    int left =
        larder.transact(
            tx -> { // both changes are seen at one moment, or none
              tx.on(orders).add("jam");
              return tx.on(stock).merge("jam", -1, Integer::sum);
            });
    // []
    larder.close();
    assertEquals(2, left);
  }

  @Test
  void valuesAndCounters() {
    // [values]
    LarderValue<String> motto = larder.value("motto", String.class);
    motto.set("waste not");
    motto.update(old -> old + ", want not");
    motto.expire(Duration.ofHours(1));

    LarderCounter visits = larder.counter("visits");
    visits.increment(); // exact under contention; an overflow throws
    // []
    assertEquals("waste not, want not", motto.get());
    assertEquals(1, visits.get());
  }

  @Test
  void maps() {
    // [maps]
    LarderMap<String, Integer> stock = larder.map("stock", String.class, Integer.class);
    stock.merge("jam", 1, Integer::sum); // everything that a ConcurrentMap does
    stock.put("milk", 2, Duration.ofDays(3)); // gone after three days
    stock.putAll(Map.of("salt", 9, "rice", 4)); // nobody sees only one of them
    ImmutableMap<String, Integer> moment = stock.snapshot(); // while writers go on
    // []
    assertEquals(4, moment.size());
    assertTrue(stock.timeToLive("milk").isPresent());
  }

  @Test
  void sets() {
    // [sets]
    LarderSet<String> fresh = larder.set("fresh", String.class);
    LarderSet<String> sold = larder.set("sold", String.class);
    fresh.addAll(List.of("apple", "pear", "plum"));
    fresh.move("pear", sold); // in one of the two at each moment
    fresh.union(List.of(sold)); // of one moment, all three
    // []
    assertEquals(2, fresh.size());
    assertEquals(3, fresh.union(List.of(sold)).size());
  }

  @Test
  void lists() throws InterruptedException {
    // [lists]
    LarderList<String> orders = larder.list("orders", String.class);
    orders.add("jam");
    orders.add(1, "rice"); // O(log n), anywhere
    ImmutableList<String> firstTwo = orders.range(0, 2);

    LarderList<String> done = larder.list("done", String.class);
    orders.move(ListEnd.FIRST, done, ListEnd.LAST);
    String next = orders.deque().takeFirst(); // waits while there is none
    // []
    assertEquals(List.of("jam", "rice"), firstTwo.castToList());
    assertEquals("rice", next);
    assertFalse(larder.exists("orders"));
  }

  @Test
  void sortedSets() {
    // [sorted]
    LarderSortedSet<String> scores = larder.sortedSet("scores", String.class);
    scores.add("ann", 31);
    scores.increment("bob", 42);
    scores.add("ann", 30, AddCondition.ONLY_IF_GREATER); // keeps 31
    scores.reverseRank("ann"); // 1: one is ahead of her
    scores.range(0, 10, Direction.DESCENDING); // the ten best, with scores
    scores.count(ScoreRange.atLeast(40)); // 1
    // []
    assertEquals(1, scores.reverseRank("ann").orElseThrow());
    assertEquals(31, scores.score("ann").orElseThrow());
    assertEquals(1, scores.count(ScoreRange.atLeast(40)));
  }

  @Test
  void channels() {
    List<String> heard = new ArrayList<>();
    // [channels]
    Channel<String> news = larder.channel("news.local", String.class);
    Subscription direct = news.subscribe(heard::add);
    Subscription byPattern =
        larder.subscribe("news.*", String.class, (channel, text) -> heard.add(channel));
    int receivers = news.publish("the shop is open"); // on this thread, in order
    direct.close();
    // []
    assertEquals(2, receivers);
    assertTrue(byPattern.isActive());
    assertEquals(List.of("the shop is open", "news.local"), heard);
  }

  @Test
  void names() {
    larder.counter("visits").increment();
    larder.set("sold", String.class).add("pear");
    // [names]
    larder.rename("visits", "visits.2025");
    larder.expire("sold", Duration.ofDays(1));
    larder.delete("motto", "scores"); // all at one moment
    larder.type("visits.2025"); // counter
    larder.clear(); // everything, in constant time
    // []
    assertEquals(Optional.empty(), larder.type("visits.2025"));
    larder.counter("visits").increment();
    assertThrows(WrongTypeException.class, () -> larder.value("visits", String.class).get());
  }

  @Test
  void durable(@TempDir Path directory) {
    // [durable]
    try (Larder larder = Larder.open(directory)) { // a journal, synced at least every second
      larder.map("stock", String.class, Integer.class).put("jam", 3);
      larder.sync(); // all that returned before is on the disk
      larder.snapshot(); // the state in one file; the journal before it goes
    }
    // []
    try (Larder again = Larder.open(directory)) {
      assertEquals(3, again.map("stock", String.class, Integer.class).get("jam"));
    }
  }
}
