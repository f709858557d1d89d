package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderList;
import dev.larder.LarderSortedSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.IntConsumer;

/** Prints, as JSON, what operations cost as collections grow, and the longest wait for one. */
public final class Scale {
  private static final int OPERATIONS = 2_000_000;
  private static final Pauses PAUSES = new Pauses();
  private static final List<String> ROWS = new ArrayList<>();

  /** Keeps results from being optimised away. */
  private static long sink;

  private Scale() {}

  /**
   * Measures.
   *
   * @param args the sizes of the maps, then of list and sorted set after a slash, as in {@code
   *     "1000 1000000 20000000 / 10000 10000000"}; this is the default
   */
  public static void main(String... args) {
    List<String> sizes =
        args.length > 0
            ? List.of(args)
            : List.of("1000", "1000000", "20000000", "/", "10000", "10000000");
    int slash = sizes.indexOf("/");
    maps(10_000); // warms up
    lists(10_000);
    sortedSets(10_000);
    ROWS.clear();
    sizes.subList(0, slash).forEach(size -> maps(Integer.parseInt(size)));
    sizes.subList(slash + 1, sizes.size()).forEach(size -> lists(Integer.parseInt(size)));
    sizes.subList(slash + 1, sizes.size()).forEach(size -> sortedSets(Integer.parseInt(size)));
    System.out.println("[\n  " + String.join(",\n  ", ROWS) + "\n]");
    if (sink == 42) {
      System.err.println(sink);
    }
  }

  private static void maps(int entries) {
    map("LarderMap", Larder.inMemory().map("map", Integer.class, Integer.class), entries);
    map("ConcurrentHashMap", new ConcurrentHashMap<>(), entries);
  }

  /** Fills a map while another thread puts into it too, then asks and changes it. */
  private static void map(String name, ConcurrentMap<Integer, Integer> map, int entries) {
    Integer value = 4711;
    Bystander bystander = new Bystander(map, entries);
    PAUSES.reset();
    bystander.start();
    long longest = 0;
    long from = System.nanoTime();
    long before = from;
    for (int i = 0; i < entries; i++) {
      map.put(i, value);
      long now = System.nanoTime();
      longest = Math.max(longest, now - before);
      before = now;
    }
    double fill = (double) (before - from) / entries;
    long bystanders = bystander.end();
    double longestPause = PAUSES.longestMillis();
    double get = each(entries, i -> sink += map.get(i));
    double put = each(entries, i -> sink += map.put(i, i));
    row(name, entries, fill, longest, bystanders, longestPause, "get", get, "put", put);
  }

  private static void lists(int elements) {
    LarderList<Integer> list = Larder.inMemory().list("list", Integer.class);
    PAUSES.reset();
    long longest = 0;
    long from = System.nanoTime();
    long before = from;
    for (int i = 0; i < elements; i++) {
      list.add(i);
      long now = System.nanoTime();
      longest = Math.max(longest, now - before);
      before = now;
    }
    double fill = (double) (before - from) / elements;
    double longestPause = PAUSES.longestMillis();
    double get = each(elements, i -> sink += list.get(i));
    double set = each(elements, i -> sink += list.set(i, i));
    row("LarderList", elements, fill, longest, -1, longestPause, "get", get, "set", set);
  }

  private static void sortedSets(int members) {
    LarderSortedSet<Integer> set = Larder.inMemory().sortedSet("set", Integer.class);
    SplittableRandom random = new SplittableRandom(7);
    PAUSES.reset();
    long longest = 0;
    long from = System.nanoTime();
    long before = from;
    for (int i = 0; i < members; i++) {
      set.add(i, random.nextDouble());
      long now = System.nanoTime();
      longest = Math.max(longest, now - before);
      before = now;
    }
    double fill = (double) (before - from) / members;
    double longestPause = PAUSES.longestMillis();
    double rank = each(members, i -> sink += set.rank(i).orElseThrow());
    double move = each(members, i -> sink += set.add(i, random.nextDouble()) ? 1 : 0);
    row("LarderSortedSet", members, fill, longest, -1, longestPause, "rank", rank, "move", move);
  }

  /** Nanoseconds an operation at random indices, after as many to warm up. */
  private static double each(int bound, IntConsumer operation) {
    long nanos = 0;
    for (int round = 0; round < 2; round++) {
      SplittableRandom random = new SplittableRandom(42);
      long from = System.nanoTime();
      for (int i = 0; i < OPERATIONS; i++) {
        operation.accept(random.nextInt(bound));
      }
      nanos = System.nanoTime() - from;
    }
    return (double) nanos / OPERATIONS;
  }

  private static void row(
      String name,
      int size,
      double fill,
      long longest,
      long bystanders,
      double longestPause,
      String read,
      double reading,
      String change,
      double changing) {
    ROWS.add(
        String.format(
            Locale.ROOT,
            "{\"collection\": \"%s\", \"size\": %d, \"filling, ns each\": %.1f,"
                + " \"longest put, ms\": %.2f, \"of the other thread, ms\": %s,"
                + " \"longest pause of the collector, ms\": %.2f,"
                + " \"read\": \"%s %.0f ns\", \"change\": \"%s %.0f ns\"}",
            name,
            size,
            fill,
            longest / 1e6,
            bystanders < 0 ? "null" : String.format(Locale.ROOT, "%.2f", bystanders / 1e6),
            longestPause,
            read,
            reading,
            change,
            changing));
    System.err.println(ROWS.get(ROWS.size() - 1));
  }

  /** Puts into a map that another thread fills, and keeps the longest time that a put took. */
  private static final class Bystander extends SideThread {
    private static final int KEYS = 256;

    private final ConcurrentMap<Integer, Integer> map;
    private final int firstKey;

    Bystander(ConcurrentMap<Integer, Integer> map, int firstKey) {
      this.map = map;
      this.firstKey = firstKey;
    }

    @Override
    public void run() {
      for (int i = 0; !isEnded(); i++) {
        long from = System.nanoTime();
        map.put(firstKey + i % KEYS, i);
        took(System.nanoTime() - from);
      }
    }
  }
}
