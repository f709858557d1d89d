package dev.larder.internal.kind;

import dev.larder.AddCondition;
import dev.larder.LarderSortedSet.AddResult;
import dev.larder.LarderSortedSet.Aggregate;
import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.MemberRange;
import dev.larder.ScoreRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** A sorted set written as plainly as can be: what is asked for is found by looking at all. */
final class SortedSetModel<E> {
  final TreeMap<E, Double> scores;
  private final Comparator<? super E> order;

  SortedSetModel(Comparator<? super E> order) {
    this.order = order;
    this.scores = new TreeMap<>(order);
  }

  List<Scored<E>> sorted() {
    List<Scored<E>> all = new ArrayList<>();
    scores.forEach((member, score) -> all.add(new Scored<>(member, score)));
    Comparator<Scored<E>> byScore = Comparator.comparing(scored -> scored.score() + 0.0);
    all.sort(byScore.thenComparing(Scored::member, order)); // + 0.0: both zeros are the same
    return all;
  }

  List<Scored<E>> sorted(Direction direction) {
    List<Scored<E>> all = sorted();
    if (direction == Direction.DESCENDING) {
      Collections.reverse(all);
    }
    return all;
  }

  AddResult add(E member, double score, AddCondition... conditions) {
    Double before = scores.get(member);
    for (AddCondition condition : conditions) {
      boolean holds =
          switch (condition) {
            case ONLY_IF_NEW -> before == null;
            case ONLY_IF_PRESENT -> before != null;
            case ONLY_IF_GREATER -> before == null || score > before;
            case ONLY_IF_LESS -> before == null || score < before;
          };
      if (!holds) {
        return new AddResult(false, false);
      }
    }
    if (before != null && before.doubleValue() == score) {
      return new AddResult(false, false);
    }
    scores.put(member, score);
    return new AddResult(before == null, true);
  }

  int rank(E member) {
    List<Scored<E>> all = sorted();
    for (int i = 0; i < all.size(); i++) {
      if (order.compare(all.get(i).member(), member) == 0) {
        return i;
      }
    }
    return -1;
  }

  static boolean isIn(ScoreRange range, double score) {
    return (range.lowInclusive() ? range.low() <= score : range.low() < score)
        && (range.highInclusive() ? score <= range.high() : score < range.high());
  }

  boolean isIn(MemberRange<E> range, E member) {
    if (range.low() != null) {
      int compared = order.compare(range.low(), member);
      if (range.lowInclusive() ? compared > 0 : compared >= 0) {
        return false;
      }
    }
    if (range.high() != null) {
      int compared = order.compare(member, range.high());
      return range.highInclusive() ? compared <= 0 : compared < 0;
    }
    return true;
  }

  static <T> List<T> limited(List<T> all, int offset, int limit) {
    List<T> result = new ArrayList<>();
    for (int i = offset; i < all.size() && result.size() < limit; i++) {
      result.add(all.get(i));
    }
    return result;
  }

  boolean hasOneScore() {
    return scores.values().stream().map(score -> score + 0.0).distinct().count() <= 1;
  }

  /** The union or intersection of two models. */
  static <E> SortedSetModel<E> combined(
      SortedSetModel<E> left,
      double leftWeight,
      SortedSetModel<E> right,
      double rightWeight,
      Aggregate aggregate,
      boolean intersection) {
    SortedSetModel<E> result = new SortedSetModel<>(left.order);
    left.scores.forEach((member, score) -> result.scores.put(member, score * leftWeight));
    right.scores.forEach(
        (member, score) -> {
          Double before = result.scores.get(member);
          double weighted = score * rightWeight;
          if (before == null) {
            result.scores.put(member, weighted);
            return;
          }
          double one = before;
          result.scores.put(
              member,
              switch (aggregate) {
                case SUM -> orZero(orZero(one) + orZero(weighted));
                case MIN -> Math.min(orZero(one), orZero(weighted));
                case MAX -> Math.max(orZero(one), orZero(weighted));
              });
        });
    if (intersection) {
      result
          .scores
          .keySet()
          .removeIf(
              member -> !left.scores.containsKey(member) || !right.scores.containsKey(member));
    }
    result.scores.replaceAll((member, score) -> orZero(score));
    return result;
  }

  private static double orZero(double score) {
    return Double.isNaN(score) ? 0 : score;
  }
}
