package dev.larder.benchmarks;

import dev.larder.Larder;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** Bytes an entry at a million, keys and values apart: the heap in use, before and after. */
public final class Memory {
  private static final int ENTRIES = 1_000_000;

  private Memory() {}

  public static void main(String[] arguments) throws InterruptedException {
    Integer[] keys = new Integer[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = i * 31;
    }
    report("ConcurrentHashMap", new ConcurrentHashMap<>(), keys);
    try (Larder larder = Larder.inMemory()) {
      report("LarderMap", larder.map("m", Integer.class, Integer.class), keys);
    }
  }

  private static void report(String name, ConcurrentMap<Integer, Integer> map, Integer[] keys)
      throws InterruptedException {
    long before = used();
    for (Integer key : keys) {
      map.put(key, key);
    }
    long after = used();
    System.out.printf(
        Locale.ROOT, "%-20s %.1f bytes an entry%n", name, (after - before) / (double) map.size());
  }

  private static long used() throws InterruptedException {
    for (int i = 0; i < 3; i++) {
      System.gc();
      Thread.sleep(100);
    }
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
