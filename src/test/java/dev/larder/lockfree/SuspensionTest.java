package dev.larder.lockfree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.LarderSet;
import dev.larder.Mark;
import dev.larder.internal.table.Steps;
import dev.larder.internal.table.Steps.Step;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A thread is stopped at each step of each change, and all others go on with everything on the same
 * keys. Then it is let go, and what is there must fit together.
 */
@Isolated // the probe is one for the JVM
public class SuspensionTest {
  /** Guards against a hang; no outcome depends on it. */
  private static final long GUARD_SECONDS = Long.getLong("larder.guard.seconds", 60);

  private static final int KEYS = 6; // the next one makes the table grow

  /** What is stopped in its middle. */
  enum Change {
    PUT(data -> data.map.put("k0", 100)),
    PUT_NEW(data -> data.map.put("new", 100)),
    REMOVE(data -> data.map.remove("k0")),
    COMPUTE(data -> data.map.compute("k0", (key, value) -> 100)),
    COMPUTE_IF_ABSENT(data -> data.map.computeIfAbsent("k0-" + KEYS, key -> 100)),
    PUT_ALL(data -> data.map.putAll(Map.of("k0", 100, "k1", 100, "new", 100))),
    TRANSFER(
        data ->
            data.larder.inTransaction(
                tx -> {
                  Integer moved = tx.on(data.map).remove("k1");
                  tx.on(data.other).put("k1", moved == null ? 0 : moved);
                })),
    SNAPSHOT(data -> data.map.snapshot()),
    RENAME(data -> data.larder.rename("m", "x")),
    EXPIRE(data -> data.map.expire(Duration.ofDays(1))),
    PERSIST(
        data -> {
          data.larder.expire("n", Duration.ofDays(1));
          data.larder.persist("n");
        }),
    CLEAR(data -> data.map.clear()),
    DELETE(data -> data.larder.delete("m", "n")),
    LAST_OF_A_SET(data -> data.set.remove("only")),
    MOVE(data -> data.set.move("only", data.larder.set("t", String.class))),
    COUNT(data -> data.larder.counter("c").increment()),
    FORK(data -> data.larder.fork().close()),
    MARK_TWICE( // the second time, nobody may have looked into what came after the first
        data -> {
          data.larder.mark().close();
          data.larder.mark().close();
        }),
    REWIND(
        data -> {
          Mark mark = data.larder.mark();
          data.larder.rewind(mark);
          data.larder.rewind(mark);
        });

    private final Consumer<Data> action;

    Change(Consumer<Data> action) {
      this.action = action;
    }
  }

  /**
   * Which iteration of {@link #othersGoOn} leaves claims in the way of others when it is stopped.
   */
  public static int rename() {
    return Change.RENAME.ordinal();
  }

  /** One store with something in it. */
  private static final class Data {
    final Larder larder = Larder.inMemory();
    final LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);
    final LarderMap<String, Integer> other = larder.map("n", String.class, Integer.class);
    final LarderSet<String> set = larder.set("s", String.class);

    Data() {
      for (int i = 0; i < KEYS; i++) {
        map.put("k" + i, i);
        other.put("k" + i, i);
      }
      set.add("only");
    }

    /** Everything that can be done, on the keys of all changes. */
    void useAll() {
      for (int i = 0; i < 3 * KEYS; i++) {
        useKey(map, "k" + i, i);
        useKey(other, "k" + i, i);
      }
      useKey(map, "new", 1);
      set.add("only");
      set.remove("only");
      set.add("only");
      set.pop();
      larder.counter("c").increment();
      larder.transact(tx -> Map.of("m", Map.copyOf(tx.on(map)), "n", Map.copyOf(tx.on(other))));
      map.putAll(Map.of("k0", 5, "k1", 6, "new", 7));
      map.snapshot();
      other.snapshot();
      assertTrue(map.size() <= 4 * KEYS, "more than anybody put in");
      larder.names();
      map.expire(Duration.ofDays(1));
      map.persist();
      larder.rename("m", "x");
      larder.rename("n", "m");
      larder.rename("x", "n");
      larder.delete("s", "t");
      map.clear();
      other.clear();
      useKey(map, "k0", 1);
      map.keySet().removeIf(key -> true);
    }

    private static void useKey(LarderMap<String, Integer> map, String key, int number) {
      map.get(key);
      map.put(key, number);
      map.merge(key, 1, Integer::sum);
      map.computeIfAbsent(key + "'", made -> number);
      map.remove(key + "'");
      map.replace(key, number);
      map.remove(key);
      map.putIfAbsent(key, number);
    }

    void check() {
      check(map);
      check(other);
      larder.delete("m", "n", "s", "t", "c", "x");
      assertEquals(Set.of(), larder.names());
      larder.set("m", String.class).add("another type");
    }

    private static void check(LarderMap<String, Integer> map) {
      Map<String, Integer> model = new HashMap<>(map);
      assertEquals(model.size(), map.size());
      assertEquals(model, map.snapshot().castToMap());
      for (int i = 0; i < 30; i++) {
        assertEquals(model.put("k" + i, -i), map.put("k" + i, -i));
      }
      assertEquals(model, map);
      assertEquals(model.size(), map.size());
      map.keySet().forEach(map::remove);
      assertEquals(0, map.size());
      assertNull(map.get("k0"));
    }
  }

  @AfterEach
  void removeProbe() {
    Steps.probe(null);
  }

  /** Runs a change, stopped at its n-th arrival at a step; false when it never arrives there. */
  private static boolean stopped(Change change, Step step, int arrival) throws Exception {
    Data data = new Data();
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread victim = thread("victim", failure, () -> change.action.accept(data));
    Thread rest = thread("rest", failure, data::useAll);
    int[] arrivals = {0};
    Steps.probe(
        reached -> {
          if (reached == step && Thread.currentThread() == victim && ++arrivals[0] == arrival) {
            arrived.countDown();
            awaitUninterrupted(release);
          }
        });
    victim.start();
    while (victim.isAlive() && !arrived.await(1, TimeUnit.MILLISECONDS)) {
      Thread.onSpinWait();
    }
    boolean isStopped = arrived.getCount() == 0;
    if (isStopped) {
      rest.start();
      join(rest, change + " stopped at " + step + " holds the others up");
    }
    release.countDown();
    join(victim, change + " does not end after its stop at " + step);
    Steps.probe(null);
    if (failure.get() != null) {
      throw new AssertionError(change + " stopped at " + step, failure.get());
    }
    data.check();
    data.larder.close();
    return isStopped;
  }

  private static Thread thread(String name, AtomicReference<Throwable> failure, Runnable action) {
    Thread thread = new Thread(action, name);
    thread.setDaemon(true);
    thread.setUncaughtExceptionHandler((dead, error) -> failure.compareAndSet(null, error));
    return thread;
  }

  private static void awaitUninterrupted(CountDownLatch latch) {
    try {
      assertTrue(latch.await(2 * GUARD_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void join(Thread thread, String message) throws InterruptedException {
    thread.join(TimeUnit.SECONDS.toMillis(GUARD_SECONDS));
    if (thread.isAlive()) {
      StringBuilder text = new StringBuilder(message);
      for (StackTraceElement element : thread.getStackTrace()) {
        text.append("\n\tat ").append(element);
      }
      throw new AssertionError(text);
    }
  }

  @ParameterizedTest
  @EnumSource
  void othersGoOn(Change change) throws Exception {
    EnumSet<Step> reached = EnumSet.noneOf(Step.class);
    for (Step step : Step.values()) {
      for (int arrival = 1; arrival <= 3 && stopped(change, step, arrival); arrival++) {
        reached.add(step);
      }
    }
    assertTrue(!reached.isEmpty(), change + " was never stopped");
  }

  @Test
  void everyStepIsReached() throws Exception {
    for (Step step : Step.values()) {
      boolean reached = false;
      for (Change change : Change.values()) {
        reached = reached || stopped(change, step, 1);
      }
      assertTrue(reached, step + " was reached by no change");
    }
  }
}
