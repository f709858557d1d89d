package dev.larder.benchmarks;

import dev.larder.Larder;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Prints, as JSON, what a map costs an entry at a million of them, keys and values left out: the
 * difference that filling it makes to the heap. To be run with the serial collector, whose heap has
 * no regions to round to.
 */
public final class Memory {
  private static final int ENTRIES = 1_000_000;

  private Memory() {}

  /**
   * Measures.
   *
   * @param args none
   */
  public static void main(String... args) {
    Integer[] objects = new Integer[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      objects[i] = i;
    }
    bytesPerEntry(Larder.inMemory().map("warmup", Integer.class, Integer.class), objects);
    double larder =
        bytesPerEntry(Larder.inMemory().map("map", Integer.class, Integer.class), objects);
    double jdk = bytesPerEntry(new ConcurrentHashMap<>(), objects);
    System.out.printf(Locale.ROOT, "{\"larder\": %.2f, \"jdk\": %.2f}%n", larder, jdk);
  }

  private static double bytesPerEntry(Map<Integer, Integer> map, Integer[] objects) {
    return bytesPerEntry(map, objects, ENTRIES);
  }

  /** Puts all; what each of those costs that are there then. */
  static double bytesPerEntry(Map<Integer, Integer> map, Integer[] objects, int remaining) {
    long before = used();
    for (Integer object : objects) {
      map.put(object, object);
    }
    long after = used();
    if (map.size() != remaining) {
      throw new IllegalStateException("size " + map.size());
    }
    return (double) (after - before) / remaining;
  }

  private static long used() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
