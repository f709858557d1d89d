package dev.larder.jcache;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import java.io.Closeable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListenerFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of {@code loadAll} when the cache is closed. */
@Timeout(value = 60, unit = TimeUnit.SECONDS) // a guard against hanging, not a measure of speed
class BackgroundLoadsTest {
  private final Larder larder = Larder.inMemory();

  @AfterEach
  void close() {
    larder.close();
  }

  /** Loads when it is let, and says how it went. */
  private static class Loader implements CacheLoader<String, String>, Closeable {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch let = new CountDownLatch(1);
    final AtomicInteger loads = new AtomicInteger();
    volatile boolean isClosed;
    volatile boolean wasClosedMeanwhile;

    @Override
    public String load(String key) {
      throw new AssertionError("one by one");
    }

    @Override
    public Map<String, String> loadAll(Iterable<? extends String> keys) {
      loads.incrementAndGet();
      begun.countDown();
      waitFor(let);
      wasClosedMeanwhile = isClosed;
      Map<String, String> loaded = new HashMap<>();
      keys.forEach(key -> loaded.put(key, "value of " + key));
      return loaded;
    }

    @Override
    public void close() {
      isClosed = true;
    }
  }

  private static void waitFor(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private Cache<String, String> cache(CacheLoader<String, String> loader) {
    LarderConfiguration<String, String> configuration = new LarderConfiguration<>();
    configuration.setCacheLoaderFactory(() -> loader);
    return LarderCachingProvider.over(larder).createCache("c", configuration);
  }

  @Test
  void theEndWaitsForALoadThatHasBegun() throws InterruptedException {
    Loader loader = new Loader();
    Cache<String, String> cache = cache(loader);
    CompletionListenerFuture done = new CompletionListenerFuture();
    cache.loadAll(Set.of("a"), true, done);
    loader.begun.await();
    Thread closing = new Thread(cache::close);
    closing.start();
    try {
      await().until(() -> closing.getState() == Thread.State.TIMED_WAITING);
    } finally {
      loader.let.countDown();
    }
    closing.join();
    await().until(done::isDone);
    assertNull(failure(done));
    assertFalse(loader.wasClosedMeanwhile);
    assertTrue(loader.isClosed);
  }

  @Test
  void aLoadThatHasNotBegunIsRefusedAtTheEnd() throws InterruptedException {
    CountDownLatch free = new CountDownLatch(1);
    int workers = ForkJoinPool.getCommonPoolParallelism();
    CountDownLatch busy = new CountDownLatch(workers);
    for (int i = 0; i < workers; i++) {
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                busy.countDown();
                waitFor(free);
              });
    }
    try {
      busy.await();
      Loader loader = new Loader();
      Cache<String, String> cache = cache(loader);
      CompletionListenerFuture done = new CompletionListenerFuture();
      cache.loadAll(Set.of("a"), true, done);
      cache.close();
      assertInstanceOf(IllegalStateException.class, failure(done));
      assertThrows(IllegalStateException.class, () -> cache.loadAll(Set.of("a"), true, null));
      free.countDown();
      ForkJoinPool.commonPool().submit(() -> {}).join(); // it comes after what was refused
      assertEquals(0, loader.loads.get());
    } finally {
      free.countDown();
    }
  }

  /** What a load ended with; it has ended. */
  private static Throwable failure(CompletionListenerFuture done) throws InterruptedException {
    assertTrue(done.isDone());
    try {
      done.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Test
  void whoIsToldMayCloseTheCache() throws InterruptedException {
    Loader loader = new Loader();
    loader.let.countDown();
    Cache<String, String> cache = cache(loader);
    CountDownLatch closed = new CountDownLatch(1);
    cache.loadAll(
        Set.of("a"),
        true,
        new CompletionListenerFuture() {
          @Override
          public void onCompletion() {
            cache.close();
            closed.countDown();
          }
        });
    closed.await();
    assertTrue(loader.isClosed);
  }

  @Test
  void aLoaderMayCloseItsCache() throws InterruptedException {
    CountDownLatch closed = new CountDownLatch(1);
    Cache<?, ?>[] own = new Cache<?, ?>[1];
    Loader loader =
        new Loader() {
          @Override
          public Map<String, String> loadAll(Iterable<? extends String> keys) {
            own[0].close();
            closed.countDown();
            return Map.of();
          }
        };
    Cache<String, String> cache = cache(loader);
    own[0] = cache;
    cache.loadAll(Set.of("a"), true, null);
    closed.await();
    assertTrue(loader.isClosed);
  }
}
