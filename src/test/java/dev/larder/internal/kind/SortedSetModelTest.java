package dev.larder.internal.kind;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.AddCondition;
import dev.larder.LarderSortedSet;
import dev.larder.LarderSortedSet.AddResult;
import dev.larder.LarderSortedSet.Aggregate;
import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.LarderSortedSet.Weighted;
import dev.larder.ListEnd;
import dev.larder.MemberRange;
import dev.larder.ScoreRange;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** Random programs over two sorted sets, beside {@link SortedSetModel}. */
class SortedSetModelTest {
  private static final double[] FEW = {
    0.0, -0.0, 1, -1, 2.5, Double.MIN_VALUE, Double.MAX_VALUE, 1 / 0.0, -1 / 0.0
  };

  private static final AddCondition[][] CONDITIONS = {
    {},
    {AddCondition.ONLY_IF_NEW},
    {AddCondition.ONLY_IF_PRESENT},
    {AddCondition.ONLY_IF_GREATER},
    {AddCondition.ONLY_IF_LESS},
    {AddCondition.ONLY_IF_PRESENT, AddCondition.ONLY_IF_LESS},
    {AddCondition.ONLY_IF_GREATER, AddCondition.ONLY_IF_PRESENT}
  };

  @Test
  void stringsByHash() {
    run(1, 60, 80, () -> program(String.class, Comparator.naturalOrder(), i -> "m" + i, 12, FEW));
  }

  @Test
  void manyMembers() {
    double[] scores = new SplittableRandom(7).doubles(500).toArray();
    run(1000, 2, 700, () -> program(Integer.class, Comparator.reverseOrder(), i -> i, 400, scores));
  }

  @Test
  void oneScore() {
    double[] zeros = {0.0, -0.0};
    run(
        2000,
        60,
        150,
        () -> program(String.class, Comparator.naturalOrder(), i -> "m" + i, 90, zeros));
  }

  @Test
  void anOrderThatDecidesWhatIsEqual() {
    Comparator<String> order = String.CASE_INSENSITIVE_ORDER;
    IntFunction<String> members = i -> (i % 2 == 0 ? "M" : "m") + i / 2;
    run(3000, 20, 100, () -> program(String.class, order, members, 40, FEW));
  }

  @Test
  void aNaturalOrderThatIsNotConsistentWithEquals() {
    IntFunction<BigDecimal> members = i -> BigDecimal.valueOf(i / 3).setScale(i % 3);
    run(
        4000,
        25,
        100,
        () -> program(BigDecimal.class, Comparator.naturalOrder(), members, 60, FEW));
  }

  @Test
  void equalHashCodes() {
    IntFunction<String> members =
        i -> Integer.toBinaryString(i + 64).replace("0", "Aa").replace("1", "BB");
    run(5000, 60, 100, () -> program(String.class, Comparator.naturalOrder(), members, 60, FEW));
  }

  private interface Maker {
    Program<?> make();
  }

  private static <E> Program<E> program(
      Class<E> type,
      Comparator<? super E> order,
      IntFunction<E> members,
      int memberCount,
      double[] scores) {
    return new Program<>(type, order, members, memberCount, scores);
  }

  /** Runs programs, on handles and inside transactions; shrinks one that fails. */
  private static void run(long firstSeed, int count, int length, Maker maker) {
    for (long seed = firstSeed; seed < firstSeed + count; seed++) {
      long[] operations = new SplittableRandom(seed).longs(length).toArray();
      Consumer<long[]> program = steps -> maker.make().run(steps);
      if (failure(program, operations) != null) {
        long[] small = shrink(program, operations);
        throw new AssertionError(
            "seed " + seed + " of " + length + " operations, shrunk to " + Arrays.toString(small),
            failure(program, small));
      }
    }
  }

  private static long[] shrink(Consumer<long[]> program, long[] failing) {
    long[] small = failing;
    for (int chunk = Math.max(1, small.length / 2); chunk > 0; chunk /= 2) {
      for (int from = 0; from < small.length; ) {
        int to = Math.min(small.length, from + chunk);
        long[] less = new long[small.length - (to - from)];
        System.arraycopy(small, 0, less, 0, from);
        System.arraycopy(small, to, less, from, small.length - to);
        if (failure(program, less) != null) {
          small = less;
        } else {
          from = to;
        }
      }
    }
    return small;
  }

  private static Throwable failure(Consumer<long[]> program, long[] operations) {
    try {
      program.accept(operations);
      return null;
    } catch (RuntimeException | AssertionError e) {
      return e;
    }
  }

  /** Two sets and their models; an operation is a {@code long}, read as a seed. */
  private static final class Program<E> {
    private final List<SortedSetHandle<E>> sets = new ArrayList<>();
    private final List<SortedSetModel<E>> models = new ArrayList<>();
    private final Shelf shelf = SortedSetFixture.shelf();
    private final IntFunction<E> members;
    private final int memberCount;
    private final double[] scores;
    private final List<String> log = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(0);

    Program(
        Class<E> type,
        Comparator<? super E> order,
        IntFunction<E> members,
        int memberCount,
        double[] scores) {
      for (String name : List.of("a", "b")) {
        sets.add(SortedSetFixture.sortedSet(shelf, name, type, order));
        models.add(new SortedSetModel<>(order));
      }
      this.members = members;
      this.memberCount = memberCount;
      this.scores = scores;
    }

    void run(long[] operations) {
      try {
        for (long operation : operations) {
          random = new SplittableRandom(operation);
          int which = random.nextInt(2);
          boolean transactional = random.nextInt(4) == 0;
          if (transactional) {
            shelf.transactor().run(tx -> step(which, sets.get(which).inside(tx)));
          } else {
            step(which, sets.get(which));
          }
          check(which);
        }
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("after " + log, e);
      }
    }

    private void check(int which) {
      SortedSetHandle<E> set = sets.get(which);
      SortedSetModel<E> model = models.get(which);
      set.content().checkInvariants();
      assertEquals(model.sorted(), set.snapshot());
      assertEquals(model.scores.size(), set.size());
      assertEquals(model.scores.isEmpty(), set.binding().content() == null);
    }

    private E member() {
      return members.apply(random.nextInt(memberCount));
    }

    private double score() {
      return scores[random.nextInt(scores.length)];
    }

    private Direction direction() {
      return Direction.values()[random.nextInt(2)];
    }

    private Object step(int which, LarderSortedSet<E> set) {
      SortedSetModel<E> model = models.get(which);
      int kind = random.nextInt(20);
      log.add(set.name() + "#" + kind);
      if (kind < 8) {
        change(kind, set, model);
      } else if (kind < 11) {
        removal(kind, set, model);
      } else if (kind < 18) {
        look(kind, set, model);
      } else {
        combine(kind == 18, set, model);
      }
      return log;
    }

    private void change(int kind, LarderSortedSet<E> set, SortedSetModel<E> model) {
      E member = member();
      double score = score();
      log.add(member + "=" + score);
      if (kind <= 2) {
        assertEquals(model.add(member, score).added(), set.add(member, score));
      } else if (kind <= 4) {
        AddCondition[] conditions = CONDITIONS[random.nextInt(CONDITIONS.length)];
        AddResult expected = model.add(member, score, conditions);
        assertEquals(expected, set.add(member, score, conditions), Arrays.toString(conditions));
      } else if (kind == 5) {
        double sum = model.scores.getOrDefault(member, 0.0) + score;
        if (Double.isNaN(sum)) {
          SortedSetHandleTest.refuses("is NaN", () -> set.increment(member, score));
        } else {
          model.add(member, sum);
          assertEquals(sum, set.increment(member, score));
        }
      } else if (kind == 6) {
        Map<E, Double> many = new LinkedHashMap<>();
        for (int i = random.nextInt(memberCount / 2); i > 0; i--) {
          many.put(member(), score());
        }
        int before = model.scores.size();
        many.forEach(model::add);
        assertEquals(model.scores.size() - before, set.addAll(many), many.toString());
      } else {
        assertEquals(model.scores.remove(member) != null, set.remove(member));
      }
    }

    private void removal(int kind, LarderSortedSet<E> set, SortedSetModel<E> model) {
      List<Scored<E>> all = model.sorted();
      List<Scored<E>> gone;
      if (kind == 8) {
        boolean first = random.nextBoolean();
        int at = first ? 0 : Math.max(0, all.size() - 1);
        gone = SortedSetModel.limited(all, at, 1);
        assertEquals(gone.stream().findFirst(), pop(set, first));
      } else if (kind == 9 || random.nextInt(3) > 0) {
        int from = random.nextInt(all.size() + 2);
        int to = from + random.nextInt(random.nextInt(10) == 0 ? all.size() + 2 : 5);
        gone = SortedSetModel.limited(all, from, to - from);
        assertEquals(gone.size(), set.removeRange(from, to));
      } else {
        ScoreRange range = scoreRange();
        gone = all.stream().filter(scored -> SortedSetModel.isIn(range, scored.score())).toList();
        assertEquals(gone.size(), set.removeRangeByScore(range));
      }
      gone.forEach(scored -> model.scores.remove(scored.member()));
    }

    private Optional<Scored<E>> pop(LarderSortedSet<E> set, boolean first) {
      if (random.nextBoolean()) {
        return first ? set.popFirst() : set.popLast();
      }
      try {
        return set.pop(first ? ListEnd.FIRST : ListEnd.LAST, Duration.ZERO, List.of())
            .map(popped -> new Scored<>(popped.member(), popped.score()));
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }

    private ScoreRange scoreRange() {
      return random.nextInt(8) == 0
          ? ScoreRange.all()
          : new ScoreRange(score(), random.nextBoolean(), score(), random.nextBoolean());
    }

    private MemberRange<E> memberRange() {
      E low = random.nextInt(4) == 0 ? null : member();
      E high = random.nextInt(4) == 0 ? null : member();
      return new MemberRange<>(low, random.nextBoolean(), high, random.nextBoolean());
    }

    private void look(int kind, LarderSortedSet<E> set, SortedSetModel<E> model) {
      List<Scored<E>> all = model.sorted();
      Direction direction = direction();
      List<Scored<E>> directed = model.sorted(direction);
      E member = member();
      int offset = random.nextInt(6);
      int limit = random.nextInt(4) == 0 ? Integer.MAX_VALUE : random.nextInt(memberCount);
      if (kind <= 12) {
        Double score = model.scores.get(member);
        int rank = model.rank(member);
        assertEquals(
            score == null ? OptionalDouble.empty() : OptionalDouble.of(score), set.score(member));
        assertEquals(score != null, set.contains(member));
        assertEquals(rank < 0 ? OptionalInt.empty() : OptionalInt.of(rank), set.rank(member));
        assertEquals(
            rank < 0 ? OptionalInt.empty() : OptionalInt.of(all.size() - 1 - rank),
            set.reverseRank(member));
        assertEquals(all.stream().findFirst(), set.first());
        assertEquals(all.stream().reduce((one, next) -> next), set.last());
      } else if (kind <= 14) {
        int to = limit == Integer.MAX_VALUE ? limit : offset + limit;
        assertEquals(
            SortedSetModel.limited(directed, offset, to - offset),
            set.range(offset, to, direction));
      } else if (kind <= 16 || !model.hasOneScore()) {
        ScoreRange range = scoreRange();
        List<Scored<E>> in =
            directed.stream().filter(s -> SortedSetModel.isIn(range, s.score())).toList();
        assertEquals(in.size(), set.count(range), range.toString());
        assertEquals(
            SortedSetModel.limited(in, offset, limit),
            set.rangeByScore(range, direction, offset, limit),
            range.toString());
      } else {
        MemberRange<E> range = memberRange();
        List<E> in =
            directed.stream().map(Scored::member).filter(m -> model.isIn(range, m)).toList();
        assertEquals(in.size(), set.countByMember(range), range.toString());
        assertEquals(
            SortedSetModel.limited(in, offset, limit),
            set.rangeByMember(range, direction, offset, limit),
            range.toString());
      }
    }

    private void combine(boolean intersection, LarderSortedSet<E> set, SortedSetModel<E> model) {
      double left = score();
      double right = score();
      Aggregate aggregate = Aggregate.values()[random.nextInt(3)];
      log.add(left + " a, " + right + " b by " + aggregate);
      SortedSetModel<E> expected =
          SortedSetModel.combined(
              models.get(0), left, models.get(1), right, aggregate, intersection);
      List<Weighted<E>> both =
          List.of(new Weighted<>(sets.get(0), left), new Weighted<>(sets.get(1), right));
      assertEquals(
          expected.sorted(),
          intersection ? set.intersection(both, aggregate) : set.union(both, aggregate));
      if (random.nextInt(4) == 0) {
        int stored =
            intersection ? set.storeIntersection(both, aggregate) : set.storeUnion(both, aggregate);
        assertEquals(expected.scores.size(), stored);
        model.scores.clear();
        model.scores.putAll(expected.scores);
      }
    }
  }
}
