package dev.larder.cache;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CacheWriteException;
import dev.larder.CacheWriter;
import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.LarderMap;
import dev.larder.WriteBehind;
import dev.larder.internal.table.Steps;
import dev.larder.redis.RedisEndpoint;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheWriteBehindTest {
  private static final WriteBehind OPTIONS =
      WriteBehind.ofDefaults().withBatch(3).withRetries(2, Duration.ofSeconds(10));

  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final Source source = new Source();

  @AfterEach
  void close() {
    larder.close();
  }

  /** Writes only when a test says so: what is given to the executor is dropped. */
  private LarderCache<String, String> open(WriteBehind options) {
    return larder
        .cache("c", String.class, String.class)
        .maximumSize(100)
        .writeBehind(source, options)
        .executor(task -> {})
        .open();
  }

  private void assertTold(String... calls) {
    assertEquals(List.of(calls), source.calls);
    source.calls.clear();
  }

  @Test
  void changesOfOneKeyAreWrittenTogetherAfterADelay() {
    LarderCache<String, String> cache = open(OPTIONS);
    cache.put("a", "1");
    cache.put("a", "2");
    cache.put("b", "1");
    cache.remove("b");
    clock.advance(Duration.ofMillis(999));
    cache.maintain();
    assertTold();
    clock.advance(Duration.ofMillis(1));
    cache.maintain();
    assertTold("{a=2}", "-[b]");
    cache.maintain();
    assertTold();
  }

  @Test
  void aFullBatchDoesNotWait() {
    LarderCache<String, String> cache = open(OPTIONS);
    cache.putAll(Map.of("a", "1", "b", "1"));
    cache.maintain();
    assertTold();
    cache.put("c", "1");
    cache.maintain();
    assertTold("{a=1, b=1, c=1}");
  }

  @Test
  void changesByOthersCount() {
    LarderCache<String, String> cache = open(OPTIONS.withBatch(100));
    LarderMap<String, String> map = larder.map("c", String.class, String.class);
    map.put("first", "1"); // which makes the map
    map.put("b", "1");
    larder.transact(
        tx -> {
          tx.on(map).put("c", "1");
          tx.on(map).remove("b");
          return null;
        });
    cache.flush();
    assertTold("{c=1, first=1}", "-[b]");
    map.remove("c");
    map.remove("first"); // which ends the map
    larder.transact(tx -> tx.on(map).put("d", "1"));
    cache.flush();
    assertTold("{d=1}", "-[c, first]");
  }

  @Test
  void whatAClientChangesCountsToo() throws IOException {
    LarderCache<String, String> cache = open(OPTIONS.withBatch(100));
    cache.putAll(Map.of("a", "1", "b", "1"));
    cache.flush();
    source.calls.clear();
    try (RedisEndpoint redis = larder.redis(0);
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
      String commands = "HSET c r 1\r\nHDEL c a\r\nQUIT\r\n";
      socket.getOutputStream().write(commands.getBytes(StandardCharsets.US_ASCII));
      byte[] replies = socket.getInputStream().readAllBytes();
      assertEquals(":1\r\n:1\r\n+OK\r\n", new String(replies, StandardCharsets.US_ASCII));
    }
    cache.flush();
    assertTold("{r=1}", "-[a]");
  }

  /** One thread is stopped between a change and telling of it, while another changes the key. */
  @Test
  void changesToldInTheOtherOrderAreWrittenInTheirOwn() {
    LarderCache<String, String> cache = open(OPTIONS);
    cache.put("a", "0");
    cache.flush();
    source.calls.clear();
    Thread self = Thread.currentThread();
    AtomicInteger changes = new AtomicInteger();
    Steps.probe(
        step -> {
          // The first is that of the notice, the second that of the map.
          if (step == Steps.Step.CHANGED
              && Thread.currentThread() == self
              && changes.incrementAndGet() == 2) {
            CompletableFuture.runAsync(() -> cache.put("a", "2")).join();
          }
        });
    try {
      cache.put("a", "1");
    } finally {
      Steps.probe(null);
    }
    assertTrue(changes.get() >= 2);
    assertEquals("2", cache.get("a"));
    cache.flush();
    assertTold("{a=2}");
  }

  @Test
  void whatChangesWhileItIsWrittenIsWrittenAgain() {
    List<String> held = new ArrayList<>();
    List<LarderCache<String, String>> self = new ArrayList<>();
    self.add(
        larder
            .cache("self", String.class, String.class)
            .writeBehind(
                new CacheWriter<String, String>() {
                  @Override
                  public void write(String key, String value) {
                    if (held.isEmpty()) {
                      CompletableFuture.runAsync(() -> self.get(0).put(key, "2")).join();
                    }
                    held.add(value);
                  }

                  @Override
                  public void delete(String key) {
                    throw new AssertionError(key);
                  }
                },
                OPTIONS)
            .executor(task -> {})
            .open());
    self.get(0).put("a", "1");
    self.get(0).flush();
    self.get(0).flush();
    assertEquals(List.of("1", "2"), held);
  }

  @Test
  void whatDoesNotComeFromACallerIsNotWritten() {
    LarderCache<String, String> cache = open(OPTIONS);
    cache.get("a", key -> "loaded"); // which makes the map
    cache.get("b", key -> "loaded");
    cache.getAll(List.of("c"), keys -> Map.of("c", "loaded", "besides", "loaded"));
    cache.expire("b", Duration.ofSeconds(1));
    cache.invalidate("a");
    cache.invalidateIf((key, value) -> key.equals("c"));
    clock.advance(Duration.ofSeconds(1));
    cache.maintain();
    cache.policy().setMaximum(0);
    cache.maintain();
    cache.policy().setMaximum(100);
    cache.put("d", "1");
    cache.flush();
    assertTold("{d=1}");
    cache.clear();
    cache.flush();
    assertTold();
  }

  @Test
  void whatWasEvictedIsWrittenAndReadAsWritten() {
    LarderCache<String, String> cache = open(OPTIONS.withBatch(100));
    cache.put("a", "1");
    cache.put("gone", "1");
    cache.remove("gone");
    cache.policy().setMaximum(0);
    cache.maintain();
    assertEquals(0, cache.size());
    cache.policy().setMaximum(100);
    assertEquals("1", cache.get("a", key -> "stale"));
    assertNull(cache.get("gone", key -> "stale"));
    cache.invalidate("a");
    assertEquals(
        Map.of("a", "1", "new", "x"),
        cache.getAll(
            List.of("a", "gone", "new"),
            keys -> {
              assertEquals(Set.of("new"), keys);
              return Map.of("new", "x", "gone", "stale");
            }));
    cache.flush();
    assertTold("{a=1}", "-[gone]");
    assertEquals("fresh", cache.get("gone", key -> "fresh"));
  }

  @Test
  void aRefreshDoesNotBringBackWhatIsOlder() {
    LarderCache<String, String> cache =
        larder
            .cache("c", String.class, String.class)
            .loader(key -> "stale")
            .writeBehind(source, OPTIONS)
            .executor(Runnable::run)
            .open();
    cache.put("a", "1");
    assertEquals("1", cache.refresh("a").join());
    assertEquals("1", cache.get("a"));
    cache.flush();
    assertEquals("stale", cache.refresh("a").join());
    assertEquals("stale", cache.get("a"));
    cache.flush();
    assertTold("{a=1}");
  }

  @Test
  void removingWhatIsNotThereDeletesItAtTheSource() {
    source.held.put("a", "old");
    LarderCache<String, String> cache = open(OPTIONS);
    assertNull(cache.remove("a"));
    assertNull(cache.get("a", source.held::get));
    cache.flush();
    assertTold("-[a]");
    assertNull(cache.get("a", source.held::get));
  }

  @Test
  void aBatchThatFailsIsTriedAgainAndThenKeyByKey() {
    LarderCache<String, String> cache = open(OPTIONS);
    source.broken.add("b");
    cache.putAll(Map.of("a", "1", "b", "1", "c", "1"));
    cache.maintain();
    assertTold("{a=1, b=1, c=1}");
    cache.put("a", "2");
    cache.maintain();
    assertTold();
    clock.advance(Duration.ofSeconds(10));
    cache.maintain();
    assertTold("{a=2, b=1, c=1}");
    clock.advance(Duration.ofSeconds(19));
    cache.maintain();
    assertTold();
    clock.advance(Duration.ofSeconds(1));
    cache.maintain();
    assertEquals("{a=2, b=1, c=1}", source.calls.remove(0));
    assertEquals(Set.of("a=2", "b=1", "c=1"), Set.copyOf(source.calls));
    assertEquals(Map.of("a", "2", "c", "1"), source.held);
    source.calls.clear();
    cache.flush();
    assertTold();
  }

  @Test
  void whoFlushesIsToldWhatIsNotWritten() {
    LarderCache<String, String> cache = open(OPTIONS);
    source.broken.add("b");
    cache.putAll(Map.of("a", "1", "b", "1"));
    CacheWriteException e = assertThrows(CacheWriteException.class, cache::flush);
    assertEquals(Set.of("a", "b"), e.keys());
    assertEquals("broken at b", e.getCause().getMessage());
    source.broken.clear();
    cache.flush();
    assertEquals(Map.of("a", "1", "b", "1"), source.held);
    source.broken.add("d");
    cache.put("d", "1");
    assertEquals(Set.of("d"), assertThrows(CacheWriteException.class, cache::close).keys());
    cache.put("e", "1");
    cache.close();
    assertEquals(Map.of("a", "1", "b", "1"), source.held);
  }

  @Test
  void closingTheStoreWritesWhatWaits() {
    Larder other = Larder.inMemory();
    LarderCache<String, String> cache =
        other
            .cache("c", String.class, String.class)
            .writeBehind(source, OPTIONS.withDelay(Duration.ofDays(1)))
            .open();
    cache.put("a", "1");
    other.close();
    assertTold("{a=1}");
  }

  @Test
  void whoFindsTheQueueFullWritesItself() {
    LarderCache<String, String> cache = open(OPTIONS.withCapacity(3));
    for (int i = 0; i < 4; i++) {
      assertTold();
      cache.put("k" + i, "1");
    }
    assertTold("{k0=1, k1=1, k2=1}");
  }

  @Test
  void optionsAreChecked() {
    WriteBehind defaults = WriteBehind.ofDefaults();
    assertThrows(IllegalArgumentException.class, () -> defaults.withBatch(0));
    assertThrows(IllegalArgumentException.class, () -> defaults.withCapacity(99));
    assertThrows(IllegalArgumentException.class, () -> defaults.withDelay(Duration.ofMillis(-1)));
    assertThrows(
        IllegalArgumentException.class, () -> defaults.withRetries(-1, Duration.ofDays(1)));
    assertThrows(IllegalArgumentException.class, () -> defaults.withRetries(1, Duration.ZERO));
  }

  /**
   * Threads change few keys through the cache, a map and transactions, while entries are evicted
   * and what is due is written: in the end the source has what was put last, and no load is older
   * than what its own thread had put.
   */
  @Test
  void sourceAndMapAgreeInTheEnd() throws Exception {
    long seed = System.nanoTime();
    System.out.println("CacheWriteBehindTest seed " + seed);
    AtomicReferenceArray<Integer> held = new AtomicReferenceArray<>(16);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      LarderCache<Integer, Integer> cache =
          larder
              .cache("raced", Integer.class, Integer.class)
              .maximumSize(4)
              .writeBehind(
                  new CacheWriter<Integer, Integer>() {
                    @Override
                    public void write(Integer key, Integer value) {
                      held.set(key, value);
                    }

                    @Override
                    public void delete(Integer key) {
                      held.set(key, null);
                    }
                  },
                  WriteBehind.ofDefaults().withBatch(2).withCapacity(4))
              .loader(held::get)
              .executor(threads)
              .open();
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        SplittableRandom random = new SplittableRandom(seed + i);
        runs.add(threads.submit(() -> race(cache, random)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
      // All that is unwritten wins over the source, and what is in the map over both.
      List<Integer> expected = new ArrayList<>();
      for (int key = 0; key < held.length(); key++) {
        expected.add(cache.getOrLoad(key));
      }
      cache.flush();
      for (int key = 0; key < held.length(); key++) {
        assertEquals(expected.get(key), held.get(key), "key " + key);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  private void race(LarderCache<Integer, Integer> cache, SplittableRandom random) {
    LarderMap<Integer, Integer> map = larder.map("raced", Integer.class, Integer.class);
    for (int i = 1000; i < 6_000; i++) {
      int key = random.nextInt(16);
      int value = i;
      switch (random.nextInt(8)) {
        case 0 -> cache.remove(key);
        case 1 -> map.remove(key);
        case 2 -> larder.transact(tx -> tx.on(map).put(key, value));
        case 3 -> map.put(key, value);
        case 4 -> assertTrue(cache.getOrLoadAll(List.of(key, (key + 1) % 16)).size() <= 2);
        case 5 -> cache.refresh(key).join();
        default -> cache.put(key, value);
      }
    }
  }
}
