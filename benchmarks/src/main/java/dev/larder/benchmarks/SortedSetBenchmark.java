package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.LarderSortedSet;
import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.ScoreRange;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.SplittableRandom;
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

/** A sorted set of 100 000 members. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class SortedSetBenchmark {
  private static final int MEMBERS = 100_000;
  private static final int DRAWS = 1 << 16;
  private static final int RANGE = 100;

  /** The members and how they are drawn. */
  @State(Scope.Benchmark)
  public static class Members {
    private final Integer[] members = new Integer[MEMBERS];
    private final double[] scores = new double[MEMBERS];
    private final int[] draws = new SplittableRandom(42).ints(DRAWS, 0, MEMBERS).toArray();
    private final SplittableRandom random = new SplittableRandom(7);
    private int position;

    /** Makes them. */
    public Members() {
      for (int i = 0; i < MEMBERS; i++) {
        members[i] = i;
        scores[i] = newScore();
      }
    }

    private int next() {
      return draws[position++ & (DRAWS - 1)];
    }

    private double newScore() {
      return random.nextDouble() * 1e9;
    }
  }

  /** Ours. */
  @State(Scope.Benchmark)
  public static class Ours {
    private final LarderSortedSet<Integer> set =
        Larder.inMemory().sortedSet("board", Integer.class);

    /** Fills it. */
    @Setup
    public void fill(Members all) {
      for (int i = 0; i < MEMBERS; i++) {
        set.add(all.members[i], all.scores[i]);
      }
    }
  }

  private record Place(double score, Integer member) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byScore = Double.compare(score, other.score);
      return byScore != 0 ? byScore : member.compareTo(other.member);
    }
  }

  /** What one would write with the JDK: nobody sees both maps at one moment. */
  @State(Scope.Benchmark)
  public static class TwoMaps {
    private final ConcurrentHashMap<Integer, Double> scores = new ConcurrentHashMap<>();
    private final ConcurrentSkipListMap<Place, Boolean> places = new ConcurrentSkipListMap<>();

    /** Fills them. */
    @Setup
    public void fill(Members all) {
      for (int i = 0; i < MEMBERS; i++) {
        move(all.members[i], all.scores[i]);
      }
    }

    private boolean move(Integer member, double score) {
      Double before = scores.put(member, score);
      if (before != null) {
        places.remove(new Place(before, member));
      }
      places.put(new Place(score, member), Boolean.TRUE);
      return before == null;
    }
  }

  /** Scores in order, which nobody could change at this speed. */
  @State(Scope.Benchmark)
  public static class Frozen {
    private double[] sorted;
    private final TreeMap<Double, Integer> tree = new TreeMap<>();

    /** Sorts them. */
    @Setup
    public void fill(Members all) {
      sorted = all.scores.clone();
      Arrays.sort(sorted);
      for (int i = 0; i < MEMBERS; i++) {
        tree.put(all.scores[i], all.members[i]);
      }
    }
  }

  /** Moves a member to a new score. */
  @Benchmark
  public boolean moveLarder(Members all, Ours ours) {
    return ours.set.add(all.members[all.next()], all.newScore());
  }

  /** Moves a member to a new score, without atomicity. */
  @Benchmark
  public boolean moveJdk(Members all, TwoMaps maps) {
    return maps.move(all.members[all.next()], all.newScore());
  }

  /** Finds a member's rank. */
  @Benchmark
  public int rankLarder(Members all, Ours ours) {
    return ours.set.rank(all.members[all.next()]).orElseThrow();
  }

  /** Finds the rank of a score in an array. */
  @Benchmark
  public int rankArray(Members all, Frozen frozen) {
    return Arrays.binarySearch(frozen.sorted, all.scores[all.next()]);
  }

  /** Reads a hundred members from a score on. */
  @Benchmark
  public long rangeLarder(Members all, Ours ours) {
    long sum = 0;
    double from = all.scores[all.next()];
    for (Scored<Integer> scored :
        ours.set.rangeByScore(ScoreRange.atLeast(from), Direction.ASCENDING, 0, RANGE)) {
      sum += scored.member();
    }
    return sum;
  }

  /** Reads a hundred entries of a tree map. */
  @Benchmark
  public long rangeTreeMap(Members all, Frozen frozen) {
    long sum = 0;
    Iterator<Map.Entry<Double, Integer>> entries =
        frozen.tree.tailMap(all.scores[all.next()], true).entrySet().iterator();
    for (int i = 0; i < RANGE && entries.hasNext(); i++) {
      sum += entries.next().getValue();
    }
    return sum;
  }
}
