package dev.larder.internal.kind;

import dev.larder.AddCondition;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What can be done to a sorted set: functions from one content to the next. */
final class SortedSetOperations {
  private SortedSetOperations() {}

  /** Runs a pure function of the content; a set that it leaves empty is removed. */
  static final class Change<E> implements Operation {
    private final Binding binding;
    private final SortedSetContent<E> empty;
    private final UnaryOperator<SortedSetContent<E>> function;

    /** The content of the last run, and what the function made of it: the ones that count. */
    private @Nullable SortedSetContent<E> before;

    private @Nullable SortedSetContent<E> after;

    Change(
        Binding binding, SortedSetContent<E> empty, UnaryOperator<SortedSetContent<E>> function) {
      this.binding = binding;
      this.empty = empty;
      this.function = function;
    }

    @Override
    @SuppressWarnings("unchecked") // the content's types were checked
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      TypedContent content = binding.contentOf(current);
      SortedSetContent<E> seen = content == null ? empty : (SortedSetContent<E>) content;
      SortedSetContent<E> made = function.apply(seen);
      before = seen;
      after = made;
      if (made == seen) {
        return KEEP;
      }
      if (made.isEmpty()) {
        return REMOVE;
      }
      return content == null ? made.withId(binding.shelf.engine().nextId()) : made;
    }

    SortedSetContent<E> before() {
      return Objects.requireNonNull(before);
    }

    SortedSetContent<E> after() {
      return Objects.requireNonNull(after);
    }
  }

  /** Puts another content in place of the one that is there; the expiry goes with the old one. */
  static final class Store implements Operation {
    private final Binding binding;

    Store(Binding binding) {
      this.binding = binding;
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      binding.contentOf(current);
      SortedSetContent<?> content = (SortedSetContent<?>) Objects.requireNonNull(argument);
      if (content.isEmpty()) {
        return current == null ? KEEP : REMOVE;
      }
      return content.withId(binding.shelf.engine().nextId());
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return Node.NEVER;
    }
  }

  /** Gives a score under conditions, and notes what it did. */
  static final class Adding implements SortedSetContent.ScoreRule {
    private final double score;
    private final Set<AddCondition> conditions;
    private boolean added;
    private boolean changed;

    Adding(double score, AddCondition... conditions) {
      this.score = score;
      this.conditions = checked(conditions);
    }

    private static Set<AddCondition> checked(AddCondition... conditions) {
      if (conditions.length == 0) {
        return Set.of();
      }
      Set<AddCondition> set = EnumSet.copyOf(Arrays.asList(conditions));
      if (set.contains(AddCondition.ONLY_IF_NEW) && set.size() > 1) {
        throw new IllegalArgumentException(
            "ONLY_IF_NEW goes with no other condition, but given were " + set);
      }
      if (set.contains(AddCondition.ONLY_IF_GREATER) && set.contains(AddCondition.ONLY_IF_LESS)) {
        throw new IllegalArgumentException(
            "ONLY_IF_GREATER and ONLY_IF_LESS exclude each other, but given were " + set);
      }
      return set;
    }

    @Override
    public double score(boolean present, double before) {
      boolean held = conditions.isEmpty() || holds(present, before);
      added = held && !present;
      changed = added || held && score != before;
      return held ? score : Double.NaN;
    }

    private boolean holds(boolean present, double before) {
      if (!present) {
        return !conditions.contains(AddCondition.ONLY_IF_PRESENT);
      }
      return !conditions.contains(AddCondition.ONLY_IF_NEW)
          && !(conditions.contains(AddCondition.ONLY_IF_GREATER) && score <= before)
          && !(conditions.contains(AddCondition.ONLY_IF_LESS) && score >= before);
    }

    boolean added() {
      return added;
    }

    boolean changed() {
      return changed;
    }
  }

  /** Adds to a score, and notes the sum. */
  static final class Incrementing implements SortedSetContent.ScoreRule {
    private final double delta;
    private double sum;

    Incrementing(double delta) {
      this.delta = delta;
    }

    @Override
    public double score(boolean present, double before) {
      sum = before + delta;
      if (Double.isNaN(sum)) {
        throw new IllegalArgumentException(
            "the new score must be a number, but " + before + " + " + delta + " is NaN");
      }
      return sum;
    }

    double sum() {
      return sum;
    }
  }

  /** Adds many entries; the size says how many were new. */
  static <E> SortedSetContent<E> withAll(SortedSetContent<E> content, List<Scored<E>> entries) {
    SortedSetContent<E> result = content;
    for (Scored<E> entry : entries) {
      result = result.with(entry.member(), (present, before) -> entry.score());
    }
    return result;
  }
}
