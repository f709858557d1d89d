package dev.larder.internal.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.LarderClosedException;
import dev.larder.ListEnd;
import dev.larder.internal.cell.Name;
import dev.larder.internal.tx.TxAccess;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Those who wait without a thread. */
@Timeout(120)
class CalledTakersTest {
  private final ListShelf store = new ListShelf();
  private final Takers takers = store.shelf.takers();
  private final List<String> heard = new ArrayList<>();

  private final class Hearing implements Receiver<Integer> {
    private final String me;

    Hearing(String me) {
      this.me = me;
    }

    @Override
    public void taken(Integer element) {
      heard.add(me + element);
    }

    @Override
    public void closed() {
      heard.add(me + " closed");
    }
  }

  private static ListHandle<Integer> in(ListShelf store, TxAccess tx, Name name) {
    return new ListHandle<>(store.shelf, name, Element.of(Integer.class), tx);
  }

  private Integer pop(TxAccess tx, Name name) {
    return in(store, tx, name).pop(ListEnd.FIRST);
  }

  private Waiting await(String me, String... names) {
    return takers.await(namesOf(names), this::pop, new Hearing(me));
  }

  private static List<Name> namesOf(String... names) {
    return Arrays.stream(names).map(Name::of).toList();
  }

  private Waiting move(String me, String from, String to) {
    return takers.await(
        namesOf(from),
        (tx, name) -> {
          Integer element = pop(tx, name);
          if (element != null) {
            in(store, tx, Name.of(to)).add(element);
          }
          return element;
        },
        new Hearing(me));
  }

  @Test
  void firstComeFirstServed() {
    await("x", "a");
    await("y", "b", "a");
    await("z", "a");
    store.list("a").add(1);
    store.list("a").addAll(List.of(2, 3, 4));
    assertEquals(List.of("x1", "y2", "z3"), heard);
    await("w", "a");
    assertEquals(List.of("x1", "y2", "z3", "w4"), heard);
    assertFalse(takers.areWaitingOn(Name.of("a")));
  }

  @Test
  void aCancelledWaitTakesNothing() {
    Waiting x = await("x", "a");
    await("y", "a");
    assertTrue(x.cancel());
    assertFalse(x.cancel());
    store.list("a").add(1);
    assertEquals(List.of("y1"), heard);
  }

  @Test
  void closingTellsAll() {
    Waiting x = await("x", "a", "b");
    store.close();
    assertEquals(List.of("x closed"), heard);
    assertFalse(x.cancel());
    assertThrows(LarderClosedException.class, () -> await("y", "a"));
  }

  @Test
  void threadsAndReceiversStandInOneQueue() throws Exception {
    ExecutorService threads = Executors.newCachedThreadPool();
    await("x", "a");
    Future<Integer> parked = threads.submit(() -> store.list("a").deque().take());
    while (waiting("a") < 2) {
      Thread.onSpinWait();
    }
    await("z", "a");
    store.list("a").addAll(List.of(1, 2, 3));
    assertEquals(2, parked.get());
    assertEquals(List.of("x1", "z3"), heard);
    threads.shutdownNow();
  }

  private int waiting(String name) {
    return takers.waitingOn(Name.of(name));
  }

  @Test
  void whoOnlyLooksStopsNobody() {
    PopOne<Integer> look =
        new PopOne<>() {
          @Override
          public Integer pop(TxAccess tx, Name name) {
            ListHandle<Integer> list = in(store, tx, name);
            return list.size() > 1 ? list.get(0) : null;
          }

          @Override
          public boolean isEmptyForAll() {
            return false;
          }
        };
    takers.await(namesOf("a"), look, new Hearing("look"));
    await("x", "a");
    takers.await(namesOf("a"), look, new Hearing("also"));
    store.list("a").add(1);
    assertEquals(List.of("x1"), heard);
    store.list("a").addAll(List.of(2, 3));
    assertEquals(List.of("x1", "look2", "also2"), heard);
  }

  @Test
  void removalsAreHeardByThoseWhoAsk() {
    PopOne<Integer> gone =
        new PopOne<>() {
          @Override
          public Integer pop(TxAccess tx, Name name) {
            return in(store, tx, name).isEmpty() ? -1 : null;
          }

          @Override
          public boolean isEmptyForAll() {
            return false;
          }

          @Override
          public boolean isForRemovals() {
            return true;
          }
        };
    store.list("a").add(1);
    takers.await(namesOf("a"), gone, new Hearing("gone"));
    assertEquals(List.of(), heard);
    store.list("a").add(2);
    assertEquals(List.of(), heard);
    new Names(store.shelf, store.shelf.direct()).delete(Name.of("a"));
    assertEquals(List.of("gone-1"), heard);
  }

  @Test
  void aChainOfMovesIsFollowed() {
    for (int i = 0; i < 2_000; i++) {
      move("m", "l" + i, "l" + (i + 1));
    }
    store.list("l0").add(7);
    assertEquals(2_000, heard.size());
    assertEquals(List.of(7), List.copyOf(store.list("l2000")));
  }

  @Test
  void twoWhoMoveInACircleEnd() {
    move("x", "a", "b");
    move("y", "b", "a");
    store.list("a").add(7);
    assertEquals(List.of("x7", "y7"), heard);
    assertEquals(List.of(7), List.copyOf(store.list("a")));
  }

  @Test
  void collectionsAreServedInTheOrderOfTheirChanges() {
    move("m", "a", "c");
    await("x", "c", "b");
    store
        .shelf
        .transactor()
        .run(
            tx -> {
              in(store, tx, Name.of("a")).add(1);
              return in(store, tx, Name.of("b")).add(2);
            });
    // What the move puts into c comes behind b, which was changed before.
    assertEquals(List.of("m1", "x2"), heard);
  }

  @Test
  void aReceiverMayWaitAgain() {
    int[] count = new int[1];
    class Again implements Receiver<Integer> {
      @Override
      public void taken(Integer element) {
        count[0]++;
        takers.await(namesOf("a"), CalledTakersTest.this::pop, this);
      }

      @Override
      public void closed() {}
    }
    takers.await(namesOf("a"), this::pop, new Again());
    List<Integer> many = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      many.add(i);
    }
    store.list("a").addAll(many);
    assertEquals(500, count[0]);
  }

  /** Pushes against waits that are cancelled: each element comes out once. */
  @Test
  void nothingIsLostOrDoubled() throws Exception {
    int each = 4_000;
    ExecutorService threads = Executors.newCachedThreadPool();
    ConcurrentLinkedQueue<Integer> out = new ConcurrentLinkedQueue<>();
    Receiver<Integer> receiver =
        new Receiver<>() {
          @Override
          public void taken(Integer element) {
            out.add(element);
          }

          @Override
          public void closed() {}
        };
    List<Future<?>> all = new ArrayList<>();
    for (int t = 0; t < 2; t++) {
      int from = t * each;
      all.add(
          threads.submit(
              () -> {
                SplittableRandom chance = new SplittableRandom(from);
                for (int i = from; i < from + each; i++) {
                  store.list(chance.nextBoolean() ? "a" : "b").add(i);
                }
              }));
      all.add(
          threads.submit(
              () -> {
                SplittableRandom chance = new SplittableRandom(from + 7);
                for (int i = 0; i < each; i++) {
                  Waiting waiting = takers.await(namesOf("a", "b"), this::pop, receiver);
                  if (chance.nextBoolean()) {
                    waiting.cancel();
                  }
                }
              }));
    }
    for (Future<?> one : all) {
      one.get();
    }
    for (int left = 0; left < 2 * each; left++) {
      takers.await(namesOf("a", "b"), this::pop, receiver);
    }
    threads.shutdownNow();
    BitSet seen = new BitSet();
    out.forEach(seen::set);
    assertEquals(2 * each, out.size());
    assertEquals(2 * each, seen.cardinality());
  }
}
