package dev.larder.internal.kind;

import dev.larder.AddCondition;
import dev.larder.CollectionType;
import dev.larder.LarderSortedSet;
import dev.larder.ListEnd;
import dev.larder.MemberRange;
import dev.larder.ScoreRange;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent.Ranks;
import dev.larder.internal.kind.SortedSetContent.ScoreRule;
import dev.larder.internal.kind.SortedSetOperations.Adding;
import dev.larder.internal.kind.SortedSetOperations.Change;
import dev.larder.internal.kind.SortedSetOperations.Incrementing;
import dev.larder.internal.kind.SortedSetOperations.Store;
import dev.larder.internal.tx.TxAccess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.eclipse.collections.api.list.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * A sorted set: one entry of the keyspace, whose content is one version of the set.
 *
 * <p>While the set has members it keeps the order of the handle that put in the first one.
 *
 * @param <E> the type of the members
 */
public final class SortedSetHandle<E> implements LarderSortedSet<E>, Handle {
  private final Binding binding;
  private final SortedSetContent<E> empty;

  /**
   * The sorted set of a name.
   *
   * @param order the order of members with equal scores; those that it calls equal are the same
   */
  public SortedSetHandle(
      Shelf shelf, Name name, Element<E> type, Comparator<? super E> order, Access access) {
    this(
        shelf,
        name,
        Types.of(CollectionType.SORTED_SET, type),
        new SortedSetOrder<>(type.type(), Objects.requireNonNull(order, "order")),
        access);
    binding.checkType();
  }

  private SortedSetHandle(
      Shelf shelf, Name name, Types types, SortedSetOrder<E> order, Access access) {
    this(new Binding(shelf, name, types, access, order), order);
  }

  private SortedSetHandle(Binding binding, SortedSetOrder<E> order) {
    this(binding, SortedSetContent.empty(binding.types, order));
  }

  private SortedSetHandle(Binding binding, SortedSetContent<E> empty) {
    this.binding = binding;
    this.empty = empty;
  }

  @Override
  public Binding binding() {
    return binding;
  }

  /** This sorted set inside a transaction. */
  public LarderSortedSet<E> in(TxAccess transaction) {
    return inside(transaction);
  }

  SortedSetHandle<E> inside(TxAccess transaction) {
    return new SortedSetHandle<>(binding.in(transaction), empty);
  }

  SortedSetOrder<E> order() {
    return empty.order();
  }

  /** The version in force. */
  @SuppressWarnings("unchecked") // the content's types were checked
  SortedSetContent<E> content() {
    TypedContent content = binding.content();
    return content == null ? empty : (SortedSetContent<E>) content;
  }

  /** The version in force: all reads of it are of one moment. */
  public SortedSetContent<E> version() {
    return content();
  }

  /**
   * Puts what a pure function makes of the version in force; may run it more than once. Several
   * changes are one, and atomic, in this way.
   */
  public void update(UnaryOperator<SortedSetContent<E>> function) {
    change(function);
  }

  /** Replaces the set, whose expiry ends; the last of entries with the same member counts. */
  public void replace(Map<E, Double> scores) {
    scores.values().forEach(SortedSetHandle::checkScore);
    SortedSetContent<E> content = SortedSetContent.of(binding.types, empty.order(), scores);
    binding.change(new Store(binding), content);
  }

  /** Another set of the same store, as its handle. */
  SortedSetHandle<E> neighbour(LarderSortedSet<E> set) {
    Objects.requireNonNull(set, "set");
    if (set instanceof SortedSetHandle<E> handle && handle.binding.shelf == binding.shelf) {
      return handle;
    }
    throw new IllegalArgumentException(
        "sorted set '" + set.name() + "' must be of the same store as '" + name() + "'");
  }

  private Change<E> change(UnaryOperator<SortedSetContent<E>> function) {
    Change<E> change = new Change<>(binding, empty, function);
    binding.change(change, null);
    return change;
  }

  private void score(E member, ScoreRule rule) {
    Objects.requireNonNull(member, "member");
    change(content -> content.with(member, rule));
  }

  private static double checkScore(double score) {
    if (Double.isNaN(score)) {
      throw new IllegalArgumentException(
          "a score must be a number (infinities are allowed), but is NaN");
    }
    return score;
  }

  // ---- one member -------------------------------------------------------------------------------

  @Override
  public int size() {
    return content().size();
  }

  @Override
  public boolean add(E member, double score) {
    Adding adding = new Adding(checkScore(score));
    score(member, adding);
    return adding.added();
  }

  @Override
  public AddResult add(E member, double score, AddCondition... conditions) {
    Adding adding = new Adding(checkScore(score), conditions);
    score(member, adding);
    return new AddResult(adding.added(), adding.changed());
  }

  @Override
  public int addAll(Map<? extends E, Double> scores) {
    List<Scored<E>> entries = new ArrayList<>(scores.size());
    scores.forEach(
        (member, score) ->
            entries.add(
                new Scored<>(
                    Objects.requireNonNull(member, "member"),
                    checkScore(Objects.requireNonNull(score, "score")))));
    Change<E> change = change(content -> SortedSetOperations.withAll(content, entries));
    return change.after().size() - change.before().size();
  }

  @Override
  public double increment(E member, double delta) {
    Incrementing incrementing = new Incrementing(checkScore(delta));
    score(member, incrementing);
    return incrementing.sum();
  }

  @Override
  public boolean remove(E member) {
    Objects.requireNonNull(member, "member");
    Change<E> change = change(content -> content.without(member));
    return change.after() != change.before();
  }

  @Override
  public OptionalDouble score(E member) {
    Scored<E> found = content().find(Objects.requireNonNull(member, "member"));
    return found == null ? OptionalDouble.empty() : OptionalDouble.of(found.score());
  }

  @Override
  public OptionalInt rank(E member) {
    int rank = content().rank(Objects.requireNonNull(member, "member"));
    return rank < 0 ? OptionalInt.empty() : OptionalInt.of(rank);
  }

  @Override
  public OptionalInt reverseRank(E member) {
    SortedSetContent<E> content = content();
    int rank = content.rank(Objects.requireNonNull(member, "member"));
    return rank < 0 ? OptionalInt.empty() : OptionalInt.of(content.size() - 1 - rank);
  }

  // ---- ranges -----------------------------------------------------------------------------------

  private static void checkRanks(int from, int to) {
    if (from < 0 || from > to) {
      throw new IndexOutOfBoundsException(
          "ranks from " + from + " to " + to + ": 0 <= from <= to must hold");
    }
  }

  private static void checkLimits(Direction direction, int offset, int limit) {
    Objects.requireNonNull(direction, "direction");
    if (offset < 0 || limit < 0) {
      throw new IllegalArgumentException(
          "offset " + offset + " and limit " + limit + ": neither may be negative");
    }
  }

  @Override
  public ImmutableList<Scored<E>> range(int from, int to, Direction direction) {
    checkRanks(from, to);
    Objects.requireNonNull(direction, "direction");
    SortedSetContent<E> content = content();
    return content.entries(content.all().limited(direction, from, to - from), direction);
  }

  @Override
  public ImmutableList<Scored<E>> rangeByScore(
      ScoreRange scores, Direction direction, int offset, int limit) {
    Objects.requireNonNull(scores, "scores");
    checkLimits(direction, offset, limit);
    SortedSetContent<E> content = content();
    return content.entries(content.ranks(scores).limited(direction, offset, limit), direction);
  }

  @Override
  public ImmutableList<E> rangeByMember(
      MemberRange<E> members, Direction direction, int offset, int limit) {
    Objects.requireNonNull(members, "members");
    checkLimits(direction, offset, limit);
    SortedSetContent<E> content = content();
    return content.members(content.ranks(members).limited(direction, offset, limit), direction);
  }

  @Override
  public int count(ScoreRange scores) {
    return content().ranks(Objects.requireNonNull(scores, "scores")).count();
  }

  @Override
  public int countByMember(MemberRange<E> members) {
    return content().ranks(Objects.requireNonNull(members, "members")).count();
  }

  private int removeRanks(Function<SortedSetContent<E>, Ranks> which) {
    Change<E> change = change(content -> content.without(which.apply(content)));
    return change.before().size() - change.after().size();
  }

  @Override
  public int removeRange(int from, int to) {
    checkRanks(from, to);
    return removeRanks(content -> content.all().limited(Direction.ASCENDING, from, to - from));
  }

  @Override
  public int removeRangeByScore(ScoreRange scores) {
    Objects.requireNonNull(scores, "scores");
    return removeRanks(content -> content.ranks(scores));
  }

  @Override
  public ImmutableList<Scored<E>> snapshot() {
    SortedSetContent<E> content = content();
    return content.entries(content.all(), Direction.ASCENDING);
  }

  // ---- ends -------------------------------------------------------------------------------------

  @Override
  public Optional<Scored<E>> first() {
    return Optional.ofNullable(atEnd(content(), ListEnd.FIRST));
  }

  @Override
  public Optional<Scored<E>> last() {
    return Optional.ofNullable(atEnd(content(), ListEnd.LAST));
  }

  private static <E> @Nullable Scored<E> atEnd(SortedSetContent<E> content, ListEnd end) {
    if (content.isEmpty()) {
      return null;
    }
    return content.at(end == ListEnd.FIRST ? 0 : content.size() - 1);
  }

  @Override
  public Optional<Scored<E>> popFirst() {
    return Optional.ofNullable(popNow(ListEnd.FIRST));
  }

  @Override
  public Optional<Scored<E>> popLast() {
    return Optional.ofNullable(popNow(ListEnd.LAST));
  }

  @Nullable Scored<E> popNow(ListEnd end) {
    Change<E> change =
        change(
            content -> {
              Scored<E> entry = atEnd(content, end);
              return entry == null ? content : content.without(entry.member());
            });
    return atEnd(change.before(), end);
  }

  @Override
  public Optional<Popped<E>> pop(
      ListEnd end, Duration timeout, List<? extends LarderSortedSet<E>> others)
      throws InterruptedException {
    Objects.requireNonNull(end, "end");
    Objects.requireNonNull(timeout, "timeout");
    Map<Name, SortedSetHandle<E>> sets = new LinkedHashMap<>();
    sets.put(binding.name, this);
    for (LarderSortedSet<E> other : others) {
      SortedSetHandle<E> set = neighbour(other);
      sets.putIfAbsent(set.binding.name, set);
    }
    PopOne<Popped<E>> pop =
        (tx, name) -> Objects.requireNonNull(sets.get(name)).inside(tx).poppedNow(end);
    List<Name> names = List.copyOf(sets.keySet());
    return Optional.ofNullable(
        binding.shelf.takers().take(binding.access, names, Takers.nanos(timeout), pop));
  }

  private @Nullable Popped<E> poppedNow(ListEnd end) {
    Scored<E> popped = popNow(end);
    return popped == null ? null : new Popped<>(name(), popped.member(), popped.score());
  }

  // ---- several sets -----------------------------------------------------------------------------

  private ImmutableList<Scored<E>> compute(Function<TxAccess, SortedSetContent<E>> sets) {
    SortedSetContent<E> content = binding.shelf.atomically(binding.access, sets);
    return content.entries(content.all(), Direction.ASCENDING);
  }

  private int store(Function<TxAccess, SortedSetContent<E>> sets) {
    return binding.shelf.atomically(
        binding.access,
        tx -> {
          SortedSetContent<E> content = sets.apply(tx);
          Binding inside = binding.in(tx);
          inside.change(new Store(inside), content);
          return content.size();
        });
  }

  private SortedSetAlgebra<E> toIntersect(List<Weighted<E>> sets, Aggregate aggregate) {
    if (sets.isEmpty()) {
      throw new IllegalArgumentException("an intersection is of at least one set, but given 0");
    }
    return new SortedSetAlgebra<>(this, sets, aggregate);
  }

  @Override
  public ImmutableList<Scored<E>> union(List<Weighted<E>> sets, Aggregate aggregate) {
    return compute(new SortedSetAlgebra<>(this, sets, aggregate)::union);
  }

  @Override
  public ImmutableList<Scored<E>> intersection(List<Weighted<E>> sets, Aggregate aggregate) {
    return compute(toIntersect(sets, aggregate)::intersection);
  }

  @Override
  public int storeUnion(List<Weighted<E>> sets, Aggregate aggregate) {
    return store(new SortedSetAlgebra<>(this, sets, aggregate)::union);
  }

  @Override
  public int storeIntersection(List<Weighted<E>> sets, Aggregate aggregate) {
    return store(toIntersect(sets, aggregate)::intersection);
  }

  @Override
  public void clear() {
    binding.clear();
  }

  @Override
  public String toString() {
    return snapshot().toString();
  }
}
