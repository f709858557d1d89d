package dev.larder.internal.kind;

import dev.larder.Codec;
import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.MemberRange;
import dev.larder.ScoreRange;
import dev.larder.internal.codec.Codecs;
import dev.larder.internal.journal.ChangeWriter;
import dev.larder.internal.tree.EntrySink;
import dev.larder.internal.tree.Scores;
import dev.larder.internal.tree.SortedDifference;
import dev.larder.internal.tree.SortedTree;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.collections.api.list.ImmutableList;
import org.eclipse.collections.impl.factory.Lists;
import org.jspecify.annotations.Nullable;

/**
 * One version of a sorted set: its members in two persistent trees that share their entries, one by
 * score, one by member. Immutable; every change gives another content, or this very one when there
 * is nothing to change.
 *
 * <p>An entry is the {@link Scored} that ranges hand out, so a range makes no object a member. It
 * holds the score as it was given: 0.0 and -0.0 have the same place in the order and are the same
 * score, and the one that came first stays.
 *
 * <p>As in {@link java.util.TreeMap}, the order decides which members are the same, even where it
 * is not consistent with equals: members that compare as equal are one, and the instance that came
 * first stays. See {@link SortedSetOrder} for the key of the tree by member.
 *
 * @param <E> the type of the members
 */
public final class SortedSetContent<E> extends TypedContent {
  /*
   * Shared: `large`, which only says how clients of the wire are told that the set is stored. A
   * version may be marked after others have seen it; one made from it meanwhile may miss the mark.
   */
  private static final VarHandle LARGE;

  static {
    try {
      LARGE = MethodHandles.lookup().findVarHandle(SortedSetContent.class, "large", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final SortedSetOrder<E> order;
  private final SortedTree<Scored<E>> byScore;
  private final SortedTree<Scored<E>> byMember;
  private final long id;
  private boolean recorded;

  @SuppressWarnings("unused") // through LARGE
  private boolean large;

  private SortedSetContent(
      Types types,
      long id,
      boolean large,
      SortedSetOrder<E> order,
      SortedTree<Scored<E>> byScore,
      SortedTree<Scored<E>> byMember) {
    super(types);
    this.id = id;
    this.large = large;
    this.order = order;
    this.byScore = byScore;
    this.byMember = byMember;
  }

  /** A set without members. */
  static <E> SortedSetContent<E> empty(Types types, SortedSetOrder<E> order) {
    return new SortedSetContent<>(
        types,
        0,
        false,
        order,
        SortedTree.empty(order.entries()),
        SortedTree.empty(order.entries()));
  }

  /** The set of some members with their scores; O(n log n). */
  static <E> SortedSetContent<E> of(Types types, SortedSetOrder<E> order, Map<E, Double> scores) {
    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of a generic type
    Scored<E>[] entries = new Scored[scores.size()];
    int count = 0;
    for (Map.Entry<E, Double> entry : scores.entrySet()) {
      entries[count++] = new Scored<>(entry.getKey(), entry.getValue());
    }
    return of(types, order, entries);
  }

  /** The set of some entries, no two with the same member; O(n log n). Sorts the array by score. */
  static <E> SortedSetContent<E> of(Types types, SortedSetOrder<E> order, Scored<E>[] entries) {
    int n = entries.length;
    Scored<E>[] sorted = entries.clone();
    long[] keys = new long[n];
    Arrays.sort(sorted, order.byMember());
    for (int i = 0; i < n; i++) {
      keys[i] = order.key(sorted[i].member());
    }
    SortedTree<Scored<E>> byMember = SortedTree.fromSorted(keys, sorted, n, order.entries());
    Arrays.sort(entries, order.byScore());
    for (int i = 0; i < n; i++) {
      keys[i] = Scores.toKey(entries[i].score());
    }
    return new SortedSetContent<>(
        types, 0, false, order, SortedTree.fromSorted(keys, entries, n, order.entries()), byMember);
  }

  /** This content as that of a set of its own, which keeps the number as long as it exists. */
  SortedSetContent<E> withId(long newId) {
    return new SortedSetContent<>(types(), newId, isLargeAcquire(), order, byScore, byMember);
  }

  /** Whether this counts as large, as do all versions made from it. */
  public boolean isLargeAcquire() {
    return (boolean) LARGE.getAcquire(this);
  }

  /** Makes this version count as large. */
  public void setLargeRelease() {
    LARGE.setRelease(this, true);
  }

  /** This content as one that the journal knows already. */
  SortedSetContent<E> asRecorded(long knownId) {
    SortedSetContent<E> known = withId(knownId);
    known.recorded = true;
    return known;
  }

  @Override
  @SuppressWarnings("unchecked") // what had the number before was this very set
  public void describe(@Nullable Object before, ChangeWriter out) {
    if (recorded || !(before instanceof SortedSetContent<?> set && set.id == id)) {
      out.bind(types().name(), id);
      if (!recorded) {
        List<Scored<E>> all = new ArrayList<>(size());
        forEach(all::add);
        write(List.of(), all, out);
      }
    } else {
      SortedDifference<Scored<E>> difference =
          SortedDifference.between(((SortedSetContent<E>) set).byMember, byMember);
      write(withoutMoved(difference), difference.added(), out);
    }
    recorded = true; // by the one thread that sees this version before it is published
  }

  @Override
  public long describeAll(ChangeWriter out) {
    out.bind(types().name(), id);
    for (int from = 0; from < size(); from += ListContent.CHUNK) {
      List<Scored<E>> chunk = new ArrayList<>(ListContent.CHUNK);
      int to = Math.min(size(), from + ListContent.CHUNK);
      byScore.copyRange(from, to, (key, entry) -> chunk.add(entry));
      write(List.of(), chunk, out);
      out.boundary();
    }
    return size();
  }

  /** The entries that have gone, but for those whose member has another score now. */
  private static <E> List<Scored<E>> withoutMoved(SortedDifference<Scored<E>> difference) {
    if (difference.removed().isEmpty()) {
      return List.of();
    }
    Set<E> present = Collections.newSetFromMap(new IdentityHashMap<>());
    difference.added().forEach(entry -> present.add(entry.member()));
    return difference.removed().stream()
        .filter(entry -> !present.contains(entry.member()))
        .toList();
  }

  private void write(List<Scored<E>> removed, List<Scored<E>> scores, ChangeWriter out) {
    Codec<Object> codec = types().codec(0);
    out.removeMembers(id, removed.size());
    for (Scored<E> entry : removed) {
      write(codec, entry.member(), out);
    }
    out.scores(scores.size());
    for (Scored<E> entry : scores) {
      out.score(entry.score());
      write(codec, entry.member(), out);
    }
  }

  private static void write(Codec<Object> codec, Object member, ChangeWriter out) {
    int part = out.beginPart();
    Codecs.write(codec, member, out.out());
    out.endPart(part);
  }

  private SortedSetContent<E> over(
      SortedTree<Scored<E>> changedByScore, SortedTree<Scored<E>> changedByMember) {
    return new SortedSetContent<>(
        types(), id, isLargeAcquire(), order, changedByScore, changedByMember);
  }

  SortedSetOrder<E> order() {
    return order;
  }

  /** How many members there are. */
  public int size() {
    return byScore.size();
  }

  /** Whether there is no member. */
  public boolean isEmpty() {
    return byScore.isEmpty();
  }

  // ---- members ----------------------------------------------------------------------------------

  /** The entry of a member, or null. */
  public @Nullable Scored<E> find(E member) {
    return byMember.find(order.key(member), new Scored<>(member, 0));
  }

  /** The rank of a member, or -1. */
  public int rank(E member) {
    Scored<E> entry = find(member);
    return entry == null ? -1 : byScore.rank(Scores.toKey(entry.score()), entry);
  }

  /** The entry of a rank. */
  public Scored<E> at(int rank) {
    return byScore.itemAt(rank);
  }

  /** With what a rule makes of the score of a member. */
  public SortedSetContent<E> with(E member, ScoreRule rule) {
    long memberKey = order.key(member);
    Scored<E> probe = new Scored<>(member, 0);
    int place = byMember.rank(memberKey, probe);
    if (place < 0) {
      double score = rule.score(false, 0);
      if (Double.isNaN(score)) {
        return this;
      }
      Scored<E> entry = new Scored<>(member, score);
      return over(byScore.insert(Scores.toKey(score), entry), byMember.insert(memberKey, entry));
    }
    Scored<E> found = byMember.itemAt(place);
    double score = rule.score(true, found.score());
    if (Double.isNaN(score) || score == found.score()) {
      return this;
    }
    Scored<E> entry = new Scored<>(found.member(), score);
    return over(
        byScore.move(Scores.toKey(found.score()), Scores.toKey(score), entry),
        byMember.replaceAt(place, entry));
  }

  /** Says which score a member gets; pure but for what it notes for its caller. */
  public interface ScoreRule {
    /**
     * Decides.
     *
     * @param present whether the member is there
     * @param before the score that it has, 0 when it is not there
     * @return the new score, or NaN for no change
     */
    double score(boolean present, double before);
  }

  /** Without a member. */
  public SortedSetContent<E> without(E member) {
    Scored<E> entry = find(member);
    return entry == null
        ? this
        : over(
            byScore.remove(Scores.toKey(entry.score()), entry),
            byMember.remove(order.key(member), entry));
  }

  // ---- ranks and ranges -------------------------------------------------------------------------

  /** Without the entries from one rank to before another; O(m log n). */
  public SortedSetContent<E> without(Ranks ranks) {
    if (ranks.isEmpty()) {
      return this;
    }
    Dropped<E> dropped = new Dropped<>(order, byMember);
    byScore.copyRange(ranks.from(), ranks.to(), dropped);
    return over(byScore.removeRange(ranks.from(), ranks.to()), dropped.left);
  }

  private static final class Dropped<E> implements EntrySink<Scored<E>> {
    private final SortedSetOrder<E> order;
    private SortedTree<Scored<E>> left;

    Dropped(SortedSetOrder<E> order, SortedTree<Scored<E>> all) {
      this.order = order;
      this.left = all;
    }

    @Override
    public void accept(long key, Scored<E> entry) {
      left = left.remove(order.key(entry.member()), entry);
    }
  }

  /**
   * Ranks of this content.
   *
   * @param from the first
   * @param to the one after the last
   */
  public record Ranks(int from, int to) {
    /** Whether there are none. */
    public boolean isEmpty() {
      return from >= to;
    }

    /** How many there are. */
    public int count() {
      return Math.max(0, to - from);
    }

    /** Those that are left after some at the beginning of a direction, and only so many. */
    public Ranks limited(Direction direction, int offset, int limit) {
      int skipped = Math.min(offset, count());
      int taken = Math.min(limit, count() - skipped);
      return direction == Direction.ASCENDING
          ? new Ranks(from + skipped, from + skipped + taken)
          : new Ranks(to - skipped - taken, to - skipped);
    }
  }

  /** All ranks. */
  public Ranks all() {
    return new Ranks(0, size());
  }

  /** The ranks of the scores in a range. */
  public Ranks ranks(ScoreRange scores) {
    long low = Scores.toKey(scores.low());
    long high = Scores.toKey(scores.high());
    return new Ranks(
        scores.lowInclusive() ? byScore.lowerRank(low) : byScore.upperRank(low),
        scores.highInclusive() ? byScore.upperRank(high) : byScore.lowerRank(high));
  }

  /** The ranks of the members in a range of their order, all having the score of the first. */
  public Ranks ranks(MemberRange<E> members) {
    if (isEmpty()) {
      return all();
    }
    E low = members.low();
    E high = members.high();
    return new Ranks(
        low == null ? 0 : rankBeside(low, !members.lowInclusive()),
        high == null ? size() : rankBeside(high, members.highInclusive()));
  }

  private int rankBeside(E member, boolean above) {
    Scored<E> probe = new Scored<>(member, 0);
    long key = byScore.firstKey();
    return above ? byScore.upperRank(key, probe) : byScore.lowerRank(key, probe);
  }

  /** The entries of some ranks, in a direction. */
  public ImmutableList<Scored<E>> entries(Ranks ranks, Direction direction) {
    Filling<Scored<E>> filling = new Filling<>(ranks.count());
    walk(ranks, direction, (key, entry) -> filling.add(entry));
    return filling.list();
  }

  /** The members of some ranks, in a direction. */
  ImmutableList<E> members(Ranks ranks, Direction direction) {
    Filling<E> filling = new Filling<>(ranks.count());
    walk(ranks, direction, (key, entry) -> filling.add(entry.member()));
    return filling.list();
  }

  private void walk(Ranks ranks, Direction direction, EntrySink<Scored<E>> sink) {
    if (ranks.isEmpty()) {
      return;
    }
    if (direction == Direction.ASCENDING) {
      byScore.copyRange(ranks.from(), ranks.to(), sink);
    } else {
      byScore.copyRangeReversed(ranks.from(), ranks.to(), sink);
    }
  }

  /** Gives all entries to a sink, ascending. */
  public void forEach(Consumer<Scored<E>> sink) {
    walk(all(), Direction.ASCENDING, (key, entry) -> sink.accept(entry));
  }

  /** An array that is filled and then handed out. */
  private static final class Filling<T> {
    private final Object[] elements;
    private int count;

    Filling(int size) {
      elements = new Object[size];
    }

    void add(Object element) {
      elements[count++] = element;
    }

    @SuppressWarnings("unchecked") // only elements of type T were added
    ImmutableList<T> list() {
      return (ImmutableList<T>) Lists.immutable.with(elements);
    }
  }

  /**
   * Walks some entries in the order of the tree by member, which changes of other members leave as
   * it is; those of one key come together.
   *
   * @param cursor 0 at first, later what the walk before answered
   * @param count about how many
   * @return where to go on, 0 at the end
   */
  public long scan(long cursor, int count, Consumer<Scored<E>> sink) {
    int from = cursor == 0 ? 0 : byMember.lowerRank(cursor - 1 + Integer.MIN_VALUE);
    if (from >= size() || cursor < 0 || cursor > 1L << 32) {
      return 0;
    }
    int to = (int) Math.min(size(), (long) from + count);
    to = byMember.upperRank(byMember.keyAt(to - 1));
    byMember.copyRange(from, to, (key, entry) -> sink.accept(entry));
    return to == size() ? 0 : byMember.keyAt(to) - Integer.MIN_VALUE + 1;
  }

  /** Throws an {@link AssertionError} that says which invariant does not hold. O(n log n). */
  @SuppressWarnings("ReferenceEquality") // the trees share their entries
  void checkInvariants() {
    byScore.checkInvariants();
    byMember.checkInvariants();
    if (byScore.size() != byMember.size()) {
      throw new AssertionError(byScore.size() + " by score, " + byMember.size() + " by member");
    }
    byMember.copyRange(
        0,
        byMember.size(),
        (key, entry) -> {
          if (key != order.key(entry.member())
              || byScore.find(Scores.toKey(entry.score()), entry) != entry) {
            throw new AssertionError(Objects.toString(entry) + " is not in both trees");
          }
        });
  }
}
