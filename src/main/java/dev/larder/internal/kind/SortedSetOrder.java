package dev.larder.internal.kind;

import dev.larder.LarderSortedSet.Scored;
import dev.larder.internal.cell.Name;
import dev.larder.internal.tree.Scores;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.Comparator;
import java.util.Set;
import java.util.UUID;

/**
 * How the members of a sorted set are ordered and found.
 *
 * <p>A member is found by its hash code, and by comparison among those of one hash code, when its
 * class and its order are known to agree about what is equal: then look-ups seldom compare, and
 * hostile hash codes cost comparisons only. With any other order each member has the same key, and
 * comparison alone finds it; so the order decides, as in a {@link java.util.TreeMap}.
 *
 * @param <E> the type of the members
 */
final class SortedSetOrder<E> {
  /** Final classes whose natural order is consistent with equals. */
  private static final Set<Class<?>> CONSISTENT =
      Set.of(
          Name.class,
          String.class,
          Long.class,
          Integer.class,
          Short.class,
          Byte.class,
          Character.class,
          Boolean.class,
          Double.class,
          Float.class,
          UUID.class,
          Instant.class,
          Duration.class,
          LocalDate.class,
          LocalTime.class,
          LocalDateTime.class);

  private final Comparator<? super E> members;
  private final boolean hashed;
  private final Comparator<Scored<E>> entries;

  /**
   * The order of a set.
   *
   * @param type the class of the members
   * @param members their order
   */
  SortedSetOrder(Class<E> type, Comparator<? super E> members) {
    this.members = members;
    this.hashed = isNatural(members) && (CONSISTENT.contains(type) || type.isEnum());
    this.entries = this::compare;
  }

  private static boolean isNatural(Comparator<?> order) {
    return order.equals(Comparator.naturalOrder()) || order.equals(Comparator.reverseOrder());
  }

  private int compare(Scored<E> left, Scored<E> right) {
    E member = left.member();
    return member == right.member() ? 0 : members.compare(member, right.member());
  }

  /** The order of the members. */
  Comparator<? super E> members() {
    return members;
  }

  /** Whether members that are equal by the order are so by their hash codes and equals. */
  boolean isHashed() {
    return hashed;
  }

  /** The order of entries by their members. */
  Comparator<Scored<E>> entries() {
    return entries;
  }

  /** The key of a member in the tree by member. */
  long key(E member) {
    return hashed ? member.hashCode() : 0;
  }

  /** The order of the tree by member. */
  Comparator<Scored<E>> byMember() {
    return Comparator.<Scored<E>>comparingLong(entry -> key(entry.member())).thenComparing(entries);
  }

  /** The order of the tree by score. */
  Comparator<Scored<E>> byScore() {
    return Comparator.<Scored<E>>comparingLong(entry -> Scores.toKey(entry.score()))
        .thenComparing(entries);
  }
}
