package dev.larder.internal.cache;

import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The maximum holds while many write, and while who evicts is stopped. */
class BoundTest {
  private static final int MAXIMUM = 1000;

  private final AtomicLong largest = new AtomicLong();

  /** A thread that has got to the policy and stands still there. */
  private record StoppedMaintainer(Thread thread, CountDownLatch go) {
    static StoppedMaintainer of(LarderCache<?, ?> cache) throws InterruptedException {
      BoundedTable<?, ?> bounded = ((CacheHandle<?, ?>) cache).core.bounded();
      CountDownLatch entered = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      Thread thread =
          new Thread(
              () ->
                  bounded.exclusively(
                      () -> {
                        entered.countDown();
                        awaitUninterruptibly(go);
                        return true;
                      }));
      thread.start();
      entered.await();
      return new StoppedMaintainer(thread, go);
    }

    void goOn() throws InterruptedException {
      go.countDown();
      thread.join();
    }
  }

  @Test
  void sixtyFourWriters() throws Exception {
    try (Larder larder = Larder.inMemory()) {
      LarderCache<Long, Long> cache =
          larder.cache("c", Long.class, Long.class).maximumSize(MAXIMUM).open();
      writeWith(cache, 64, 1_500);
      checkBound(cache, 64);
    }
  }

  @Test
  void aStoppedMaintainerStopsNobody() throws Exception {
    try (Larder larder = Larder.inMemory()) {
      LarderCache<Long, Long> cache =
          larder.cache("c", Long.class, Long.class).maximumSize(MAXIMUM).open();
      for (long i = 0; i < MAXIMUM; i++) {
        cache.put(-1 - i, i);
      }
      StoppedMaintainer stopped = StoppedMaintainer.of(cache);
      writeWith(cache, 8, 60);
      assertTrue(largest.get() > MAXIMUM + BoundedTable.QUEUE / 2, "the queue was not filled");
      stopped.goOn();
      checkBound(cache, 8);
    }
  }

  @Test
  void aReadCountsBeforeThePolicyKnowsTheEntry() throws Exception {
    MovableClock clock = new MovableClock();
    try (Larder larder = Larder.builder().clock(clock).open()) {
      LarderCache<String, Long> cache =
          larder
              .cache("c", String.class, Long.class)
              .expireAfterAccess(Duration.ofSeconds(1))
              .open();
      cache.put("known", 1L);
      StoppedMaintainer stopped = StoppedMaintainer.of(cache);
      cache.put("new", 2L);
      clock.advance(Duration.ofMillis(600));
      assertEquals(2L, cache.get("new"));
      clock.advance(Duration.ofMillis(600));
      stopped.goOn();
      assertEquals(2L, cache.get("new"));
      assertEquals(1, cache.size());
    }
  }

  private void writeWith(LarderCache<Long, Long> cache, int writers, int each) throws Exception {
    long seed = System.nanoTime();
    System.out.println("BoundTest seed " + seed);
    ExecutorService threads = Executors.newFixedThreadPool(writers);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < writers; i++) {
        SplittableRandom random = new SplittableRandom(seed + i);
        runs.add(threads.submit(() -> write(cache, random, each)));
      }
      while (!runs.stream().allMatch(Future::isDone)) {
        measure(cache);
      }
      for (Future<?> run : runs) {
        run.get();
      }
      measure(cache);
    } finally {
      threads.shutdownNow();
    }
  }

  private void write(LarderCache<Long, Long> cache, SplittableRandom random, int count) {
    for (int i = 0; i < count; i++) {
      cache.put(random.nextLong(), 1L);
      if (random.nextInt(10) == 0) {
        cache.remove(random.nextLong(1000));
      }
    }
  }

  /** By a snapshot, which waits for nobody: a count is not exact while others write. */
  private void measure(LarderCache<Long, Long> cache) {
    largest.accumulateAndGet(cache.snapshot().size(), Math::max);
  }

  private void checkBound(LarderCache<Long, Long> cache, int writers) {
    assertTrue(
        largest.get() <= MAXIMUM + BoundedTable.QUEUE + writers + 1, () -> "there were " + largest);
    cache.maintain();
    assertEquals(cache.size(), cache.cacheStatistics().weight(), "what the policy knows");
    assertTrue(cache.size() <= MAXIMUM);
    assertTrue(cache.size() > MAXIMUM / 2);
  }
}
