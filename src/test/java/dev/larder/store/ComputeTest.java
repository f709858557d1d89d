package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.LarderValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** The computing methods of a map: how often, and what a function must not do. */
class ComputeTest {
  private static final Duration GUARD = Duration.ofSeconds(30);

  /** All of one hash, so that they share a bucket whatever the size. */
  private record Key(int id) {
    @Override
    public int hashCode() {
      return 7;
    }
  }

  private final Larder larder = Larder.inMemory();
  private final LarderMap<Key, Integer> map = larder.map("m", Key.class, Integer.class);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Key one = new Key(1);
  private final Key two = new Key(2);
  private int fresh = 1000;

  @AfterEach
  void close() {
    threads.shutdownNow();
    larder.close();
  }

  @Test
  void aMapOfTheSameNameInAnotherStoreIsAnotherMap() {
    try (Larder elsewhere = Larder.inMemory()) {
      LarderMap<Key, Integer> namesake = elsewhere.map("m", Key.class, Integer.class);
      AtomicInteger attempts = new AtomicInteger();
      map.compute(
          one,
          (key, value) -> {
            if (attempts.incrementAndGet() == 1) {
              putByAnotherThread(1000); // so the first attempt fails, and the second is watched
            }
            namesake.put(key, attempts.get());
            return 1;
          });
      assertEquals(2, namesake.get(one));
      assertEquals(1, map.get(one));
    }
  }

  @Test
  void makesEachValueOnce() throws Exception {
    int racers = 4;
    for (int round = 0; round < 300; round++) {
      Key key = new Key(round);
      CyclicBarrier start = new CyclicBarrier(racers);
      AtomicInteger made = new AtomicInteger();
      List<Future<Integer>> results = new ArrayList<>();
      for (int i = 0; i < racers; i++) {
        results.add(
            threads.submit(
                () -> {
                  start.await(GUARD.toSeconds(), TimeUnit.SECONDS);
                  return map.computeIfAbsent(key, absent -> made.incrementAndGet());
                }));
      }
      for (Future<Integer> result : results) {
        assertEquals(1, result.get(GUARD.toSeconds(), TimeUnit.SECONDS));
      }
      assertEquals(1, made.get());
      map.remove(key);
    }
  }

  @Test
  void aPutGoesOnWhileAValueIsMade() throws Exception {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    Future<Integer> made =
        threads.submit(
            () ->
                map.computeIfAbsent(
                    one,
                    key -> {
                      making.countDown();
                      await(goOn);
                      return 1;
                    }));
    await(making);
    assertNull(map.put(one, 2));
    assertEquals(2, map.computeIfAbsent(one, key -> 3));
    goOn.countDown();
    assertEquals(2, made.get(GUARD.toSeconds(), TimeUnit.SECONDS), "the one that was there first");
    assertEquals(2, map.get(one));
  }

  @Test
  void aThrowingFunctionLeavesNothingAndLetsOthersTry() {
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            map.computeIfAbsent(
                one,
                key -> {
                  throw new UnsupportedOperationException();
                }));
    assertNull(map.computeIfAbsent(one, key -> null));
    assertEquals(1, map.computeIfAbsent(one, key -> 1));
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            map.compute(
                one,
                (key, value) -> {
                  throw new UnsupportedOperationException();
                }));
    assertEquals(1, map.get(one));
  }

  private static void recursionIsFound(Executable call) {
    assertTimeoutPreemptively(GUARD, () -> assertThrows(IllegalStateException.class, call));
  }

  @Test
  void recursionIntoTheSameKeyIsFound() {
    recursionIsFound(() -> map.computeIfAbsent(one, key -> map.computeIfAbsent(one, again -> 1)));
    assertNull(map.get(one));
    for (int present = 0; present < 2; present++) {
      recursionIsFound(() -> map.compute(one, (key, value) -> putFreshAndGive(2)));
      recursionIsFound(
          () ->
              map.compute(one, (key, value) -> map.compute(one, (k, v) -> v == null ? 1 : v + 1)));
      recursionIsFound(
          () ->
              map.compute(
                  one, (key, value) -> larder.transact(tx -> tx.on(map).merge(one, 1, this::sum))));
      map.put(one, 1);
      recursionIsFound(() -> map.merge(one, 2, (left, right) -> map.merge(one, 3, Integer::sum)));
      recursionIsFound(() -> map.computeIfPresent(one, (key, value) -> map.put(one, value + 1)));
    }
  }

  @Test
  void aFunctionThatTouchesItsOwnEntryWithoutChangingTheValueIsRunOnce() {
    map.put(one, 1);
    AtomicInteger runs = new AtomicInteger();
    assertTimeoutPreemptively(
        GUARD,
        () ->
            map.compute(
                one,
                (key, value) -> {
                  runs.incrementAndGet();
                  map.expire(one, GUARD);
                  return 2;
                }));
    assertEquals(2, map.get(one));
    assertEquals(1, runs.get());
  }

  @Test
  void aFunctionMayChangeAnotherKeyOfItsBucket() {
    map.put(one, 1);
    AtomicInteger runs = new AtomicInteger();
    int made =
        assertTimeoutPreemptively(
            GUARD,
            () ->
                map.compute(
                    one,
                    (key, value) -> {
                      map.put(two, runs.incrementAndGet());
                      return 3;
                    }));
    assertEquals(3, made);
    assertEquals(Map.of(one, 3, two, 1), map);
  }

  @Test
  void whatAFunctionClearsStaysCleared() {
    map.put(one, 1);
    map.put(two, 2);
    int made =
        assertTimeoutPreemptively(
            GUARD,
            () ->
                map.compute(
                    one,
                    (key, value) -> {
                      map.clear();
                      return 3;
                    }));
    assertEquals(3, made);
    assertEquals(Map.of(), map, "a change that was under way counts as before the clearing");
  }

  @Test
  void aFunctionMayLookAtAllOfItsMap() {
    map.put(one, 1);
    map.put(two, 2);
    assertTimeoutPreemptively(
        GUARD,
        () -> {
          assertEquals(2, map.compute(one, (key, value) -> map.size()));
          assertEquals(2, map.compute(one, (key, value) -> map.keySet().stream().toList().size()));
          assertEquals(
              2, map.compute(one, (key, value) -> larder.transact(tx -> tx.on(map).size())));
          assertEquals(2, map.compute(one, (key, value) -> map.snapshot().size()));
          assertEquals(2, map.size());
        });
  }

  @Test
  void recursionIntoAValueOrAListIsFoundOrWorks() {
    LarderValue<Integer> value = larder.value("v", Integer.class);
    value.set(1000);
    recursionIsFound(() -> value.update(old -> value.getAndSet(old + 1)));
    value.set(1);
    assertTimeoutPreemptively(
        GUARD,
        () ->
            assertEquals(
                Optional.of(2),
                value.update(
                    old -> {
                      value.set(old);
                      return 2;
                    })));
    LarderList<Integer> list = larder.list("l", Integer.class);
    list.addAll(List.of(1, 2));
    recursionIsFound(() -> list.removeIf(list::add));
    recursionIsFound(() -> list.replaceAll(item -> list.add(item) ? item : 0));
  }

  private int sum(int left, int right) {
    return left + right;
  }

  private int putFreshAndGive(int number) {
    fresh += 1;
    map.put(one, fresh);
    return number;
  }

  private void putByAnotherThread(int value) {
    try {
      threads.submit(() -> map.put(one, value)).get(GUARD.toSeconds(), TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aCircleOfThreadsIsFound() throws Exception {
    for (int round = 0; round < 100; round++) {
      CyclicBarrier both = new CyclicBarrier(2);
      Future<?> left = threads.submit(() -> cross(one, two, both));
      Future<?> right = threads.submit(() -> cross(two, one, both));
      int found = 0;
      for (Future<?> future : List.of(left, right)) {
        try {
          future.get(GUARD.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
          assertEquals(IllegalStateException.class, e.getCause().getClass());
          found++;
        }
      }
      assertTrue(found >= 1, "a circle that nobody found");
      map.clear();
    }
  }

  private void cross(Key mine, Key others, CyclicBarrier both) {
    Function<Key, Integer> askForTheOther =
        key -> {
          try {
            both.await(GUARD.toSeconds(), TimeUnit.SECONDS);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          return map.computeIfAbsent(others, other -> 1);
        };
    map.computeIfAbsent(mine, askForTheOther);
  }

  @Test
  void computesAtomically() throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      Key key = i % 2 == 0 ? one : two;
      all.add(
          threads.submit(
              () -> {
                for (int n = 0; n < 5000; n++) {
                  map.merge(key, 1, Integer::sum);
                }
              }));
    }
    for (Future<?> future : all) {
      future.get(GUARD.toSeconds(), TimeUnit.SECONDS);
    }
    assertEquals(10_000, map.get(one));
    assertEquals(10_000, map.get(two));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertTrue(latch.await(GUARD.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
