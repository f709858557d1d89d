package dev.larder.benchmarks;

import dev.larder.Larder;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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

/** A map of 100 000 strings, asked for and changed in a Zipf sequence. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class MapBenchmark {
  private static final int ENTRIES = 100_000;
  private static final int DRAWS = 1 << 18;

  /** Which map. */
  @Param({"larder", "jdk", "eclipse"})
  public String impl;

  private ConcurrentMap<String, Long> map;
  private String[] keys;
  private Long[] values;
  private int[] sequence;

  /** Fills the map. */
  @Setup
  public void fill() {
    map =
        switch (impl) {
          case "larder" -> Larder.inMemory().map("map", String.class, Long.class);
          case "jdk" -> new ConcurrentHashMap<>();
          case "eclipse" -> org.eclipse.collections.impl.map.mutable.ConcurrentHashMap.newMap();
          default -> throw new IllegalArgumentException(impl);
        };
    keys = new String[ENTRIES];
    values = new Long[ENTRIES];
    for (int i = 0; i < ENTRIES; i++) {
      keys[i] = "key:" + i;
      values[i] = 1_000_000L + i;
      map.put(keys[i], values[i]);
    }
    sequence = Zipf.sequence(ENTRIES, DRAWS, 42);
  }

  /** A thread's place in the sequence. */
  @State(Scope.Thread)
  public static class Place {
    private int position = ThreadLocalRandom.current().nextInt(DRAWS);
    private long fresh = 1_000_000;

    private int next() {
      return position++ & (DRAWS - 1);
    }
  }

  /** Looks a key up. */
  @Benchmark
  public Long get(Place place) {
    return map.get(keys[sequence[place.next()]]);
  }

  /** Puts a value that was made for it. */
  @Benchmark
  public Long putFresh(Place place) {
    return map.put(keys[sequence[place.next()]], place.fresh++);
  }

  /** Puts a value that has long existed. */
  @Benchmark
  public Long putOld(Place place) {
    int i = place.next();
    return map.put(keys[sequence[i]], values[sequence[(i + 1) & (DRAWS - 1)]]);
  }

  /** Nine look-ups to one put of a fresh value. */
  @Benchmark
  public Long mix(Place place) {
    int i = place.next();
    String key = keys[sequence[i]];
    // By the place in the sequence and not by a count, which the processor would learn.
    return (i * 0x9E3779B9 >>> 16) % 10 == 0 ? map.put(key, place.fresh++) : map.get(key);
  }

  /** Adds one to the value of a key. */
  @Benchmark
  public Long compute(Place place) {
    return map.compute(keys[sequence[place.next()]], (key, value) -> value == null ? 1 : value + 1);
  }
}
