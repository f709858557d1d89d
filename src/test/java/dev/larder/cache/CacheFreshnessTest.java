package dev.larder.cache;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderCache;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.Test;

/**
 * Loads, changes at the source with invalidation or replacement, expiry and eviction all at once:
 * nobody reads a value that is older than what the cache had been told of before the read.
 */
class CacheFreshnessTest {
  private static final int KEYS = 24;
  private static final int THREADS = 4;
  private static final int STEPS = 60_000;

  private final AtomicLongArray source = new AtomicLongArray(KEYS);
  private final AtomicLongArray told = new AtomicLongArray(KEYS);

  @Test
  void noReadGoesBackBehindAnInvalidation() throws Exception {
    long seed = System.nanoTime();
    System.out.println("CacheFreshnessTest seed " + seed);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Larder larder = Larder.inMemory()) {
      LarderCache<Integer, Long> cache =
          larder
              .cache("c", Integer.class, Long.class)
              .maximumSize(KEYS / 2)
              .expireAfterWrite(Duration.ofMillis(2))
              .loader(source::get)
              .executor(Runnable::run)
              .open();
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        SplittableRandom random = new SplittableRandom(seed + i);
        runs.add(threads.submit(() -> run(cache, random)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void run(LarderCache<Integer, Long> cache, SplittableRandom random) {
    for (int i = 0; i < STEPS; i++) {
      int key = random.nextInt(KEYS);
      long before = told.get(key);
      switch (random.nextInt(8)) {
        case 0 -> invalidated(cache, key);
        case 1 -> cache.refresh(key).join();
        case 2 -> {
          Long value = cache.get(key);
          assertTrue(value == null || value >= before, () -> "key " + key);
        }
        default -> {
          Long value = cache.getOrLoad(key);
          assertTrue(value != null && value >= before, () -> key + ": " + value + " < " + before);
        }
      }
    }
  }

  private void invalidated(LarderCache<Integer, Long> cache, int key) {
    long version = source.incrementAndGet(key);
    cache.invalidate(key);
    told.accumulateAndGet(key, version, Math::max);
  }
}
