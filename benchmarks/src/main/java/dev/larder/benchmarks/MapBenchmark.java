package dev.larder.benchmarks;

import dev.larder.Larder;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A map of 100 000 String keys, asked in a Zipf sequence. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class MapBenchmark {
  private static final int KEYS = 100_000;
  private static final int SEQUENCE = 1 << 20;

  @Param({"larder", "jdk", "eclipse"})
  public String impl;

  private ConcurrentMap<String, Integer> map;
  private String[] keys;
  private int[] sequence;

  /** Where each thread stands in the sequence. */
  @State(Scope.Thread)
  public static class Position {
    private int at = new Random().nextInt(SEQUENCE);

    int next() {
      at = (at + 1) & (SEQUENCE - 1);
      return at;
    }
  }

  @Setup
  public void setUp() {
    map =
        switch (impl) {
          case "larder" -> Larder.inMemory().map("m", String.class, Integer.class);
          case "jdk" -> new ConcurrentHashMap<>();
          default ->
              org.eclipse.collections.impl.map.mutable.ConcurrentHashMap.newMap();
        };
    keys = new String[KEYS];
    for (int i = 0; i < KEYS; i++) {
      keys[i] = "key-" + i;
      map.put(keys[i], i);
    }
    sequence = Zipf.sequence(KEYS, 0.99, SEQUENCE, 42);
  }

  private String key(int at) {
    return keys[sequence[at]];
  }

  @Benchmark
  public Integer get(Position position) {
    return map.get(key(position.next()));
  }

  /** With a value that is made for it. */
  @Benchmark
  public Integer putFresh(Position position) {
    int at = position.next();
    return map.put(key(at), at + 1000);
  }

  /** Nine reads for one put of a fresh value. */
  @Benchmark
  public Integer mixed(Position position) {
    int at = position.next();
    return at % 10 == 0 ? map.put(key(at), at + 1000) : map.get(key(at));
  }

  @Benchmark
  public Integer compute(Position position) {
    return map.compute(key(position.next()), (key, value) -> value == null ? 1 : value + 1);
  }
}
