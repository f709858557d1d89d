package dev.larder.internal.kind;

import static dev.larder.internal.kind.SortedSetFixture.shelf;
import static dev.larder.internal.kind.SortedSetFixture.sortedSet;
import static dev.larder.internal.kind.SortedSetFixture.strings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.AddCondition;
import dev.larder.LarderSortedSet.Aggregate;
import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Popped;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.LarderSortedSet.Weighted;
import dev.larder.ListEnd;
import dev.larder.ScoreRange;
import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What programs of random operations don't reach: errors, types, expiry, threads. */
class SortedSetHandleTest {
  private final Shelf shelf = shelf();
  private final SortedSetHandle<String> set = strings(shelf, "set");

  static void refuses(String inMessage, Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(inMessage), message);
  }

  private void outOfBounds(int from, int to) {
    String expected = "ranks from " + from + " to " + to + ": 0 <= from <= to must hold";
    assertEquals(
        expected,
        assertThrows(IndexOutOfBoundsException.class, () -> set.range(from, to)).getMessage());
    assertEquals(
        expected,
        assertThrows(IndexOutOfBoundsException.class, () -> set.removeRange(from, to))
            .getMessage());
  }

  @Test
  void badArgumentsSayWhatIsWrongAndChangeNothing() {
    set.add("a", Double.POSITIVE_INFINITY);
    refuses("NaN", () -> set.add("a", Double.NaN));
    refuses("NaN", () -> set.add("a", Double.NaN, AddCondition.ONLY_IF_NEW));
    refuses("NaN", () -> set.increment("a", Double.NaN));
    refuses("Infinity + -Infinity", () -> set.increment("a", Double.NEGATIVE_INFINITY));
    refuses("NaN", () -> set.addAll(Map.of("b", 1.0, "c", Double.NaN)));
    refuses(
        "ONLY_IF_NEW",
        () -> set.add("b", 1, AddCondition.ONLY_IF_NEW, AddCondition.ONLY_IF_PRESENT));
    refuses(
        "exclude each other",
        () -> set.add("b", 1, AddCondition.ONLY_IF_LESS, AddCondition.ONLY_IF_GREATER));
    ScoreRange all = ScoreRange.all();
    refuses("offset -1", () -> set.rangeByScore(all, Direction.ASCENDING, -1, 1));
    refuses("limit -2", () -> set.rangeByScore(all, Direction.ASCENDING, 0, -2));
    refuses("at least one", () -> set.intersection(List.of(), Aggregate.SUM));
    outOfBounds(-1, 1);
    outOfBounds(2, 1);
    assertThrows(NullPointerException.class, () -> set.add(null, 1));
    assertThrows(NullPointerException.class, () -> set.score(null));
    assertThrows(NullPointerException.class, () -> set.rank(null));
    assertThrows(NullPointerException.class, () -> set.remove(null));
    assertThrows(NullPointerException.class, () -> set.range(0, 1, null));
    assertThrows(NullPointerException.class, () -> set.count(null));
    assertThrows(NullPointerException.class, () -> set.pop(ListEnd.FIRST, null, List.of()));
    assertEquals(List.of(new Scored<>("a", Double.POSITIVE_INFINITY)), set.snapshot());
  }

  @Test
  void ranksBeyondTheLastAreCut() {
    set.addAll(Map.of("a", 1.0, "b", 2.0));
    assertEquals(2, set.range(0, Integer.MAX_VALUE).size());
    assertEquals(0, set.range(Integer.MAX_VALUE, Integer.MAX_VALUE).size());
    assertEquals(1, set.removeRange(1, Integer.MAX_VALUE));
  }

  @Test
  void setsOfAnotherStoreAreRefused() throws InterruptedException {
    SortedSetHandle<String> other = strings(shelf(), "other");
    List<Weighted<String>> sets = List.of(new Weighted<>(other, 1));
    refuses("'other' must be of the same store as 'set'", () -> set.union(sets, Aggregate.SUM));
    refuses("same store", () -> set.storeIntersection(sets, Aggregate.SUM));
    refuses("same store", () -> set.pop(ListEnd.FIRST, Duration.ZERO, List.of(other)));
  }

  @Test
  void anEmptySetDoesNotExist() {
    set.add("a", 1);
    assertThrows(
        WrongTypeException.class, () -> new CounterHandle(shelf, Name.of("set"), shelf.direct()));
    assertThrows(
        WrongTypeException.class,
        () -> sortedSet(shelf, "set", Integer.class, Comparator.naturalOrder()));
    assertTrue(set.remove("a"));
    CounterHandle counter = new CounterHandle(shelf, Name.of("set"), shelf.direct());
    counter.add(1);
    assertThrows(WrongTypeException.class, () -> set.add("a", 1));
    assertThrows(WrongTypeException.class, set::size);
    assertThrows(
        WrongTypeException.class,
        () -> strings(shelf, "free").storeUnion(List.of(new Weighted<>(set, 1)), Aggregate.SUM));
    assertThrows(WrongTypeException.class, () -> set.storeUnion(List.of(), Aggregate.SUM));
    assertEquals(1, counter.get());
  }

  @Test
  void expiryStaysWithChangesAndGoesWithTheContent() {
    assertFalse(set.expire(Duration.ofSeconds(5)));
    set.add("a", 1);
    assertTrue(set.expire(Duration.ofSeconds(5)));
    set.add("b", 1);
    set.popFirst();
    assertEquals(Optional.of(Duration.ofSeconds(5)), set.timeToLive());
    set.storeUnion(List.of(new Weighted<>(set, 2)), Aggregate.SUM);
    assertEquals(Optional.empty(), set.timeToLive());
    assertEquals(List.of(new Scored<>("b", 2)), set.snapshot());
    set.clear();
    assertTrue(set.isEmpty());
  }

  @Test
  void theZeroThatCameFirstStays() {
    set.add("a", -0.0);
    assertFalse(set.add("a", 0.0, new AddCondition[0]).changed());
    assertEquals(OptionalDouble.of(-0.0), set.score("a"));
    assertEquals(List.of(new Scored<>("a", -0.0)), set.rangeByScore(ScoreRange.closed(0.0, 0.0)));
  }

  @Test
  void zeroTimesInfinityIsZero() {
    set.add("a", Double.POSITIVE_INFINITY);
    assertEquals(
        List.of(new Scored<>("a", 0)), set.union(List.of(new Weighted<>(set, 0)), Aggregate.SUM));
    assertEquals(
        List.of(new Scored<>("a", 0)),
        set.intersection(List.of(new Weighted<>(set, 1), new Weighted<>(set, -1)), Aggregate.SUM));
  }

  @Test
  void popsOfSeveralSetsLookInOrder() throws InterruptedException {
    SortedSetHandle<String> second = strings(shelf, "second");
    SortedSetHandle<String> third = strings(shelf, "third");
    second.addAll(Map.of("a", 1.0, "b", 2.0));
    third.add("c", 3);
    List<SortedSetHandle<String>> others = List.of(second, third);
    assertEquals(
        Optional.of(new Popped<>("second", "b", 2)), set.pop(ListEnd.LAST, Duration.ZERO, others));
    assertEquals(
        Optional.of(new Popped<>("second", "a", 1)), set.pop(ListEnd.LAST, Duration.ZERO, others));
    assertEquals(
        Optional.of(new Popped<>("third", "c", 3)),
        shelf
            .transactor()
            .run(
                tx -> {
                  try {
                    return set.in(tx).pop(ListEnd.FIRST, Duration.ofDays(1), others);
                  } catch (InterruptedException e) {
                    throw new AssertionError(e);
                  }
                }));
    assertEquals(Optional.empty(), set.pop(ListEnd.FIRST, Duration.ofSeconds(-1), others));
  }

  @Test
  void aVersionThatWasReadDoesNotChange() {
    set.addAll(Map.of("a", 1.0, "b", 2.0));
    List<Scored<String>> before = set.snapshot().castToList();
    set.add("a", 3);
    assertEquals(List.of(new Scored<>("a", 1), new Scored<>("b", 2)), before);
    assertSame(set.snapshot().get(0), set.range(0, 1).get(0));
  }

  @Test
  void incrementsOfSeveralThreadsAddUp() throws InterruptedException {
    int threads = 4;
    int each = 5_000;
    List<Throwable> failures = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      SplittableRandom random = new SplittableRandom(t);
      Thread thread =
          new Thread(
              () -> {
                for (int i = 0; i < each; i++) {
                  set.increment("m" + random.nextInt(20), 1);
                }
              });
      thread.setUncaughtExceptionHandler((dead, failure) -> failures.add(failure));
      running.add(thread);
      thread.start();
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertEquals(List.of(), failures);
    set.content().checkInvariants();
    assertEquals(threads * each, set.snapshot().sumOfDouble(Scored::score));
  }

  @Test
  void movesBetweenSetsInTransactionsLoseNothing() throws InterruptedException {
    SortedSetHandle<String> other = strings(shelf, "other");
    for (int i = 0; i < 50; i++) {
      set.add("m" + i, i);
    }
    Thread mover =
        new Thread(
            () -> {
              for (int i = 0; i < 2_000; i++) {
                SortedSetHandle<String> from = i % 2 == 0 ? set : other;
                SortedSetHandle<String> to = i % 2 == 0 ? other : set;
                shelf
                    .transactor()
                    .run(
                        tx -> {
                          Scored<String> moved = from.inside(tx).popNow(ListEnd.FIRST);
                          return to.inside(tx).add(moved.member(), moved.score());
                        });
              }
            });
    mover.start();
    List<Weighted<String>> both = List.of(new Weighted<>(set, 1), new Weighted<>(other, 1));
    do {
      assertEquals(50, set.union(both, Aggregate.SUM).size());
      assertEquals(0, set.intersection(both, Aggregate.SUM).size());
    } while (mover.isAlive());
    mover.join();
    assertEquals(50, set.size() + other.size());
  }
}
