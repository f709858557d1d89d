package dev.larder;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.DoubleBinaryOperator;
import org.eclipse.collections.api.list.ImmutableList;

/**
 * A set with a name whose members have scores and are ordered by score, and by their own order
 * where scores are equal: a persistent tree behind one atomic reference.
 *
 * <p>Members are not null; scores are numbers, infinities included: one that is not a number is an
 * {@link IllegalArgumentException}, and nothing is done. Every call is atomic and takes no lock;
 * each is O(log n) and O(m) in the m members that it returns, removes or stores. Ranks begin at 0.
 *
 * @param <E> the type of the members
 */
public interface LarderSortedSet<E> extends LarderCollection {
  /**
   * A member with its score.
   *
   * @param <E> the type of the member
   * @param member the member
   * @param score its score
   */
  record Scored<E>(E member, double score) {}

  /**
   * What adding did.
   *
   * @param added whether the member is new
   * @param changed whether it is new or has another score than before
   */
  record AddResult(boolean added, boolean changed) {}

  /** {@return the number of members}. O(1). */
  int size();

  /** {@return whether there is no member}. O(1). */
  default boolean isEmpty() {
    return size() == 0;
  }

  /**
   * Adds a member, or gives it another score.
   *
   * @param member the member
   * @param score its score
   * @return whether the member is new
   */
  boolean add(E member, double score);

  /**
   * Adds a member, or gives it another score, when all conditions hold.
   *
   * @param member the member
   * @param score its score
   * @param conditions what must hold
   * @return what was done
   * @throws IllegalArgumentException if the conditions exclude each other: only-if-new with any
   *     other, or only-if-greater with only-if-less
   */
  AddResult add(E member, double score, AddCondition... conditions);

  /**
   * Adds many members, or gives them other scores, at one moment.
   *
   * @param scores the members and their scores
   * @return how many members are new
   */
  int addAll(Map<? extends E, Double> scores);

  /**
   * Adds to the score of a member; one that is not there counts as having 0.
   *
   * @param member the member
   * @param delta what to add
   * @return the new score
   * @throws IllegalArgumentException if the result is not a number; nothing is done
   */
  double increment(E member, double delta);

  /**
   * Removes a member.
   *
   * @param member the member
   * @return whether it was there
   */
  boolean remove(E member);

  /**
   * {@return the score of a member, or empty when it is not there}
   *
   * @param member the member
   */
  OptionalDouble score(E member);

  /**
   * {@return whether a member is there}
   *
   * @param member the member
   */
  default boolean contains(E member) {
    return score(member).isPresent();
  }

  /**
   * {@return how many members stand before this one, or empty when it is not there}
   *
   * @param member the member
   */
  OptionalInt rank(E member);

  /**
   * {@return how many members stand after this one, or empty when it is not there}
   *
   * @param member the member
   */
  OptionalInt reverseRank(E member);

  /** In which direction a range is read. */
  enum Direction {
    /** From the least to the greatest. */
    ASCENDING,
    /** From the greatest to the least. */
    DESCENDING
  }

  /**
   * {@return the members from one rank up to but without another; ranks beyond the last are cut}
   *
   * @param from the first rank, counted from where the direction begins; at least 0
   * @param to the rank after the last; at least {@code from}
   * @param direction in which direction to count and read
   * @throws IndexOutOfBoundsException if {@code 0 <= from <= to} does not hold
   */
  ImmutableList<Scored<E>> range(int from, int to, Direction direction);

  /**
   * {@return the members from one rank up to but without another, ascending}
   *
   * @param from the first rank, at least 0
   * @param to the rank after the last, at least {@code from}
   * @throws IndexOutOfBoundsException if {@code 0 <= from <= to} does not hold
   */
  default ImmutableList<Scored<E>> range(int from, int to) {
    return range(from, to, Direction.ASCENDING);
  }

  /**
   * {@return the members with scores in a range}
   *
   * @param scores the range
   * @param direction in which direction to read
   * @param offset how many members to leave out at first, at least 0
   * @param limit how many members to return at most, at least 0
   * @throws IllegalArgumentException if offset or limit is negative
   */
  ImmutableList<Scored<E>> rangeByScore(
      ScoreRange scores, Direction direction, int offset, int limit);

  /**
   * {@return the members with scores in a range, ascending}
   *
   * @param scores the range
   */
  default ImmutableList<Scored<E>> rangeByScore(ScoreRange scores) {
    return rangeByScore(scores, Direction.ASCENDING, 0, Integer.MAX_VALUE);
  }

  /**
   * {@return the members in a range of their own order, in a set whose scores are all equal; where
   * they are not, the answer is unspecified, as in Redis}
   *
   * @param members the range
   * @param direction in which direction to read
   * @param offset how many members to leave out at first, at least 0
   * @param limit how many members to return at most, at least 0
   * @throws IllegalArgumentException if offset or limit is negative
   */
  ImmutableList<E> rangeByMember(
      MemberRange<E> members, Direction direction, int offset, int limit);

  /**
   * {@return how many members have scores in a range}
   *
   * @param scores the range
   */
  int count(ScoreRange scores);

  /**
   * {@return how many members lie in a range of their own order; see {@link #rangeByMember}}
   *
   * @param members the range
   */
  int countByMember(MemberRange<E> members);

  /**
   * Removes the members from one rank up to but without another, ascending.
   *
   * @param from the first rank, at least 0
   * @param to the rank after the last, at least {@code from}
   * @return how many were removed
   * @throws IndexOutOfBoundsException if {@code 0 <= from <= to} does not hold
   */
  int removeRange(int from, int to);

  /**
   * Removes the members with scores in a range.
   *
   * @param scores the range
   * @return how many were removed
   */
  int removeRangeByScore(ScoreRange scores);

  /** {@return the member with the least score, or empty} */
  Optional<Scored<E>> first();

  /** {@return the member with the greatest score, or empty} */
  Optional<Scored<E>> last();

  /** {@return the member with the least score, which is removed; empty when there is none} */
  Optional<Scored<E>> popFirst();

  /** {@return the member with the greatest score, which is removed; empty when there is none} */
  Optional<Scored<E>> popLast();

  /**
   * Removes the member at an end of the first of several sets that has one, this one first, and
   * waits until one does. Those who wait are served in the order in which they came.
   *
   * @param end {@link ListEnd#FIRST} for the least score, {@link ListEnd#LAST} for the greatest
   * @param timeout how long to wait; zero or less does not wait
   * @param others more sorted sets of the same store, in the order in which they are looked at
   * @return the member and where it was, or empty when the time is up
   * @throws InterruptedException if the thread is interrupted; then nothing was removed
   */
  Optional<Popped<E>> pop(ListEnd end, Duration timeout, List<? extends LarderSortedSet<E>> others)
      throws InterruptedException;

  /**
   * A member that was popped, and where.
   *
   * @param <E> the type of the member
   * @param name the name of the set that it was in
   * @param member the member
   * @param score its score
   */
  record Popped<E>(String name, E member, double score) {}

  /** How the scores of one member in several sets become one. */
  enum Aggregate implements DoubleBinaryOperator {
    /** Their sum; infinities that cancel each other give 0. */
    SUM {
      @Override
      public double applyAsDouble(double left, double right) {
        double sum = left + right;
        return Double.isNaN(sum) ? 0 : sum;
      }
    },
    /** The least. */
    MIN {
      @Override
      public double applyAsDouble(double left, double right) {
        return Math.min(left, right);
      }
    },
    /** The greatest. */
    MAX {
      @Override
      public double applyAsDouble(double left, double right) {
        return Math.max(left, right);
      }
    }
  }

  /**
   * A set to combine, and what its scores are multiplied by.
   *
   * @param <E> the type of the members
   * @param set a sorted set of the same store
   * @param weight the factor; zero times infinity counts as 0
   */
  record Weighted<E>(LarderSortedSet<E> set, double weight) {
    /**
     * Checks the weight.
     *
     * @param set a sorted set of the same store
     * @param weight the factor
     * @throws IllegalArgumentException if the weight is not a number
     */
    public Weighted {
      if (Double.isNaN(weight)) {
        throw new IllegalArgumentException("a weight must be a number, but is NaN");
      }
    }
  }

  /**
   * {@return the members of any of several sets, at one moment, ascending}
   *
   * @param sets the sets and their weights
   * @param aggregate how scores of one member become one
   */
  ImmutableList<Scored<E>> union(List<Weighted<E>> sets, Aggregate aggregate);

  /**
   * {@return the members that all of several sets have, at one moment, ascending}
   *
   * @param sets the sets and their weights, at least one
   * @param aggregate how scores of one member become one
   */
  ImmutableList<Scored<E>> intersection(List<Weighted<E>> sets, Aggregate aggregate);

  /**
   * Stores the union of several sets in this one, in place of what it holds, atomically.
   *
   * @param sets the sets and their weights; this one may be among them
   * @param aggregate how scores of one member become one
   * @return how many members this set has now
   */
  int storeUnion(List<Weighted<E>> sets, Aggregate aggregate);

  /**
   * Stores the intersection of several sets in this one, in place of what it holds, atomically.
   *
   * @param sets the sets and their weights, at least one; this one may be among them
   * @param aggregate how scores of one member become one
   * @return how many members this set has now
   */
  int storeIntersection(List<Weighted<E>> sets, Aggregate aggregate);

  /** Removes all members; O(1). */
  void clear();

  /** {@return all members of one moment, ascending; O(n)} */
  ImmutableList<Scored<E>> snapshot();
}
