package dev.larder.cache;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.CacheWriteException;
import dev.larder.CacheWriter;
import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.WriteBehind;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CacheWriteThroughTest {
  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final Source source = new Source();
  private final LarderCache<String, String> cache =
      larder.cache("c", String.class, String.class).writeThrough(source).open();

  @AfterEach
  void close() {
    larder.close();
  }

  private void assertTold(String... calls) {
    assertEquals(List.of(calls), source.calls);
    source.calls.clear();
  }

  @Test
  void eachChangeIsToldOnce() {
    assertNull(cache.put("a", "1"));
    assertEquals("1", cache.put("a", "2", Duration.ofSeconds(5)));
    assertEquals("2", cache.putIfAbsent("a", "3"));
    assertNull(cache.putIfAbsent("b", "3"));
    assertTold("a=1", "a=2", "b=3");
    assertEquals("2", cache.replace("a", "4"));
    assertNull(cache.replace("none", "4"));
    assertFalse(cache.replace("a", "2", "5"));
    assertTrue(cache.replace("a", "4", "5"));
    assertTold("a=4", "a=5");
    assertEquals("5!", cache.compute("a", (key, value) -> value + "!"));
    assertNull(cache.computeIfPresent("none", (key, value) -> value + "!"));
    assertEquals("5!?", cache.merge("a", "?", String::concat));
    assertNull(cache.compute("a", (key, value) -> null));
    assertTold("a=5!", "a=5!?", "-a");
    assertFalse(cache.remove("b", "other"));
    assertTrue(cache.remove("b", "3"));
    assertNull(cache.remove("b"));
    assertTold("-b", "-b");
    cache.putAll(Map.of("x", "1", "y", "2"));
    cache.replaceAll((key, value) -> key);
    cache.entrySet().removeIf(entry -> entry.getKey().equals("x"));
    assertEquals("{x=1, y=2}", source.calls.remove(0));
    assertEquals(3, source.calls.size());
    assertEquals(Map.of("y", "y"), source.held);
    assertEquals(source.held, cache.snapshot().castToMap());
  }

  @Test
  void whatDoesNotComeFromTheCallerIsNotTold() {
    cache.get("a", key -> "loaded");
    cache.computeIfAbsent("b", key -> "loaded");
    cache.getAll(List.of("c"), keys -> Map.of("c", "loaded", "besides", "loaded"));
    assertEquals(4, cache.size());
    cache.expire("a", Duration.ofSeconds(1));
    clock.advance(Duration.ofSeconds(1));
    cache.maintain();
    cache.invalidate("b");
    cache.invalidateIf((key, value) -> key.equals("c"));
    larder.map("c", String.class, String.class).put("other", "handle");
    cache.clear();
    assertTold();
    cache.put("a", "1");
    source.calls.clear();
    cache.close();
    cache.put("a", "2");
    cache.remove("a");
    assertTold();
  }

  @Test
  void aFailureLeavesTheMapAsItWas() {
    cache.put("a", "1");
    source.broken.add("a");
    CacheWriteException e =
        assertThrows(CacheWriteException.class, () -> cache.compute("a", (key, value) -> "2"));
    assertEquals("broken at a", e.getCause().getMessage());
    assertEquals(java.util.Set.of("a"), e.keys());
    assertThrows(CacheWriteException.class, () -> cache.remove("a"));
    assertThrows(CacheWriteException.class, () -> cache.putAll(Map.of("a", "2", "b", "2")));
    assertEquals(Map.of("a", "1"), cache.snapshot().castToMap());
    source.broken.clear();
    cache.put("a", "2");
    assertEquals("2", cache.get("a"));
  }

  @Test
  void uncheckedFailuresComeAsTheyAre() {
    IllegalArgumentException refused = new IllegalArgumentException("refused");
    LarderCache<String, Integer> other =
        larder
            .cache("other", String.class, Integer.class)
            .writeThrough(
                new CacheWriter<>() {
                  @Override
                  public void write(String key, Integer value) {
                    throw refused;
                  }

                  @Override
                  public void delete(String key) {
                    throw refused;
                  }
                })
            .open();
    assertSame(refused, assertThrows(IllegalArgumentException.class, () -> other.put("a", 1)));
    assertTrue(other.isEmpty());
  }

  @Test
  void whatTheMapRefusesIsNotLeftThereWithAnOlderValue() {
    LarderCache<String, String> weighed =
        larder
            .cache("weighed", String.class, String.class)
            .maximumWeight(100, (key, value) -> value.isEmpty() ? -1 : 1)
            .writeThrough(source)
            .open();
    weighed.put("a", "1");
    source.calls.clear();
    assertThrows(IllegalArgumentException.class, () -> weighed.put("a", ""));
    assertThrows(IllegalArgumentException.class, () -> weighed.putAll(Map.of("b", "")));
    assertTold();
    assertEquals("1", weighed.get("a"));
  }

  @Test
  void aChangeByAnotherHandleMeanwhileIsSeen() {
    List<String> given = new ArrayList<>();
    cache.put("a", "1");
    String result =
        cache.compute(
            "a",
            (key, value) -> {
              given.add(value);
              if (given.size() == 1) {
                larder.map("c", String.class, String.class).put("a", "2");
              }
              return value + "!";
            });
    assertEquals("2!", result);
    assertEquals(List.of("1", "2"), given);
    assertTold("a=1", "a=2!");
  }

  /** Another handle changes the entry while the writer is called for it. */
  @Test
  void aChangeByAnotherHandleWhileWritingIsToldAfterwards() {
    Map<String, String> held = new HashMap<>();
    LarderCache<String, String> overtaken =
        larder
            .cache("overtaken", String.class, String.class)
            .writeThrough(
                new CacheWriter<String, String>() {
                  @Override
                  public void write(String key, String value) {
                    if (held.isEmpty()) {
                      larder.map("overtaken", String.class, String.class).put(key, "other");
                    }
                    held.put(key, value);
                  }

                  @Override
                  public void delete(String key) {
                    held.remove(key);
                  }
                })
            .open();
    assertEquals("other", overtaken.putIfAbsent("a", "mine"));
    assertEquals("other", overtaken.get("a"));
    assertEquals(Map.of("a", "other"), held);
  }

  @Test
  void theWriterMustNotChangeItsCache() {
    List<LarderCache<String, String>> self = new ArrayList<>();
    self.add(
        larder
            .cache("self", String.class, String.class)
            .writeThrough(
                new CacheWriter<String, String>() {
                  @Override
                  public void write(String key, String value) {
                    self.get(0).put(key, value);
                  }

                  @Override
                  public void delete(String key) {
                    throw new AssertionError(key);
                  }
                })
            .open());
    assertTrue(
        assertThrows(IllegalStateException.class, () -> self.get(0).put("a", "1"))
            .getMessage()
            .contains("the writer of cache 'self' changes that cache"));
  }

  @Test
  void oneWriterIsEnough() {
    assertThrows(
        IllegalStateException.class,
        () ->
            larder
                .cache("two", String.class, String.class)
                .writeThrough(source)
                .writeBehind(source, WriteBehind.ofDefaults()));
  }

  /**
   * Threads write the same keys, alone and together: in the end the source has what the map has.
   */
  @Test
  void sourceAndMapAgreeInTheEnd() throws Exception {
    long seed = System.nanoTime();
    System.out.println("CacheWriteThroughTest seed " + seed);
    AtomicReferenceArray<Integer> held = new AtomicReferenceArray<>(8);
    LarderCache<Integer, Integer> raced =
        larder
            .cache("raced", Integer.class, Integer.class)
            .writeThrough(
                new CacheWriter<Integer, Integer>() {
                  @Override
                  public void write(Integer key, Integer value) {
                    held.set(key, value);
                  }

                  @Override
                  public void delete(Integer key) {
                    held.set(key, null);
                  }
                })
            .open();
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      List<Future<?>> runs = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        SplittableRandom random = new SplittableRandom(seed + i);
        runs.add(threads.submit(() -> race(raced, random)));
      }
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
    for (int key = 0; key < held.length(); key++) {
      assertEquals(raced.get(key), held.get(key));
    }
  }

  /** Another thread removes a key when the source has its value and the map has not. */
  @Test
  void aRemovalWaitsForItsTurn() throws InterruptedException {
    Map<String, String> held = new HashMap<>();
    List<Thread> removers = new ArrayList<>();
    List<LarderCache<String, String>> self = new ArrayList<>();
    self.add(
        larder
            .cache("self", String.class, String.class)
            .writeThrough(
                new CacheWriter<String, String>() {
                  @Override
                  public void write(String key, String value) {
                    held.put(key, value);
                    Thread remover = new Thread(() -> self.get(0).remove(key));
                    removers.add(remover);
                    remover.start();
                    await()
                        .until(
                            () ->
                                remover.getState() == Thread.State.WAITING
                                    || remover.getState() == Thread.State.TERMINATED);
                  }

                  @Override
                  public void delete(String key) {
                    held.remove(key);
                  }
                })
            .open());
    self.get(0).put("a", "1");
    removers.get(0).join();
    assertEquals(Map.of(), held);
    assertNull(self.get(0).get("a"));
  }

  private static void race(LarderCache<Integer, Integer> cache, SplittableRandom random) {
    for (int i = 0; i < 5_000; i++) {
      int key = random.nextInt(8);
      switch (random.nextInt(5)) {
        case 0 -> cache.remove(key);
        case 1 -> cache.putAll(Map.of(key, i, (key + 3) % 8, i, (key + 6) % 8, i));
        case 2 -> cache.merge(key, 1, Integer::sum);
        default -> cache.put(key, i);
      }
    }
  }
}
