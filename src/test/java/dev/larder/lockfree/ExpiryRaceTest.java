package dev.larder.lockfree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.Element;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.table.Steps;
import dev.larder.internal.table.Steps.Step;
import dev.larder.internal.time.TimeSource;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** An entry that runs out while a thread is in the middle of a change of it. */
@Isolated // the probe is one for the JVM
class ExpiryRaceTest {
  private static final Duration TEN = Duration.ofMillis(10);
  private static final long GUARD_SECONDS = 60;

  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final LarderMap<String, String> other = larder.map("n", String.class, String.class);
  private final Shelf shelf = new Shelf(new Engine(new TimeSource(clock))); // without a sweeper
  private final LarderMap<String, String> map =
      new MapHandle<>(
          shelf, Name.of("m"), Element.of(String.class), Element.of(String.class), shelf.direct());

  @AfterEach
  void close() {
    Steps.probe(null);
    larder.close();
  }

  /** Runs an action on another thread, stopped at a step for as long as {@code meanwhile} takes. */
  private static <T> T stopped(
      Step step, java.util.concurrent.Callable<T> action, Runnable meanwhile) throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    FutureTask<T> task = new FutureTask<>(action);
    Thread thread = new Thread(task, "stopped");
    thread.setDaemon(true);
    Steps.probe(
        reached -> {
          if (reached == step && Thread.currentThread() == thread && arrived.getCount() > 0) {
            arrived.countDown();
            await(release);
          }
        });
    thread.start();
    await(arrived);
    meanwhile.run();
    release.countDown();
    return task.get(GUARD_SECONDS, TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(GUARD_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void whoSawItGoneStopsAChangeThatTookItAsThere() throws Exception {
    map.put("a", "old", TEN);
    String before =
        stopped(
            Step.DECIDED,
            () -> map.replace("a", "new"),
            () -> {
              clock.advance(TEN);
              assertNull(map.get("a"));
            });
    assertNull(before);
    assertNull(map.get("a"));
  }

  @Test
  void whoSawItGoneStopsATransactionThatTookItAsThere() throws Exception {
    LarderMap<String, String> expiring = larder.map("e", String.class, String.class);
    expiring.put("a", "old", TEN);
    String copied =
        stopped(
            Step.CLAIMED,
            () ->
                larder.transact(
                    tx -> {
                      String value = tx.on(expiring).get("a");
                      tx.on(other).put("b", String.valueOf(value));
                      return value;
                    }),
            () -> {
              clock.advance(TEN);
              assertNull(expiring.get("a"));
            });
    assertEquals(String.valueOf(copied), other.get("b"));
  }

  @Test
  void theSizeIsExactWhileASweepIsOnItsWay() throws Exception {
    map.put("stays", "x");
    map.put("a", "x", TEN);
    map.put("b", "x", TEN);
    clock.advance(TEN);
    int size = stopped(Step.DECIDED, map::size, () -> assertEquals(1, map.size()));
    assertEquals(1, size);
  }
}
