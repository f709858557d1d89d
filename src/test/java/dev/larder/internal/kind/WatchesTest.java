package dev.larder.internal.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CollectionType;
import dev.larder.internal.cell.ChangeListener;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.SlotFiller;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import dev.larder.internal.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class WatchesTest {
  private static final int EACH = 5_000;
  private final AtomicLong clock = new AtomicLong(1_000);
  private final Engine engine = new Engine(new TimeSource(() -> Instant.ofEpochMilli(clock.get())));
  private final Shelf shelf = new Shelf(engine);
  private final Name name = Name.of("k");
  private final Names names = new Names(shelf, shelf.direct());

  private ValueHandle<Integer> value(String of) {
    return new ValueHandle<>(shelf, Name.of(of), Element.of(Integer.class), shelf.direct());
  }

  private MapHandle<String, Integer> map(String of) {
    return new MapHandle<>(
        shelf, Name.of(of), Element.of(String.class), Element.of(Integer.class), shelf.direct());
  }

  /** Whether a watch that begins now survives what is done then. */
  private boolean survives(Runnable between) {
    Watch watch = shelf.watches().watch(name);
    between.run();
    boolean untouched = shelf.transactor().run(watch::isUntouched);
    assertTrue(!watch.isTouched() || !untouched);
    watch.close();
    return untouched;
  }

  @Test
  void aChangeOfAValueTouches() {
    assertTrue(survives(() -> {}));
    assertFalse(survives(() -> value("k").set(1)));
    assertTrue(survives(() -> {}));
    assertFalse(survives(() -> value("k").set(1)));
    assertTrue(survives(() -> value("other").set(1)));
    assertFalse(survives(() -> names.expire(name, Duration.ofSeconds(9))));
    assertFalse(survives(() -> names.delete(name)));
    assertTrue(survives(() -> names.delete(name)));
    assertFalse(
        survives(
            () -> {
              value("k").set(1);
              names.delete(name);
            }));
  }

  @Test
  void aChangeInATableTouches() {
    map("k").put("a", 1);
    map("other").put("a", 1);
    assertTrue(survives(() -> map("k").get("a")));
    assertTrue(survives(() -> map("other").put("a", 1)));
    assertFalse(survives(() -> map("k").put("a", 1)));
    assertFalse(survives(() -> map("k").put("b", 2)));
    assertFalse(survives(() -> map("k").remove("b")));
    assertTrue(survives(() -> map("k").remove("none")));
    assertFalse(survives(() -> names.rename(name, Name.of("moved"))));
    assertFalse(survives(() -> names.rename(Name.of("moved"), name)));
    assertFalse(survives(() -> map("k").put("a", 3)));
    for (int i = 0; i < 100; i++) {
      map("k").put("x" + i, i);
    }
    assertEquals(101, map("k").size());
  }

  @Test
  void aChangeInATransactionTouchesAtItsCommit() {
    map("k").put("a", 1);
    assertFalse(
        survives(
            () ->
                shelf
                    .transactor()
                    .run(
                        tx ->
                            new MapHandle<>(
                                    shelf,
                                    name,
                                    Element.of(String.class),
                                    Element.of(Integer.class),
                                    tx)
                                .put("a", 2))));
  }

  @Test
  void whatRunsOutTouches() {
    value("k").set(1);
    names.expire(name, Duration.ofMillis(10));
    assertFalse(survives(() -> clock.addAndGet(20)));
    value("k").set(1);
    names.expire(name, Duration.ofMillis(10));
    clock.addAndGet(20);
    assertTrue(survives(() -> names.exists(name)));
  }

  @Test
  void aClearingTouchesWhatIsThere() {
    assertTrue(survives(engine::clear));
    value("k").set(1);
    assertFalse(survives(engine::clear));
    assertFalse(
        survives(
            () -> {
              value("k").set(1);
              engine.clear();
            }));
  }

  @Test
  void ownChangesDoNotTouchAtTheEnd() {
    map("k").put("a", 1);
    Watch watch = shelf.watches().watch(name);
    AtomicLong runs = new AtomicLong();
    boolean untouched =
        shelf
            .transactor()
            .run(
                tx -> {
                  runs.incrementAndGet();
                  boolean free = watch.isUntouched(tx);
                  new MapHandle<>(
                          shelf, name, Element.of(String.class), Element.of(Integer.class), tx)
                      .put("a", 2);
                  return free;
                });
    assertTrue(untouched);
    assertEquals(1, runs.get());
    assertFalse(watch.isTouched());
    watch.close();
  }

  @Test
  void listenersComeAndGo() {
    List<String> heard = new ArrayList<>();
    class Hearing implements ChangeListener {
      private final String me;

      Hearing(String me) {
        this.me = me;
      }

      @Override
      public void changed(Table table, Object key, Node before, Object after) {
        heard.add(me);
      }

      @Override
      public void cleared(World world) {
        heard.add(me + " cleared");
      }
    }
    Hearing a = new Hearing("a");
    Hearing b = new Hearing("b");
    engine.listen(a);
    engine.listen(b);
    engine.listen(a);
    value("k").set(1);
    engine.unlisten(a);
    value("k").set(2);
    engine.clear();
    engine.unlisten(b);
    engine.unlisten(b);
    value("k").set(3);
    assertEquals(List.of("a", "b", "b", "b cleared"), heard);
  }

  /** Begins to watch when a change has looked for watches and has not come yet. */
  private final class Late implements ChangeListener {
    private @Nullable Watch watch;
    private boolean seen;

    @Override
    public void changing(Table table, Object key, SlotFiller filler) {
      if (watch == null) {
        watch = shelf.watches().watch(name);
        if (names.type(name).orElse(null) == CollectionType.MAP) {
          // Else the change may as well have come before the watch.
          seen = map("k").containsKey("a") | map("k").containsKey("b");
        }
      }
    }

    @Override
    public void changed(Table table, Object key, @Nullable Node before, @Nullable Object after) {}
  }

  private void assertNotMissed(Runnable change) {
    shelf.watches().watch(name).close(); // it listens, and so hears first
    Late late = new Late();
    engine.listen(late);
    change.run();
    engine.unlisten(late);
    Watch watch = Objects.requireNonNull(late.watch, () -> "no watch; seen: " + late.seen);
    assertFalse(shelf.transactor().run(watch::isUntouched));
    watch.close();
  }

  @Test
  void aChangeThatLookedBeforeTheWatchBeganIsNotMissed() {
    assertNotMissed(() -> value("k").set(1)); // into an empty bucket
    assertNotMissed(() -> value("k").set(2));
    assertNotMissed(() -> names.delete(name));
    assertNotMissed(() -> map("k").put("a", 1));
    assertNotMissed(() -> map("k").put("a", 2));
    assertNotMissed(() -> map("k").put("b", 2));
    assertNotMissed(() -> map("k").remove("a"));
    assertNotMissed(
        () -> {
          value("other").set(1); // at which the watch begins
          engine.clear();
        });
    assertNotMissed(() -> inTransaction(1));
    assertNotMissed(() -> inTransaction(2));
  }

  private void inTransaction(int number) {
    shelf
        .transactor()
        .run(
            tx -> {
              MapHandle<String, Integer> map =
                  new MapHandle<>(
                      shelf, name, Element.of(String.class), Element.of(Integer.class), tx);
              map.put("a", number);
              return map.put("b", number);
            });
  }

  private int increment(boolean field) {
    int failures = 0;
    for (int done = 0; done < EACH; ) {
      Watch watch = shelf.watches().watch(name);
      Integer seen = field ? map("k").get("n") : value("k").get();
      int next = seen == null ? 1 : seen + 1;
      boolean won =
          shelf
              .transactor()
              .run(
                  tx -> {
                    if (!watch.isUntouched(tx)) {
                      return false;
                    }
                    if (field) {
                      new MapHandle<>(
                              shelf, name, Element.of(String.class), Element.of(Integer.class), tx)
                          .put("n", next);
                    } else {
                      new ValueHandle<>(shelf, name, Element.of(Integer.class), tx).set(next);
                    }
                    return true;
                  });
      watch.close();
      done += won ? 1 : 0;
      failures += won ? 0 : 1;
    }
    return failures;
  }

  private int total(boolean field) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    List<Future<Integer>> all = new ArrayList<>();
    all.add(threads.submit(() -> increment(field)));
    all.add(threads.submit(() -> increment(field)));
    // The third changes at once, without a watch and without a transaction.
    all.add(
        threads.submit(
            () -> {
              for (int i = 0; i < EACH; i++) {
                if (field) {
                  map("k").merge("n", 1, Integer::sum);
                } else {
                  value("k").update(n -> n == null ? 1 : n + 1);
                }
              }
              return 0;
            }));
    for (Future<Integer> one : all) {
      one.get();
    }
    threads.shutdownNow();
    return field ? map("k").get("n") : value("k").get();
  }

  @Test
  void noIncrementOfAValueIsLost() throws Exception {
    assertEquals(3 * EACH, total(false));
  }

  @Test
  void noIncrementOfAFieldIsLost() throws Exception {
    assertEquals(3 * EACH, total(true));
  }
}
