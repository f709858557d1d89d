package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderMap;
import dev.larder.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
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

/** What it costs to take a store of a million entries back, by how much was changed and where. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class RewindBenchmark {
  private static final int ENTRIES = 1_000_000;

  /** How many entries are changed between. */
  @Param({"10", "1000"})
  public int changed;

  /** How many maps they are spread over. */
  @Param({"1", "1000"})
  public int maps;

  private final List<LarderMap<Integer, Integer>> all = new ArrayList<>();
  private final SplittableRandom chance = new SplittableRandom(42);
  private Larder larder;
  private Mark mark;

  /** Fills the maps and marks the moment. */
  @Setup
  public void fill() {
    larder = Larder.inMemory();
    for (int i = 0; i < maps; i++) {
      all.add(larder.map("m" + i, Integer.class, Integer.class));
    }
    for (int i = 0; i < ENTRIES; i++) {
      all.get(i % maps).put(i, i);
    }
    mark = larder.mark();
  }

  /** Gives the entries back. */
  @TearDown
  public void close() {
    larder.close();
  }

  private int change() {
    int sum = 0;
    for (int i = 0; i < changed; i++) {
      int key = chance.nextInt(ENTRIES);
      sum += all.get(key % maps).put(key, -i);
    }
    return sum;
  }

  /** Takes back what was changed, and changes as much. */
  @Benchmark
  public int rewind() {
    larder.rewind(mark);
    return change();
  }

  /** The changes alone. */
  @Benchmark
  public int changeAlone() {
    return change();
  }

  /** What one does without a mark: all is put in once more. */
  @Benchmark
  public int refill() {
    all.forEach(LarderMap::clear);
    for (int i = 0; i < ENTRIES; i++) {
      all.get(i % maps).put(i, i);
    }
    return change();
  }
}
