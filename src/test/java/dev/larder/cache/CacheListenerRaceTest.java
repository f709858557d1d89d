package dev.larder.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.RemovalCause;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Many threads change the same few keys, put, replace, remove and evict: a listener hears of each
 * key's values once each and in their order, on the threads of the changes and on an executor.
 */
class CacheListenerRaceTest {
  private static final int KEYS = 8;
  private static final int THREADS = 4;
  private static final int STEPS = 20_000;

  /** The n-th value of an entry, from the put that made it to the removal. */
  private record Version(int entry, int n) {
    Version next() {
      return new Version(entry, n + 1);
    }
  }

  private record Event(Version value, RemovalCause cause) {}

  /** What is heard of each key; lists without a lock, since a key's calls are to come in turn. */
  private static final class Heard {
    private final List<List<Event>> events =
        IntStream.range(0, KEYS).<List<Event>>mapToObj(key -> new ArrayList<>()).toList();

    void hear(Integer key, Version value, RemovalCause cause) {
      events.get(key).add(new Event(value, cause));
    }

    void check() {
      Set<Integer> entries = new HashSet<>();
      for (List<Event> ofKey : events) {
        Version expected = null;
        for (int i = 0; i < ofKey.size(); i++) {
          Event event = ofKey.get(i);
          String around =
              ofKey.subList(Math.max(0, i - 5), Math.min(ofKey.size(), i + 9)).toString();
          if (expected == null) {
            assertTrue(entries.add(event.value.entry), () -> event + " came again");
            expected = new Version(event.value.entry, 1);
          }
          assertEquals(expected, event.value, around);
          expected = event.cause == RemovalCause.REPLACED ? expected.next() : null;
        }
        assertEquals(null, expected, "all are gone in the end");
      }
      assertTrue(entries.size() > KEYS, () -> "only " + entries);
    }
  }

  private final AtomicInteger entries = new AtomicInteger();

  @Test
  void aKeysEventsComeInOrder() throws Exception {
    long seed = System.nanoTime();
    System.out.println("CacheListenerRaceTest seed " + seed);
    Heard atOnce = new Heard();
    Heard later = new Heard();
    ExecutorService telling = Executors.newFixedThreadPool(2);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    try (Larder larder = Larder.inMemory()) {
      LarderCache<Integer, Version> cache =
          larder
              .cache("c", Integer.class, Version.class)
              .maximumSize(KEYS / 2)
              .removalListener(atOnce::hear)
              .removalListener(later::hear, telling)
              .open();
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        SplittableRandom random = new SplittableRandom(seed + i);
        runs.add(threads.submit(() -> run(cache, random)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
      for (int key = 0; key < KEYS; key++) {
        cache.invalidate(key);
      }
    } finally {
      threads.shutdownNow();
      telling.shutdown();
    }
    assertTrue(telling.awaitTermination(1, TimeUnit.MINUTES));
    atOnce.check();
    later.check();
  }

  private void run(LarderCache<Integer, Version> cache, SplittableRandom random) {
    for (int i = 0; i < STEPS; i++) {
      Integer key = random.nextInt(KEYS);
      if (random.nextInt(4) == 0) {
        cache.invalidate(key);
      } else {
        cache.compute(
            key,
            (k, before) ->
                before == null ? new Version(entries.incrementAndGet(), 1) : before.next());
      }
    }
  }
}
