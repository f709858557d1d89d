package dev.larder.internal.kind;

import static dev.larder.internal.kind.SortedSetFixture.shelf;
import static dev.larder.internal.kind.SortedSetFixture.strings;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.LarderSortedSet.Aggregate;
import dev.larder.LarderSortedSet.Popped;
import dev.larder.LarderSortedSet.Weighted;
import dev.larder.ListEnd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Pops that wait. */
@Timeout(60)
class SortedSetWaitingTest {
  private static final Duration LONG = Duration.ofSeconds(Long.MAX_VALUE);

  private final Shelf shelf = shelf();
  private final SortedSetHandle<String> first = strings(shelf, "first");
  private final SortedSetHandle<String> second = strings(shelf, "second");

  private FutureTask<Optional<Popped<String>>> waiting(ListEnd end) {
    FutureTask<Optional<Popped<String>>> task =
        new FutureTask<>(() -> first.pop(end, LONG, List.of(second)));
    new Thread(task).start();
    while (!shelf.takers().areWaitingOn(second.binding().name)) {
      Thread.onSpinWait();
    }
    return task;
  }

  @Test
  void theFirstSetThatGetsAMemberServes() throws InterruptedException, ExecutionException {
    FutureTask<Optional<Popped<String>>> taker = waiting(ListEnd.LAST);
    second.addAll(Map.of("a", 1.0, "b", 2.0));
    assertEquals(Optional.of(new Popped<>("second", "b", 2)), taker.get());
    assertEquals(1, second.size());
  }

  @Test
  void unionsServeToo() throws InterruptedException, ExecutionException {
    SortedSetHandle<String> third = strings(shelf, "third");
    third.add("c", 3);
    FutureTask<Optional<Popped<String>>> taker = waiting(ListEnd.FIRST);
    first.storeUnion(List.of(new Weighted<>(third, 2)), Aggregate.SUM);
    assertEquals(Optional.of(new Popped<>("first", "c", 6)), taker.get());
    assertEquals(0, first.size());
  }

  @Test
  void timeGoesBy() throws InterruptedException {
    assertEquals(Optional.empty(), first.pop(ListEnd.FIRST, Duration.ofMillis(3), List.of(second)));
  }

  @Test
  void anInterruptTakesNothing() throws InterruptedException {
    first.add("a", 1);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> first.pop(ListEnd.FIRST, LONG, List.of()));
    assertEquals(1, first.size());
  }
}
