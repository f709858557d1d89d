package dev.larder.benchmarks;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Caches of 100 000 entries, asked for in Zipf sequences in which all, or seven of ten, are hit. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class CacheBenchmark {
  private static final int MAXIMUM = 100_000;
  private static final int DRAWS = 1 << 20;

  /** How many keys there are, so that an LRU cache hits seven of ten draws. */
  private static final int MANY = 1_200_000;

  /** Which cache. */
  @Param({"larder", "larderCounting", "caffeine", "cache2k", "ehcache", "guava"})
  public String impl;

  /** Keys that all find room, or more of them. */
  @Param({"hit", "miss"})
  public String keys;

  private BenchmarkedCache cache;
  private String[] names;
  private String[] values;
  private int[] sequence;

  /** Fills the cache. */
  @Setup
  public void fill() {
    int count = keys.equals("hit") ? MAXIMUM : MANY;
    cache = BenchmarkedCache.of(impl, MAXIMUM);
    names = new String[count];
    values = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "key:" + i;
      values[i] = "value " + i;
    }
    sequence = Zipf.sequence(count, DRAWS, 42);
    for (int item : sequence) {
      if (cache.get(names[item]) == null) {
        cache.put(names[item], values[item]);
      }
    }
    if (keys.equals("hit")) {
      for (int i = 0; i < count; i++) {
        cache.put(names[i], values[i]);
      }
    }
  }

  /** Lets the cache go. */
  @TearDown
  public void close() {
    cache.close();
  }

  /** A thread's place in the sequence. */
  @State(Scope.Thread)
  public static class Place {
    private int position = ThreadLocalRandom.current().nextInt(DRAWS);

    private int next() {
      return position++ & (DRAWS - 1);
    }
  }

  /** Looks a key up. */
  @Benchmark
  public String get(Place place) {
    return cache.get(names[sequence[place.next()]]);
  }

  /** Puts a value. */
  @Benchmark
  public void put(Place place) {
    int item = sequence[place.next()];
    cache.put(names[item], values[item]);
  }

  /** Three look-ups for a put. */
  @Benchmark
  public String mixed(Place place) {
    int position = place.next();
    int item = sequence[position];
    if ((position & 3) == 0) {
      cache.put(names[item], values[item]);
      return values[item];
    }
    return cache.get(names[item]);
  }

  /** Looks a key up and loads it if it is not there. */
  @Benchmark
  public String loadThrough(Place place) {
    int item = sequence[place.next()];
    return cache.load(names[item], values[item]);
  }
}
