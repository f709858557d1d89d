package dev.larder.durable;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.Sync;
import dev.larder.internal.journal.JournalOptions;
import dev.larder.internal.log.DiskOperation;
import dev.larder.internal.log.RecordingDisk;
import dev.larder.internal.log.SlowDisk;
import dev.larder.internal.log.SlowDisk.Hold;
import dev.larder.internal.store.Store;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P5, and what else is promised of a disk that is slow. */
@Timeout(value = 10, unit = TimeUnit.MINUTES) // a guard against hanging, not a measure of speed
public class SyncPolicyTest {
  private static final int QUEUE = 64 << 10;
  private static final int THREADS = 32;

  private final RecordingDisk disk = new RecordingDisk();
  private final SlowDisk slow = new SlowDisk(disk);
  private final MovableTicker ticker = new MovableTicker();

  private Larder open(Sync sync) {
    JournalOptions options =
        new JournalOptions(sync, QUEUE, Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE);
    return Store.open(
        slow,
        options,
        new MovableClock(),
        ticker,
        new Store.Options(Long.MAX_VALUE, ThreadLocalRandom::current),
        null);
  }

  private static Thread start(Runnable work) {
    Thread thread = new Thread(work);
    thread.start();
    return thread;
  }

  private long forces() {
    return disk.trace().stream().filter(DiskOperation.Force.class::isInstance).count();
  }

  @Test
  void everySecondIsWhatItSays() throws Exception {
    try (Larder larder = open(Sync.EVERY_SECOND);
        slow) {
      LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);
      map.put("a", 0);
      larder.sync();
      assertEquals(Duration.ZERO, larder.health().unsynced());
      Hold hold = slow.hold();
      map.put("a", 1);
      awaitNoted(larder);
      ticker.advance(Duration.ofMillis(497));
      map.put("a", 2);
      awaitNoted(larder);
      ticker.advance(Duration.ofMillis(2)); // so long at most it waits for others to be written
      assertFalse(hold.hasForce());
      ticker.advance(Duration.ofMillis(1));
      hold.awaitForce();
      assertEquals(Duration.ofMillis(500), larder.health().unsynced());
      long waits = larder.health().waits();
      map.put("a", 4);
      assertEquals(waits, larder.health().waits());

      ticker.advance(Duration.ofMillis(501)); // the last sync took no time
      assertEquals(Duration.ofMillis(1001), larder.health().unsynced());
      CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> map.put("a", 5));
      Awaitility.await().until(() -> larder.health().waits() == waits + 1);
      assertEquals(4, map.get("a")); // reads go on
      assertFalse(waiting.isDone());
      ticker.advance(Duration.ofSeconds(2)); // so long the sync has taken when it ends
      assertFalse(waiting.isDone());
      hold.release();
      assertEquals(4, waiting.get());

      // The next one is given as long as that one took.
      hold = slow.hold();
      map.put("a", 6);
      awaitNoted(larder);
      ticker.advance(Duration.ofMillis(500));
      hold.awaitForce();
      ticker.advance(Duration.ofMillis(2500));
      map.put("a", 8);
      assertEquals(waits + 1, larder.health().waits());
      hold.release();
    }
    assertMapHas(8);
  }

  /** Returns when the journal's thread has taken note of all changes, and of when they came. */
  private void awaitNoted(Larder larder) {
    Awaitility.await().until(() -> larder.health().queuedBytes() == 0);
    long looks = ticker.looks(); // one of them is for the last change, the next one comes after it
    Awaitility.await().until(() -> ticker.looks() >= looks + 2);
  }

  private void assertMapHas(int value) {
    try (Larder larder = Stores.open(RecordingDisk.of(disk.files()))) {
      assertEquals(value, larder.map("m", String.class, Integer.class).get("a"));
    }
  }

  @Test
  void aFullQueueMakesWritersWait() throws Exception {
    int changes = 5000;
    try (Larder larder = open(Sync.NEVER);
        slow) {
      LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);
      map.put("a", -1);
      Hold hold = slow.hold();
      Thread syncing = start(larder::sync);
      hold.awaitForce();
      List<Thread> writers = new ArrayList<>();
      for (int t = 0; t < 4; t++) {
        int thread = t;
        writers.add(
            start(() -> IntStream.range(0, changes).forEach(i -> map.put("k" + thread, i))));
      }
      Awaitility.await().until(() -> larder.health().waits() >= 4);
      long queued = larder.health().queuedBytes();
      // Each of them was let in when there was room still, with one small change.
      assertTrue(queued >= QUEUE && queued < QUEUE + 4 * 200, queued + " bytes");
      assertTrue(writers.stream().allMatch(Thread::isAlive));
      map.get("a"); // reads go on
      hold.release();
      for (Thread writer : writers) {
        writer.join();
      }
      syncing.join();
      larder.sync();
      assertEquals(0, larder.health().queuedBytes());
    }
    try (Larder larder = Stores.open(RecordingDisk.of(disk.files()))) {
      for (int t = 0; t < 4; t++) {
        assertEquals(
            changes - 1, larder.map("m", String.class, Integer.class).get("k" + t).intValue());
      }
    }
  }

  @Test
  void alwaysMeansBeforeItReturns() throws Exception {
    try (Larder larder = open(Sync.ALWAYS);
        slow) {
      LarderMap<String, Integer> map = larder.map("m", String.class, Integer.class);
      map.put("a", 1);
      Hold hold = slow.hold();
      long before = forces();
      CompletableFuture<Integer> put = CompletableFuture.supplyAsync(() -> map.put("a", 2));
      CompletableFuture<Long> transaction =
          CompletableFuture.supplyAsync(
              () -> larder.transact(tx -> tx.on(larder.counter("c")).increment()));
      hold.awaitForce();
      assertEquals(before, forces());
      assertFalse(put.isDone());
      assertFalse(transaction.isDone());
      hold.release();
      put.get();
      assertEquals(1, transaction.get());
      assertTrue(forces() > before);
    }
  }

  @Test
  void manyWaitForOneForce() throws Exception {
    try (Larder larder = open(Sync.ALWAYS);
        slow) {
      LarderMap<Integer, Integer> map = larder.map("m", Integer.class, Integer.class);
      map.put(0, 0);
      Hold hold = slow.hold();
      long before = forces();
      Thread first = start(() -> map.put(1, 0));
      hold.awaitForce();
      assertEquals(0, larder.health().queuedBytes());
      AtomicInteger returned = new AtomicInteger();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int key = 2 + t;
        threads.add(
            start(
                () -> {
                  assertNull(map.put(key, 0));
                  returned.incrementAndGet();
                }));
      }
      // A change is in memory when it has its place in the queue.
      Awaitility.await().until(() -> map.size() == 2 + THREADS);
      assertEquals(0, returned.get());
      hold.release();
      for (Thread thread : threads) {
        thread.join();
      }
      first.join();
      assertEquals(THREADS, returned.get());
      assertEquals(2, forces() - before);
    }
  }
}
