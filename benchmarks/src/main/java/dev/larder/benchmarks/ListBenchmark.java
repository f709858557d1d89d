package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderList;
import io.lacuna.bifurcan.List;
import io.vavr.collection.Vector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A list of 10 000 elements: an operation pushes at each end and pops at each end. The persistent
 * peers stand behind an atomic reference, as they would have to in our place.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class ListBenchmark {
  private static final int SIZE = 10_000;
  private static final int INDICES = 1 << 14;

  private final int[] indices = new Random(1).ints(INDICES, 0, SIZE).toArray();
  private int at;
  private LarderList<Integer> larder;
  private Deque<Integer> larderDeque;
  private final AtomicReference<Vector<Integer>> vavr = new AtomicReference<>(Vector.empty());
  private final AtomicReference<List<Integer>> bifurcan = new AtomicReference<>(new List<>());
  private final AtomicReference<PVector<Integer>> pcollections =
      new AtomicReference<>(TreePVector.empty());
  private final ArrayDeque<Integer> arrayDeque = new ArrayDeque<>();
  private final Integer[] ring = new Integer[1 << 14];
  private int ringHead;

  @Setup
  public void setUp() {
    larder = Larder.inMemory().list("l", Integer.class);
    larderDeque = larder.deque();
    for (int i = 0; i < SIZE; i++) {
      int element = i;
      larder.add(i);
      vavr.updateAndGet(list -> list.append(element));
      bifurcan.updateAndGet(list -> list.addLast(element));
      pcollections.updateAndGet(list -> list.plus(element));
      arrayDeque.addLast(i);
      ring[i] = i;
    }
  }

  @Benchmark
  public Integer endsLarder() {
    larderDeque.addLast(1);
    Integer first = larderDeque.pollFirst();
    larderDeque.addFirst(2);
    return first + larderDeque.pollLast();
  }

  @Benchmark
  public Integer endsVavr() {
    vavr.updateAndGet(list -> list.append(1));
    Integer first = vavr.getAndUpdate(Vector::tail).head();
    vavr.updateAndGet(list -> list.prepend(2));
    return first + vavr.getAndUpdate(Vector::init).last();
  }

  @Benchmark
  public Integer endsBifurcan() {
    bifurcan.updateAndGet(list -> list.addLast(1));
    Integer first = bifurcan.getAndUpdate(List::removeFirst).first();
    bifurcan.updateAndGet(list -> list.addFirst(2));
    return first + bifurcan.getAndUpdate(List::removeLast).last();
  }

  @Benchmark
  public Integer endsPcollections() {
    pcollections.updateAndGet(list -> list.plus(1));
    Integer first = pcollections.getAndUpdate(list -> list.minus(0)).get(0);
    pcollections.updateAndGet(list -> list.plus(0, 2));
    return first
        + pcollections.getAndUpdate(list -> list.minus(list.size() - 1)).get(SIZE);
  }

  @Benchmark
  public Integer endsArrayDeque() {
    arrayDeque.addLast(1);
    Integer first = arrayDeque.pollFirst();
    arrayDeque.addFirst(2);
    return first + arrayDeque.pollLast();
  }

  private int nextIndex() {
    at = (at + 1) & (INDICES - 1);
    return indices[at];
  }

  @Benchmark
  public Integer indexLarder() {
    return larder.get(nextIndex());
  }

  @Benchmark
  public Integer indexRing() {
    return ring[(ringHead + nextIndex()) & (ring.length - 1)];
  }
}
