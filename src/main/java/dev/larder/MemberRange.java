package dev.larder;

import org.jspecify.annotations.Nullable;

/**
 * A range of members in their own order, for a sorted set whose members all have one score.
 *
 * @param <E> the type of the members
 * @param low the lower bound, null for none
 * @param lowInclusive whether the lower bound belongs to the range
 * @param high the upper bound, null for none
 * @param highInclusive whether the upper bound belongs to the range
 */
public record MemberRange<E>(
    @Nullable E low, boolean lowInclusive, @Nullable E high, boolean highInclusive) {
  /**
   * {@return all members}
   *
   * @param <E> the type of the members
   */
  public static <E> MemberRange<E> all() {
    return new MemberRange<>(null, true, null, true);
  }

  /**
   * {@return from one member to another, both included}
   *
   * @param <E> the type of the members
   * @param low the least member
   * @param high the greatest member
   */
  public static <E> MemberRange<E> closed(E low, E high) {
    return new MemberRange<>(low, true, high, true);
  }
}
