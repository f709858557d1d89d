package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Two keys changed at once, without a conflict; microseconds for each. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class TransactionBenchmark {
  private Larder larder;
  private LarderMap<Integer, Long> accounts;
  private int at;

  @Setup
  public void setUp() {
    larder = Larder.inMemory();
    accounts = larder.map("accounts", Integer.class, Long.class);
    for (int i = 0; i < 10_000; i++) {
      accounts.put(i, 1000L);
    }
  }

  @Benchmark
  public Long twoKeys() {
    at = (at + 1) % 9_000;
    return larder.transact(
        tx -> {
          LarderMap<Integer, Long> inside = tx.on(accounts);
          inside.merge(at, -1L, Long::sum);
          return inside.merge(at + 500, 1L, Long::sum);
        });
  }
}
