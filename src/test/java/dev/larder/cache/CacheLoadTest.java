package dev.larder.cache;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CacheLoadException;
import dev.larder.CacheLoader;
import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.LarderMap;
import dev.larder.redis.RedisEndpoint;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheLoadTest {
  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final Queue<Runnable> tasks = new ArrayDeque<>();

  @AfterEach
  void close() {
    larder.close();
  }

  private void runTasks() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Test
  void aLoaderMayUseItsCache() {
    LarderCache<Integer, Long> cache =
        larder.cache("c", Integer.class, Long.class).maximumSize(100).open();
    assertEquals(12586269025L, fibonacci(cache, 50));
    assertEquals(51, cache.size());
  }

  private static long fibonacci(LarderCache<Integer, Long> cache, int n) {
    Long value =
        cache.get(n, k -> k < 2 ? (long) k : fibonacci(cache, k - 1) + fibonacci(cache, k - 2));
    return value == null ? -1 : value;
  }

  @Test
  void aLoadOfTheVeryKeyIsDetected() {
    LarderCache<String, String> cache = larder.cache("c", String.class, String.class).open();
    Throwable e =
        assertThrows(
            IllegalStateException.class,
            () -> cache.get("a", a -> cache.get("b", b -> cache.get("a", c -> "never"))));
    assertTrue(e.getMessage().contains("loading a in cache 'c' asks for that very value"));
    assertTrue(cache.isEmpty());
    assertEquals("x", cache.get("a", a -> "x"));
  }

  @Test
  void aFailureReachesEveryWaiterAndIsNotKept() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    IOException broken = new IOException("broken");
    LarderCache<String, String> cache =
        larder
            .cache("c", String.class, String.class)
            .loader(
                key -> {
                  calls.incrementAndGet();
                  asked.countDown();
                  go.await();
                  throw broken;
                })
            .recordStatistics()
            .open();
    CompletableFuture<String> first = cache.getOrLoadAsync("a");
    asked.await();
    FutureTask<String> second = new FutureTask<>(() -> cache.getOrLoad("a"));
    Thread waiter = new Thread(second);
    waiter.start();
    await().until(() -> waiter.getState() == Thread.State.WAITING);
    CompletableFuture<String> third = cache.getOrLoadAsync("a");
    go.countDown();
    assertSame(broken, assertThrows(CompletionException.class, third::join).getCause());
    assertSame(broken, assertThrows(CompletionException.class, first::join).getCause());
    Throwable e = assertThrows(ExecutionException.class, second::get).getCause();
    assertTrue(e instanceof CacheLoadException);
    assertSame(broken, e.getCause());
    assertEquals(1, calls.get());
    assertThrows(CacheLoadException.class, () -> cache.getOrLoad("a"));
    assertEquals(2, calls.get());
    assertEquals(2, cache.cacheStatistics().loadFailures());
  }

  @Test
  void whatChangedMeanwhileIsNotOverwritten() {
    LarderCache<String, String> cache = larder.cache("c", String.class, String.class).open();
    cache.put("other", "x");
    assertEquals(
        "new",
        cache.get(
            "a",
            key -> {
              CompletableFuture.runAsync(() -> cache.put("a", "new")).join();
              return "old";
            }));
    assertEquals("new", cache.get("a"));
    assertEquals(
        "old",
        cache.get(
            "b",
            key -> {
              CompletableFuture.runAsync(() -> cache.invalidate("b")).join();
              // Who asks after that doesn't get what was loaded before it.
              assertEquals(
                  "newer",
                  CompletableFuture.supplyAsync(() -> cache.get("b", k -> "newer")).join());
              CompletableFuture.runAsync(() -> cache.invalidate("b")).join();
              return "old";
            }));
    assertNull(cache.get("b"));
    cache.get(
        "c",
        key -> {
          CompletableFuture.runAsync(
                  () -> {
                    larder.map("c", String.class, String.class).put("c", "x");
                    larder.map("c", String.class, String.class).remove("c");
                  })
              .join();
          return "old";
        });
    assertNull(cache.get("c"));
    cache.get(
        "d",
        key -> {
          CompletableFuture.runAsync(cache::invalidateAll).join();
          return "old";
        });
    assertNull(cache.get("d"));
  }

  /** What is removed and not there changes nothing; a load must hear of it all the same. */
  @Test
  void whatOthersRemoveIsNotLoadedThoughItIsNotThereYet() {
    LarderCache<String, String> cache = larder.cache("c", String.class, String.class).open();
    for (boolean hasOthers : List.of(false, true)) {
      for (String command :
          List.of("HDEL c a\r\n", "HDEL c x a\r\n", "MULTI\r\nHDEL c a\r\nEXEC\r\n")) {
        String loaded =
            cache.get(
                "a",
                key -> {
                  CompletableFuture.runAsync(() -> send(command)).join();
                  return "old";
                });
        assertEquals("old", loaded);
        assertNull(cache.get("a"), command + hasOthers);
      }
      cache.get(
          "b",
          key -> {
            LarderMap<String, String> map = larder.map("c", String.class, String.class);
            CompletableFuture.runAsync(() -> map.remove("b")).join();
            return "old";
          });
      assertNull(cache.get("b"));
      cache.put("other", "x");
    }
    assertEquals("x", cache.get("other"));
  }

  /** The same of a whole name, which is not there while its cache is empty. */
  @Test
  void whatOthersDeleteIsNotLoadedThoughTheNameIsNotThereYet() {
    LarderCache<String, String> cache = larder.cache("c", String.class, String.class).open();
    List<Runnable> deletions =
        List.of(
            () -> send("DEL c\r\n"),
            () -> send("UNLINK x c\r\n"),
            () -> send("MULTI\r\nDEL c\r\nEXEC\r\n"),
            () -> send("FLUSHALL\r\nEXISTS c\r\n"),
            () -> larder.delete("c"),
            () -> larder.transact(tx -> tx.delete("c")),
            () -> larder.clear());
    for (int i = 0; i < deletions.size(); i++) {
      Runnable deletion = deletions.get(i);
      String loaded =
          cache.get(
              "a",
              key -> {
                CompletableFuture.runAsync(deletion).join();
                return "old";
              });
      assertEquals("old", loaded);
      assertNull(cache.get("a"), "deletion " + i);
    }
  }

  private void send(String commands) {
    try (RedisEndpoint redis = larder.redis(0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
      socket.getOutputStream().write((commands + "QUIT\r\n").getBytes(StandardCharsets.US_ASCII));
      String replies =
          new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      assertTrue(replies.contains(":0\r\n"), replies); // nothing was there
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads many at once, and notes what it was asked for. */
  private static final class Many implements CacheLoader<Integer, String> {
    private final List<Object> asked = new ArrayList<>();
    private boolean isBroken;

    @Override
    public String load(Integer key) {
      asked.add(key);
      return key < 0 ? null : "v" + key;
    }

    @Override
    public Map<Integer, String> loadAll(Set<Integer> keys) throws IOException {
      asked.add(Set.copyOf(keys));
      if (isBroken) {
        throw new IOException("broken");
      }
      Map<Integer, String> values = new HashMap<>();
      keys.stream().filter(key -> key >= 0).forEach(key -> values.put(key, "v" + key));
      values.put(1000, "besides");
      return values;
    }
  }

  @Test
  void manyAreLoadedByOneCall() {
    Many loader = new Many();
    LarderCache<Integer, String> cache =
        larder.cache("c", Integer.class, String.class).loader(loader).open();
    cache.put(1, "there");
    assertEquals(Map.of(1, "there", 2, "v2", 3, "v3"), cache.getOrLoadAll(List.of(1, 2, 3, 3, -1)));
    assertEquals(List.of(Set.of(2, 3, -1)), loader.asked);
    assertEquals("besides", cache.get(1000));
    assertEquals(Map.of(1, "there", 3, "v3"), cache.getAll(List.of(1, 3, 4)));
    assertEquals(Map.of(4, "x"), cache.getAll(List.of(4), keys -> Map.of(4, "x")));
    loader.isBroken = true;
    assertThrows(CacheLoadException.class, () -> cache.getOrLoadAll(List.of(1, 5)));
    assertFalse(cache.containsKey(5));
  }

  @Test
  void absenceIsRemembered() {
    Many loader = new Many();
    LarderCache<Integer, String> cache =
        larder
            .cache("c", Integer.class, String.class)
            .loader(loader)
            .rememberAbsent(Duration.ofSeconds(10))
            .open();
    assertNull(cache.getOrLoad(-1));
    assertNull(cache.getOrLoad(-1));
    assertEquals(Map.of(), cache.getOrLoadAll(List.of(-1)));
    assertEquals(List.of(-1), loader.asked);
    clock.advance(Duration.ofSeconds(10));
    assertNull(cache.getOrLoad(-1));
    assertEquals(List.of(-1, -1), loader.asked);
    cache.put(-1, "x");
    cache.remove(-1);
    assertNull(cache.getOrLoad(-1));
    assertEquals(3, loader.asked.size());
  }

  @Test
  void whatIsOldIsLoadedAnewTogether() {
    Many loader = new Many();
    LarderCache<Integer, String> cache =
        larder
            .cache("c", Integer.class, String.class)
            .loader(loader)
            .refreshAfterWrite(Duration.ofSeconds(10))
            .executor(tasks::add)
            .open();
    cache.put(1, "old");
    cache.put(2, "old");
    cache.put(3, "old");
    clock.advance(Duration.ofSeconds(9));
    cache.put(3, "newer");
    clock.advance(Duration.ofSeconds(1));
    assertEquals("old", cache.get(1));
    assertEquals("old", cache.get(2));
    assertEquals("newer", cache.get(3));
    runTasks();
    assertEquals(List.of(Set.of(1, 2)), loader.asked);
    assertEquals("v1", cache.get(1));
    assertEquals("v2", cache.get(2));
    assertEquals(Duration.ofSeconds(1), cache.policy().age(3).orElseThrow());
    clock.advance(Duration.ofSeconds(10));
    assertEquals("v1", cache.get(1));
    cache.put(1, "mine");
    runTasks();
    assertEquals("mine", cache.get(1));
  }

  @Test
  void aStaleValueIsBetterThanAFailure() {
    Many loader = new Many();
    LarderCache<Integer, String> cache =
        larder
            .cache("c", Integer.class, String.class)
            .loader(loader)
            .expireAfterWrite(Duration.ofSeconds(10))
            .keepStale(Duration.ofSeconds(60))
            .open();
    cache.put(1, "stale");
    clock.advance(Duration.ofSeconds(10));
    assertNull(cache.get(1));
    assertFalse(cache.containsKey(1));
    loader.isBroken = true;
    assertEquals(Map.of(1, "stale"), cache.getOrLoadAll(List.of(1)));
    assertEquals(
        "stale",
        cache.get(
            1,
            key -> {
              throw new IllegalArgumentException("broken");
            }));
    assertEquals("v1", cache.getOrLoad(1));
    assertEquals("v1", cache.get(1));
    clock.advance(Duration.ofSeconds(70));
    assertThrows(CacheLoadException.class, () -> cache.getOrLoadAll(List.of(1)));
  }

  @Test
  void aRefreshThatFailsLeavesWhatIsThere() {
    Many loader = new Many();
    LarderCache<Integer, String> cache =
        larder
            .cache("c", Integer.class, String.class)
            .loader(
                key -> {
                  throw new IOException("broken");
                })
            .executor(Runnable::run)
            .open();
    cache.put(1, "x");
    CompletableFuture<String> failed = cache.refresh(1);
    assertTrue(
        assertThrows(CompletionException.class, failed::join).getCause() instanceof IOException);
    assertEquals("x", cache.get(1));
    assertTrue(loader.asked.isEmpty());
  }
}
