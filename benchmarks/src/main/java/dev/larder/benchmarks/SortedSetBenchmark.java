package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderSortedSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** A sorted set of 100 000 members. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class SortedSetBenchmark {
  private static final int SIZE = 100_000;

  private record Rank(double score, String member) implements Comparable<Rank> {
    @Override
    public int compareTo(Rank other) {
      int byScore = Double.compare(score, other.score);
      return byScore != 0 ? byScore : member.compareTo(other.member);
    }
  }

  private final Random random = new Random(1);
  private final String[] members = new String[SIZE];
  private LarderSortedSet<String> larder;
  private final ConcurrentHashMap<String, Double> scores = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Rank, Boolean> ranks = new ConcurrentSkipListMap<>();
  private final TreeMap<Rank, Boolean> tree = new TreeMap<>();
  private final double[] array = new double[SIZE];

  @Setup
  public void setUp() {
    larder = Larder.inMemory().sortedSet("z", String.class);
    for (int i = 0; i < SIZE; i++) {
      double score = random.nextInt(1_000_000);
      members[i] = "member-" + i;
      larder.add(members[i], score);
      scores.put(members[i], score);
      ranks.put(new Rank(score, members[i]), true);
      tree.put(new Rank(score, members[i]), true);
      array[i] = score;
    }
    Arrays.sort(array);
  }

  private String member() {
    return members[random.nextInt(SIZE)];
  }

  @Benchmark
  public boolean moveLarder() {
    return larder.add(member(), random.nextInt(1_000_000));
  }

  @Benchmark
  public Boolean moveSkipList() {
    String member = member();
    double score = random.nextInt(1_000_000);
    Double before = scores.put(member, score);
    ranks.remove(new Rank(before, member));
    return ranks.put(new Rank(score, member), true);
  }

  @Benchmark
  public Object rankLarder() {
    return larder.rank(member());
  }

  /** Finds the score of a member, as a rank has to, then searches. */
  @Benchmark
  public int rankArray() {
    return Arrays.binarySearch(array, scores.get(member()));
  }

  @Benchmark
  public Object range100Larder() {
    int from = random.nextInt(SIZE - 100);
    return larder.range(from, from + 100);
  }

  @Benchmark
  public void range100TreeMap(Blackhole hole) {
    double score = array[random.nextInt(SIZE - 100)];
    Iterator<Rank> all = tree.tailMap(new Rank(score, "")).keySet().iterator();
    for (int i = 0; i < 100 && all.hasNext(); i++) {
      hole.consume(all.next());
    }
  }
}
