package dev.larder.internal.kind;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.LarderClosedException;
import dev.larder.LarderList.Taken;
import dev.larder.ListEnd;
import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Name;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Takes that wait: whom they serve, and how they end. */
@Timeout(60)
class TakersTest {
  private final ListShelf store = new ListShelf();
  private final ListHandle<Integer> a = store.list("a");
  private final ListHandle<Integer> b = store.list("b");
  private final List<Thread> threads = new ArrayList<>();

  @AfterEach
  void nobodyIsLeft() throws InterruptedException {
    store.close();
    for (Thread thread : threads) {
      thread.join();
    }
  }

  /** A call on a thread of its own, begun, and waiting. */
  private <T> FutureTask<T> waiting(Callable<T> call) {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(task);
    threads.add(thread);
    thread.start();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () ->
                thread.getState() == Thread.State.WAITING
                    || thread.getState() == Thread.State.TIMED_WAITING);
    return task;
  }

  private <T> Throwable failure(FutureTask<T> task) {
    return assertThrows(ExecutionException.class, task::get).getCause();
  }

  @Test
  void firstComeFirstServed() throws Exception {
    List<FutureTask<Integer>> takers = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      takers.add(waiting(() -> a.deque().take()));
    }
    a.add(0);
    a.add(1);
    a.addAll(List.of(2, 3));
    a.deque().addFirst(4);
    for (int i = 0; i < 5; i++) {
      assertEquals(i, takers.get(i).get());
    }
    assertTrue(a.isEmpty());
  }

  @Test
  void eachTakesFromItsEnd() throws Exception {
    FutureTask<Integer> first = waiting(() -> a.deque().takeLast());
    FutureTask<Integer> second = waiting(() -> a.deque().takeFirst());
    a.addAll(List.of(1, 2, 3));
    assertEquals(3, first.get());
    assertEquals(1, second.get());
    assertEquals(List.of(2), a);
  }

  @Test
  void waitsOnSeveralLists() throws Exception {
    FutureTask<Optional<Taken<Integer>>> both =
        waiting(() -> a.take(ListEnd.FIRST, Duration.ofDays(1), List.of(b)));
    FutureTask<Integer> behind = waiting(() -> b.deque().take());
    b.add(1);
    assertEquals(Optional.of(new Taken<>("b", 1)), both.get());
    a.add(2);
    assertEquals(List.of(2), a);
    b.add(3);
    assertEquals(3, behind.get());
    b.add(4);
    assertEquals(Optional.of(new Taken<>("a", 2)), a.take(ListEnd.LAST, Duration.ZERO, List.of(b)));
    assertEquals(
        Optional.of(new Taken<>("b", 4)), a.take(ListEnd.LAST, Duration.ZERO, List.of(b, b)));
    assertEquals(Optional.empty(), a.take(ListEnd.LAST, Duration.ofNanos(-1), List.of(b)));
  }

  @Test
  void timeOuts() throws Exception {
    assertNull(a.deque().pollFirst(1, TimeUnit.MILLISECONDS));
    assertNull(a.deque().pollLast(-1, TimeUnit.DAYS));
    assertEquals(Optional.empty(), a.take(ListEnd.FIRST, Duration.ofMillis(1), List.of(b)));
    FutureTask<Integer> patient =
        waiting(() -> a.deque().poll(Long.MAX_VALUE - 1, TimeUnit.NANOSECONDS));
    a.add(1);
    assertEquals(1, patient.get());
    a.add(2);
    assertEquals(2, a.deque().poll(1, TimeUnit.DAYS));
  }

  @Test
  void whoGaveUpIsPassedOver() throws Exception {
    FutureTask<Integer> first = waiting(() -> a.deque().take());
    FutureTask<Integer> second = waiting(() -> a.deque().take());
    threads.get(0).interrupt();
    assertEquals(InterruptedException.class, failure(first).getClass());
    a.add(1);
    assertEquals(1, second.get());
  }

  @Test
  void interruptedBeforehandTakesNothing() {
    a.add(1);
    Thread.currentThread().interrupt();
    assertThrows(InterruptedException.class, () -> a.deque().take());
    assertEquals(List.of(1), a);
  }

  @Test
  void closingWakesAll() {
    FutureTask<Integer> first = waiting(() -> a.deque().take());
    FutureTask<Integer> second = waiting(() -> b.deque().poll(1, TimeUnit.DAYS));
    store.close();
    assertEquals(LarderClosedException.class, failure(first).getClass());
    assertEquals(LarderClosedException.class, failure(second).getClass());
    assertThrows(LarderClosedException.class, () -> a.deque().take());
  }

  @Test
  void clearingDoesNotEndTheWait() throws Exception {
    FutureTask<Integer> taker = waiting(() -> a.deque().take());
    store.engine.clear();
    a.add(1);
    assertEquals(1, taker.get());
  }

  @Test
  void servedByTransactionsMovesAndRenames() throws Exception {
    FutureTask<Integer> taker = waiting(() -> a.deque().take());
    store.shelf.transactor().run(tx -> b.in(tx).add(1) && a.in(tx).add(2));
    assertEquals(2, taker.get());
    FutureTask<Integer> byMove = waiting(() -> a.deque().take());
    assertEquals(Optional.of(1), b.move(ListEnd.FIRST, a, ListEnd.LAST));
    assertEquals(1, byMove.get());
    FutureTask<Integer> byRename = waiting(() -> a.deque().take());
    b.add(3);
    new Names(store.shelf, store.shelf.direct()).rename(Name.of("b"), Name.of("a"));
    assertEquals(3, byRename.get());
  }

  @Test
  void waitsOutAnotherType() throws Exception {
    FutureTask<Integer> taker = waiting(() -> a.deque().take());
    CounterHandle counter = new CounterHandle(store.shelf, Name.of("a"), store.shelf.direct());
    counter.add(1);
    assertThrows(WrongTypeException.class, () -> a.deque().take());
    counter.remove();
    a.add(1);
    assertEquals(1, taker.get());
  }

  @Test
  void aTransactionDoesNotWait() {
    store
        .shelf
        .transactor()
        .run(
            tx -> {
              assertThrows(IllegalStateException.class, () -> a.in(tx).deque().take());
              try {
                assertNull(a.in(tx).deque().poll(1, TimeUnit.DAYS));
                a.in(tx).deque().put(1);
                return a.in(tx).take(ListEnd.FIRST, Duration.ofDays(1), List.of(b));
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
            });
    assertTrue(a.isEmpty());
  }

  @Test
  void manyAreServedByOneCall() throws Exception {
    int many = 200;
    List<FutureTask<Integer>> takers = new ArrayList<>();
    List<Integer> elements = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      takers.add(waiting(() -> a.deque().take()));
      elements.add(i);
    }
    a.addAll(elements);
    for (int i = 0; i < many; i++) {
      assertEquals(i, takers.get(i).get());
    }
  }
}
