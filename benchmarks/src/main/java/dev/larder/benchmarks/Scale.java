package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderList;
import dev.larder.LarderMap;
import dev.larder.LarderSortedSet;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The same structures small and large: time an operation, the longest single put while a table
 * grows, and the longest put of another thread meanwhile.
 */
public final class Scale {
  private static final int OPERATIONS = 2_000_000;

  private Scale() {}

  public static void main(String[] arguments) throws InterruptedException {
    for (int entries : new int[] {1_000, 1_000_000, 1_000, 1_000_000, 20_000_000}) {
      table(entries);
    }
    for (int size : new int[] {1_000, 1_000_000, 10_000_000}) {
      list(size);
      sortedSet(size);
    }
  }

  private static void table(int entries) throws InterruptedException {
    try (Larder larder = Larder.inMemory()) {
      LarderMap<Integer, Integer> map = larder.map("m", Integer.class, Integer.class);
      AtomicBoolean stop = new AtomicBoolean();
      long[] othersLongest = new long[1];
      Thread other = new Thread(() -> othersLongest[0] = putUntil(map, stop));
      other.start();
      long longest = 0;
      long start = System.nanoTime();
      for (int i = 0; i < entries; i++) {
        long before = System.nanoTime();
        map.put(i, i);
        longest = Math.max(longest, System.nanoTime() - before);
      }
      double fill = (System.nanoTime() - start) / (double) entries;
      stop.set(true);
      other.join();
      Random random = new Random(1);
      double get = time(() -> map.get(random.nextInt(entries)));
      double put = time(() -> map.put(random.nextInt(entries), 7));
      System.out.printf(
          Locale.ROOT,
          "table %,11d: get %6.1f ns, put %6.1f ns, fill %6.1f ns;"
              + " longest put %.2f ms, of another thread meanwhile %.2f ms%n",
          entries,
          get,
          put,
          fill,
          longest / 1e6,
          othersLongest[0] / 1e6);
    }
  }

  private static long putUntil(LarderMap<Integer, Integer> map, AtomicBoolean stop) {
    long longest = 0;
    for (int i = 0; !stop.get(); i = (i + 1) & 1023) {
      long before = System.nanoTime();
      map.put(-1 - i, i);
      longest = Math.max(longest, System.nanoTime() - before);
    }
    return longest;
  }

  private static void list(int size) {
    try (Larder larder = Larder.inMemory()) {
      LarderList<Integer> list = larder.list("l", Integer.class);
      for (int i = 0; i < size; i++) {
        list.add(i);
      }
      Random random = new Random(1);
      double get = time(() -> list.get(random.nextInt(size)));
      double ends =
          time(
              () -> {
                list.deque().addLast(1);
                return list.deque().pollFirst();
              });
      double middle =
          time(
              () -> {
                list.add(random.nextInt(size), 1);
                return list.remove(random.nextInt(size));
              });
      System.out.printf(
          Locale.ROOT,
          "list  %,11d: get %6.1f ns, push and pop %6.1f ns, insert and remove inside %6.1f ns%n",
          size,
          get,
          ends,
          middle);
    }
  }

  private static void sortedSet(int size) {
    try (Larder larder = Larder.inMemory()) {
      LarderSortedSet<Integer> set = larder.sortedSet("z", Integer.class);
      Random random = new Random(1);
      for (int i = 0; i < size; i++) {
        set.add(i, random.nextInt());
      }
      double rank = time(() -> set.rank(random.nextInt(size)));
      double move = time(() -> set.add(random.nextInt(size), random.nextInt()));
      System.out.printf(
          Locale.ROOT, "zset  %,11d: rank %6.1f ns, move %6.1f ns%n", size, rank, move);
    }
  }

  private interface Step {
    Object run();
  }

  private static Object sink;

  private static double time(Step step) {
    for (int i = 0; i < OPERATIONS / 4; i++) {
      sink = step.run();
    }
    long start = System.nanoTime();
    for (int i = 0; i < OPERATIONS; i++) {
      sink = step.run();
    }
    return (System.nanoTime() - start) / (double) OPERATIONS;
  }
}
