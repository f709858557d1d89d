package dev.larder.store;

import dev.larder.Larder;
import dev.larder.LarderMap;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Fills a store from several threads until the heap is exhausted, then looks at what is left. */
final class HeapExhaustion {
  private static final int THREADS = 3;

  private HeapExhaustion() {}

  public static void main(String[] arguments) throws InterruptedException {
    AtomicReference<byte[]> reserve = new AtomicReference<>(new byte[8 << 20]);
    try (Larder larder = Larder.inMemory()) {
      LarderMap<Integer, byte[]> map = larder.map("m", Integer.class, byte[].class);
      LarderMap<Integer, byte[]> other = larder.map("o", Integer.class, byte[].class);
      AtomicInteger exhausted = new AtomicInteger();
      AtomicBoolean stop = new AtomicBoolean();
      List<Thread> threads = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int base = t << 24;
        Thread thread = new Thread(() -> fill(larder, map, other, base, exhausted, stop));
        threads.add(thread);
        thread.start();
      }
      for (Thread thread : threads) {
        thread.join();
      }
      stop.set(true);
      reserve.set(null); // room to look around in
      other.clear();
      check(exhausted.get() == THREADS, "each thread ran out of heap, but " + exhausted + " did");
      int entries = 0;
      for (Iterator<Integer> keys = map.keySet().iterator(); keys.hasNext(); ) {
        int key = keys.next();
        check(map.get(key) != null, "key " + key + " has a value");
        entries++;
        if (entries % 2 == 0) {
          keys.remove();
        }
      }
      int left = 0;
      for (byte[] value : map.values()) {
        check(value.length == 512, "values are whole");
        left++;
      }
      check(left == entries - entries / 2, "half of " + entries + " stay, not " + left);
      larder.inTransaction(tx -> tx.on(map).put(-1, new byte[512]));
      check(map.containsKey(-1), "transactions work");
      map.clear();
      check(!larder.exists("m"), "the map can be removed");
      System.out.println("consistent after " + entries + " entries");
    }
  }

  private static void fill(
      Larder larder,
      LarderMap<Integer, byte[]> map,
      LarderMap<Integer, byte[]> other,
      int base,
      AtomicInteger exhausted,
      AtomicBoolean stop) {
    try {
      for (int i = 0; !stop.get(); i++) {
        int key = base + i;
        map.put(key, new byte[512]);
        if (i % 16 == 0) {
          larder.inTransaction(
              tx -> {
                tx.on(map).put(-2 - key, new byte[512]);
                tx.on(other).put(key, new byte[512]);
              });
        }
      }
    } catch (OutOfMemoryError e) {
      exhausted.incrementAndGet();
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError("expected: " + what);
    }
  }
}
