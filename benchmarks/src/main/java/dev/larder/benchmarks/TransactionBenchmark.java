package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderMap;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Moves one between two keys of a map of 10 000, while nobody else does. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class TransactionBenchmark {
  private static final int ENTRIES = 10_000;

  private final Larder larder = Larder.inMemory();
  private final LarderMap<Integer, Long> map = larder.map("accounts", Integer.class, Long.class);
  private final Map<Integer, Long> plain = new HashMap<>();
  private int position;

  /** Fills the maps. */
  @Setup
  public void fill() {
    for (int i = 0; i < ENTRIES; i++) {
      map.put(i, 1_000_000L);
      plain.put(i, 1_000_000L);
    }
  }

  private int next() {
    position = position + 7919 < ENTRIES ? position + 7919 : position + 7919 - ENTRIES;
    return position;
  }

  /** A transaction. */
  @Benchmark
  public long larder() {
    Integer from = next();
    Integer to = next();
    return larder.<Long>transact(
        tx -> {
          LarderMap<Integer, Long> accounts = tx.on(map);
          accounts.put(from, accounts.get(from) - 1);
          long sum = accounts.get(to) + 1;
          accounts.put(to, sum);
          return sum;
        });
  }

  /** The same under one lock, for comparison. */
  @Benchmark
  public long monitor() {
    Integer from = next();
    Integer to = next();
    synchronized (plain) {
      plain.put(from, plain.get(from) - 1);
      long sum = plain.get(to) + 1;
      plain.put(to, sum);
      return sum;
    }
  }
}
