package dev.larder.internal.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HitCounterTest {
  private static final int COUNTS = 20_000;

  /** More threads than stripes, so that some own one, and others come to one that is taken. */
  @Test
  void countsExactlyUnderThreads() throws InterruptedException {
    HitCounter counter = new HitCounter();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 80; i++) {
      threads.add(new Thread(() -> count(counter)));
    }
    for (Thread thread : threads) {
      thread.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }
    assertEquals(80L * COUNTS, counter.hits());
    assertEquals(80L * COUNTS / 2, counter.misses());
  }

  private static void count(HitCounter counter) {
    for (int i = 0; i < COUNTS; i++) {
      counter.hit();
      if (i % 2 == 0) {
        counter.miss();
      }
    }
  }
}
