package dev.larder.internal.kind;

import dev.larder.LarderSortedSet.Aggregate;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.LarderSortedSet.Weighted;
import dev.larder.internal.tx.TxAccess;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Union and intersection of sorted sets with weights.
 *
 * @param <E> the type of the members
 */
final class SortedSetAlgebra<E> {
  private final Types types;
  private final SortedSetOrder<E> order;
  private final List<Input<E>> inputs;
  private final Aggregate aggregate;

  private record Input<E>(SortedSetHandle<E> set, double weight) {}

  /** A content to combine, as it was at one moment. */
  private record Operand<E>(SortedSetContent<E> content, double weight) {
    double weighted(double score) {
      double product = weight * score;
      return Double.isNaN(product) ? 0 : product;
    }
  }

  /**
   * Checks the sets.
   *
   * @param home the set that was called: what it shares with the others, and its order
   * @throws IllegalArgumentException if a set belongs to another store
   */
  SortedSetAlgebra(SortedSetHandle<E> home, List<Weighted<E>> sets, Aggregate aggregate) {
    this.types = home.binding().types;
    this.order = home.order();
    this.aggregate = Objects.requireNonNull(aggregate, "aggregate");
    this.inputs = new ArrayList<>(sets.size());
    for (Weighted<E> weighted : sets) {
      inputs.add(new Input<>(home.neighbour(weighted.set()), weighted.weight()));
    }
  }

  /** As a set of its own. */
  SortedSetContent<E> union(TxAccess tx) {
    return content(united(operands(tx)));
  }

  /** As a set of its own. */
  SortedSetContent<E> intersection(TxAccess tx) {
    return content(common(operands(tx)));
  }

  private List<Operand<E>> operands(TxAccess tx) {
    List<Operand<E>> operands = new ArrayList<>(inputs.size());
    for (Input<E> input : inputs) {
      operands.add(new Operand<>(input.set().inside(tx).content(), input.weight()));
    }
    return operands;
  }

  /** Equal members find each other here as they do in the sets. */
  private Map<E, Double> accumulator() {
    return order.isHashed() ? new HashMap<>() : new TreeMap<>(order.members());
  }

  private List<Scored<E>> united(List<Operand<E>> operands) {
    Map<E, Double> scores = accumulator();
    for (Operand<E> operand : operands) {
      operand
          .content()
          .forEach(
              entry ->
                  scores.merge(
                      entry.member(), operand.weighted(entry.score()), aggregate::applyAsDouble));
    }
    List<Scored<E>> entries = new ArrayList<>(scores.size());
    scores.forEach((member, score) -> entries.add(new Scored<>(member, score)));
    return entries;
  }

  private List<Scored<E>> common(List<Operand<E>> operands) {
    SortedSetContent<E> smallest = operands.get(0).content();
    for (Operand<E> operand : operands) {
      smallest = operand.content().size() < smallest.size() ? operand.content() : smallest;
    }
    List<Scored<E>> entries = new ArrayList<>(smallest.size());
    smallest.forEach(
        entry -> {
          Scored<E> common = commonEntry(operands, entry.member());
          if (common != null) {
            entries.add(common);
          }
        });
    return entries;
  }

  /** What a member becomes, as the first set has it, or null when a set does not have it. */
  private @Nullable Scored<E> commonEntry(List<Operand<E>> operands, E member) {
    E first = member;
    double result = 0;
    for (int i = 0; i < operands.size(); i++) {
      Operand<E> operand = operands.get(i);
      Scored<E> entry = operand.content().find(member);
      if (entry == null) {
        return null;
      }
      double score = operand.weighted(entry.score());
      first = i == 0 ? entry.member() : first;
      result = i == 0 ? score : aggregate.applyAsDouble(result, score);
    }
    return new Scored<>(first, result);
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
  private SortedSetContent<E> content(List<Scored<E>> entries) {
    return SortedSetContent.of(types, order, entries.toArray(new Scored[0]));
  }
}
