package dev.larder.store;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.LarderList;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Waiting takes and loads on virtual threads, where the JDK has them. There are far more takers
 * than carrier threads, and a parked thread that pins its carrier keeps it; so all of them wait at
 * once only if none is pinned.
 */
class VirtualThreadsTest {
  private static final int TAKERS = 1000;

  private static Thread start(Runnable task) {
    try {
      return (Thread)
          Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, task);
    } catch (ReflectiveOperationException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void takersParkWithoutPinning() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with JDK 21");
    try (Larder larder = Larder.inMemory()) {
      List<Thread> threads = new ArrayList<>();
      List<FutureTask<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < TAKERS; i++) {
        LarderList<Integer> list = larder.list("list" + i % 10, Integer.class);
        FutureTask<Integer> task = new FutureTask<>(() -> list.deque().take());
        tasks.add(task);
        threads.add(start(task));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
      for (int i = 0; i < TAKERS; i++) {
        larder.list("list" + i % 10, Integer.class).add(i);
      }
      long sum = 0;
      for (FutureTask<Integer> task : tasks) {
        sum += task.get(60, TimeUnit.SECONDS);
      }
      assertEquals(TAKERS * (TAKERS - 1L) / 2, sum);
    }
  }

  /**
   * Loads that wait, and as many threads again that wait for them: were one of either kind pinned,
   * the carriers would be used up long before all of them wait.
   */
  @Test
  void loadsParkWithoutPinning() throws Exception {
    assumeTrue(Runtime.version().feature() >= 21, "virtual threads came with JDK 21");
    try (Larder larder = Larder.inMemory()) {
      CountDownLatch go = new CountDownLatch(1);
      LarderCache<Integer, Integer> cache =
          larder
              .cache("c", Integer.class, Integer.class)
              .maximumSize(TAKERS)
              .loader(
                  key -> {
                    go.await();
                    return key;
                  })
              .open();
      List<Thread> threads = new ArrayList<>();
      List<FutureTask<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < TAKERS; i++) {
        int key = i / 2;
        FutureTask<Integer> task = new FutureTask<>(() -> cache.getOrLoad(key));
        tasks.add(task);
        threads.add(start(task));
      }
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> threads.stream().allMatch(t -> t.getState() == Thread.State.WAITING));
      go.countDown();
      for (int i = 0; i < TAKERS; i++) {
        assertEquals(i / 2, tasks.get(i).get(60, TimeUnit.SECONDS));
      }
    }
  }
}
