package dev.larder.benchmarks;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A list of 10 000 elements, as a deque and by index. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class ListBenchmark {
  private static final int ELEMENTS = 10_000;
  private static final int DRAWS = 1 << 16;

  /** Which list. */
  @Param({"larder", "vavr", "bifurcan", "pcollections", "ring"})
  public String impl;

  private Sequences.Sequence list;
  private int[] indices;

  /** Fills the list. */
  @Setup
  public void fill() {
    list = Sequences.of(impl, ELEMENTS);
    indices = new java.util.SplittableRandom(42).ints(DRAWS, 0, ELEMENTS).toArray();
  }

  /** A thread's place in the sequence of indices. */
  @State(Scope.Thread)
  public static class Place {
    private int position;
  }

  /** Pushes and pops at both ends, so that every element wanders through. */
  @Benchmark
  @OperationsPerInvocation(4)
  public int pushPop(Place place) {
    Integer pushed = place.position++ & 127;
    list.addLast(pushed);
    int sum = list.removeFirst();
    list.addFirst(pushed);
    return sum + list.removeLast();
  }

  /** Reads an element by a random index. */
  @Benchmark
  public Integer index(Place place) {
    return list.get(indices[place.position++ & (DRAWS - 1)]);
  }
}
