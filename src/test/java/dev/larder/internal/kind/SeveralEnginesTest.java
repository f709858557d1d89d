package dev.larder.internal.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.ChangeListener;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.SlotFiller;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.time.TimeSource;
import dev.larder.internal.tx.TxAccess;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One transaction over the keyspaces of several engines. */
public class SeveralEnginesTest {
  private static final Name A = Name.of("a");
  private static final Name B = Name.of("b");

  private final TimeSource time = new TimeSource(() -> Instant.EPOCH);
  private final Shelf first = new Shelf(new Engine(time));
  private final Shelf second = new Shelf(new Engine(time));

  private static MapHandle<Name, byte[]> hash(Shelf shelf, Name name, Access access) {
    return new MapHandle<>(shelf, name, Element.RAW_KEY, Element.RAW_VALUE, access);
  }

  private static WireNames keys(Shelf shelf) {
    return new WireNames(shelf, shelf.direct());
  }

  private static byte[] bytes(int value) {
    return new byte[] {(byte) value};
  }

  private static int value(Shelf shelf, Access access) {
    byte[] found = hash(shelf, A, access).get(B);
    return found == null ? 0 : found[0];
  }

  @Test
  void nobodySeesHalf() throws Exception {
    hash(first, A, first.direct()).put(B, bytes(100));
    int movers = 2;
    int rounds = 2_000;
    AtomicInteger running = new AtomicInteger(movers);
    ExecutorService threads = Executors.newFixedThreadPool(movers + 1);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < movers; i++) {
        SplittableRandom random = new SplittableRandom(i);
        all.add(
            threads.submit(
                () -> {
                  try {
                    for (int round = 0; round < rounds; round++) {
                      shift(random.nextBoolean(), random.nextInt(20));
                    }
                  } finally {
                    running.decrementAndGet();
                  }
                }));
      }
      Future<Integer> observer =
          threads.submit(
              () -> {
                int looks = 0;
                while (running.get() > 0) {
                  // from the other side than the movers, so that both orders of engines occur
                  int sum =
                      second
                          .transactor()
                          .run(tx -> value(second, tx) + value(first, tx.in(first.transactor())));
                  assertEquals(100, sum);
                  looks++;
                }
                return looks;
              });
      for (Future<?> each : all) {
        each.get();
      }
      assertTrue(observer.get() > 0);
    } finally {
      threads.shutdownNow();
    }
    assertEquals(100, value(first, first.direct()) + value(second, second.direct()));
  }

  /** Takes an amount from one side to the other, as far as there is so much. */
  private void shift(boolean forth, int amount) {
    first
        .transactor()
        .<@Nullable Void>run(
            tx -> {
              TxAccess there = tx.in(second.transactor());
              int left = value(first, tx);
              int right = value(second, there);
              int moved = forth ? Math.min(amount, left) : -Math.min(amount, right);
              hash(first, A, tx).put(B, bytes(left - moved));
              hash(second, A, there).put(B, bytes(right + moved));
              return null;
            });
  }

  @Test
  void aViewIsKept() {
    first
        .transactor()
        .<@Nullable Void>run(
            tx -> {
              TxAccess there = tx.in(second.transactor());
              assertSame(there, tx.in(second.transactor()));
              assertSame(tx, there.in(first.transactor()));
              return null;
            });
  }

  @Test
  void whatIsClearedMeanwhileIsReadAgain() {
    hash(second, A, second.direct()).put(B, bytes(1));
    List<Integer> seen = new ArrayList<>();
    first
        .transactor()
        .<@Nullable Void>run(
            tx -> {
              seen.add(value(second, tx.in(second.transactor())));
              if (seen.size() == 1) {
                second.engine().clear();
              }
              hash(first, A, tx).put(B, bytes(9));
              return null;
            });
    assertEquals(List.of(1, 0), seen);
  }

  /** Else it would be gone here, and have gone with what was cleared there before. */
  @Test
  void aMoveIntoWhatIsClearedAtTheCommitIsMadeAgain() {
    hash(first, A, first.direct()).put(B, bytes(1));
    hash(second, B, second.direct()).put(B, bytes(2));
    first
        .engine()
        .listen(
            new ChangeListener() {
              @Override
              public void changing(Table table, Object key, SlotFiller filler) {
                if (keys(second).exists(B)) {
                  second.engine().clear();
                  assertTrue(keys(first).exists(A)); // so the move comes after the clearing
                }
              }

              @Override
              public void changed(
                  Table table, Object key, @Nullable Node before, @Nullable Object after) {}
            });
    assertTrue(keys(first).move(A, keys(second)));
    assertFalse(keys(first).exists(A));
    assertEquals(1, value(second, second.direct()));
  }

  @Test
  void severalAreClearedAtOneMoment() throws Exception {
    int rounds = 2_000;
    AtomicInteger running = new AtomicInteger(1);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      Future<?> clearer =
          threads.submit(
              () -> {
                for (int round = 0; round < rounds; round++) {
                  first
                      .transactor()
                      .<@Nullable Void>run(
                          tx -> {
                            hash(first, A, tx).put(B, bytes(1));
                            hash(second, A, tx.in(second.transactor())).put(B, bytes(1));
                            return null;
                          });
                  WireNames.clear(List.of(keys(first), keys(second)));
                }
                running.decrementAndGet();
              });
      Future<?> observer =
          threads.submit(
              () -> {
                while (running.get() > 0) {
                  int sum =
                      second
                          .transactor()
                          .run(tx -> value(second, tx) + value(first, tx.in(first.transactor())));
                  assertEquals(0, sum % 2, "one was there without the other");
                }
              });
      clearer.get();
      observer.get();
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void listenersOfBothHearOfIt() {
    List<String> heard = new ArrayList<>();
    listen(first, "first", heard);
    listen(second, "second", heard);
    first
        .transactor()
        .<@Nullable Void>run(
            tx -> {
              new ByteString(second, B, tx.in(second.transactor())).put(bytes(1), Node.NEVER);
              new ByteString(first, A, tx).put(bytes(1), Node.NEVER);
              return null;
            });
    assertEquals(List.of("first a", "second b"), heard);
  }

  private static void listen(Shelf shelf, String called, List<String> heard) {
    shelf
        .engine()
        .listen(
            new ChangeListener() {
              @Override
              public void changed(
                  Table table, Object key, @Nullable Node before, @Nullable Object after) {
                heard.add(called + " " + key);
              }
            });
  }

  @Test
  void aMoveTakesNothingThatIsInTheWay() {
    hash(first, A, first.direct()).put(B, bytes(1));
    assertTrue(keys(first).move(A, keys(second)));
    assertFalse(keys(first).exists(A));
    assertEquals(1, value(second, second.direct()));
    hash(first, A, first.direct()).put(B, bytes(2));
    assertFalse(keys(first).move(A, keys(second)));
    assertEquals(2, value(first, first.direct()));
    assertEquals(1, value(second, second.direct()));
  }

  @Test
  void anExchangeTakesDeadlinesAlong() {
    hash(first, A, first.direct()).put(B, bytes(1));
    keys(first).expireAt(A, 5_000, 0, before -> true);
    hash(second, A, second.direct()).put(B, bytes(2));
    new ByteString(second, B, second.direct()).put(bytes(3), Node.NEVER);
    keys(first).exchange(keys(second));
    assertEquals(2, value(first, first.direct()));
    assertEquals(Node.NEVER, keys(first).deadline(A));
    assertTrue(keys(first).exists(B));
    assertEquals(1, value(second, second.direct()));
    assertEquals(5_000, keys(second).deadline(A));
    assertNull(keys(second).deadline(B));
  }
}
