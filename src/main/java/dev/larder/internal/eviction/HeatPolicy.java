package dev.larder.internal.eviction;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of a bounded map go when it is over its maximum.
 *
 * <p>An entry has a slot as long as it is there. {@link #read} may be called by any thread at any
 * time; all else by one thread at a time, which the map sees to (whoever writes and gets its
 * try-lock). A read of an entry that is marked as used writes nothing.
 *
 * @param <E> what the map knows an entry by: its key, as nodes come and go
 */
public final class HeatPolicy<E> {
  /** Hears which entry is to go. It is out of the policy already. */
  public interface Evicted<E> {
    /** Takes the entry out of the map. */
    void evicted(E entry, int slot);
  }

  /** Sees entries in order of their heat. */
  public interface HeatVisitor<E> {
    /**
     * Sees an entry.
     *
     * @param heat what {@link #restore} takes
     * @return whether to go on
     */
    boolean visit(E entry, byte heat);
  }

  static final int[] COLDEST_FIRST = {
    Regions.PROBATION, Regions.WINDOW, Regions.PROTECTED, Regions.HELD, Regions.WEIGHTLESS
  };

  private final Tuning tuning;
  private final Evicted<? super E> listener;
  private final Marks marks = new Marks();
  private final ReadBuffer reads;
  private final Frequencies frequencies = new Frequencies();
  private final Space space;
  private @Nullable Object[] entries = {};
  private long maximum;

  /** There from the first eviction on: before it all settings are equal. */
  private @Nullable Duel duel;

  private int duelSize;
  private int chosen;
  private long period;

  /** Makes an empty policy. */
  public HeatPolicy(long maximum, Evicted<? super E> listener) {
    this(maximum, Tuning.DEFAULT, listener);
  }

  /** Makes an empty policy with constants of its own, for who measures what they are worth. */
  public HeatPolicy(long maximum, Tuning tuning, Evicted<? super E> listener) {
    this.maximum = maximum;
    this.tuning = tuning;
    this.listener = listener;
    int processors = Runtime.getRuntime().availableProcessors();
    reads = new ReadBuffer(Integer.highestOneBit(processors * 2 - 1));
    space = new Space(maximum, tuning.rounds(), frequencies, this::settle);
    apply();
  }

  /** Notes that an entry was read. For any thread; wait-free, and mostly only a read itself. */
  public void read(int slot) {
    if (marks.mark(slot)) {
      reads.offer(slot);
    }
  }

  /**
   * An entry has come.
   *
   * @param hash of its key; all bits should count
   * @param weight what it weighs, 0 or more; what weighs nothing is never evicted
   * @return its slot
   */
  public int insert(E entry, int hash, int weight) {
    drain();
    int slot = add(entry, hash, weight, Regions.WINDOW);
    count(hash, weight);
    return slot;
  }

  /** An entry has been taken out by somebody else. */
  public void remove(int slot) {
    Duel now = duel;
    if (now != null) {
      now.remove(space.regions.hash(slot));
    }
    free(slot);
  }

  /** Whether a slot is that of this very object. */
  public boolean holds(int slot, E entry) {
    return slot >= 0 && slot < entries.length && entries[slot] == entry;
  }

  /** The object that a slot was given for. */
  public E entryAt(int slot) {
    return entry(slot);
  }

  /** What an entry weighs. */
  public int weight(int slot) {
    return space.regions.weight(slot);
  }

  /** An entry weighs something else now. That it was written is told by {@link #read}. */
  public void reweigh(int slot, int weight) {
    space.regions.reweigh(slot, weight);
    int region = space.regions.region(slot);
    if (region != Regions.HELD && (weight == 0) != (region == Regions.WEIGHTLESS)) {
      space.regions.toHead(weight == 0 ? Regions.WEIGHTLESS : Regions.WINDOW, slot);
    }
  }

  /** Keeps an entry from being evicted. */
  public void pin(int slot) {
    space.regions.toHead(Regions.HELD, slot);
  }

  /** Lets an entry be evicted again; it counts as used just now. */
  public void unpin(int slot) {
    boolean weightless = space.regions.weight(slot) == 0;
    space.regions.toHead(weightless ? Regions.WEIGHTLESS : Regions.PROTECTED, slot);
    space.use(slot);
  }

  /**
   * Evicts as long as the maximum is exceeded and something may go. To be called after inserts and
   * new weights.
   */
  public void evict() {
    drain();
    evictExcess();
    space.slide();
  }

  private void evictExcess() {
    while (space.isOver()) {
      if (duel == null || space.regions.size() > 4L * duelSize) {
        startDuel();
      }
      int victim = space.victim();
      if (victim == Regions.NONE) {
        return;
      }
      E entry = entry(victim);
      free(victim);
      listener.evicted(entry, victim);
    }
  }

  /** Changes the maximum; {@link #evict} makes it true. */
  public void setMaximum(long maximum) {
    this.maximum = maximum;
    space.setMaximum(maximum);
    duel = null;
  }

  /** The maximum weight. */
  public long maximum() {
    return maximum;
  }

  /** The weight of all entries. */
  public long weight() {
    return space.weight();
  }

  /** How many entries there are. */
  public int size() {
    return space.regions.size();
  }

  /** The window's present share of the maximum: what the policy has learned. */
  public double windowShare() {
    return tuning.experts().get(chosen).window();
  }

  /** Shows the entries, those first that are likely to go first. */
  public void forEachColdest(HeatVisitor<? super E> visitor) {
    drain();
    for (int region : COLDEST_FIRST) {
      int slot = space.regions.tail(region);
      for (; slot != Regions.NONE; slot = space.regions.towardsHead(slot)) {
        if (!visitor.visit(entry(slot), heat(slot))) {
          return;
        }
      }
    }
  }

  /** A walk in the order of {@link #forEachColdest}, for who can't keep the policy so long. */
  public ColdestFirst<E> coldestFirst() {
    return new ColdestFirst<>(this);
  }

  /** Shows the entries, those first that are likely to stay longest. */
  public void forEachHottest(HeatVisitor<? super E> visitor) {
    drain();
    for (int i = COLDEST_FIRST.length - 1; i >= 0; i--) {
      int slot = space.regions.head(COLDEST_FIRST[i]);
      for (; slot != Regions.NONE; slot = space.regions.towardsTail(slot)) {
        if (!visitor.visit(entry(slot), heat(slot))) {
          return;
        }
      }
    }
  }

  /**
   * Puts an entry where it was when it was visited. Called for each in the order of {@link
   * #forEachColdest}, it brings back the same order.
   */
  public int restore(E entry, int hash, int weight, byte heat) {
    int region = heat & 3;
    int slot = add(entry, hash, weight, region == Regions.HELD ? Regions.PROTECTED : region);
    for (int uses = heat >> 2 & Frequencies.MOST; uses > 0; uses--) {
      frequencies.add(hash, Long.MAX_VALUE);
    }
    return slot;
  }

  Regions regions() {
    return space.regions;
  }

  byte heat(int slot) {
    int uses = frequencies.of(space.regions.hash(slot));
    return (byte) (uses << 2 | space.regions.region(slot));
  }

  private int add(E entry, int hash, int weight, int region) {
    int slot = space.regions.add(weight == 0 ? Regions.WEIGHTLESS : region, hash, weight);
    if (slot >= entries.length) {
      entries = Arrays.copyOf(entries, Regions.grown(slot));
      marks.reserve(entries.length);
    }
    entries[slot] = entry;
    marks.clear(slot);
    frequencies.reserve(space.regions.size());
    return slot;
  }

  private void free(int slot) {
    space.regions.remove(slot);
    entries[slot] = null;
  }

  @SuppressWarnings({"unchecked", "NullAway"}) // used slots hold an E
  private E entry(int slot) {
    return (E) entries[slot];
  }

  void drain() {
    reads.drain(this::settle);
  }

  /** Counts the use of a slot, if it is marked. */
  private boolean settle(int slot) {
    if (!marks.clear(slot)) {
      return false;
    }
    if (!space.regions.isUsed(slot)) {
      return false;
    }
    count(space.regions.hash(slot), space.regions.weight(slot));
    space.use(slot);
    return true;
  }

  private void count(int hash, int weight) {
    frequencies.add(hash, Math.max(period * space.regions.size(), tuning.leastPeriod()));
    Duel now = duel;
    if (now != null && now.access(hash, weight)) {
      chosen = now.chosen();
      apply();
    }
  }

  private void apply() {
    List<Tuning.Expert> experts = tuning.experts();
    space.setShare(experts.get(chosen).window());
    period = experts.get(chosen).period();
  }

  /** New shadows, which begin with what is here. */
  private void startDuel() {
    Duel started = new Duel(tuning, space.regions.size(), maximum, chosen);
    duelSize = space.regions.size();
    for (int region : COLDEST_FIRST) {
      int slot = space.regions.tail(region);
      for (; slot != Regions.NONE; slot = space.regions.towardsHead(slot)) {
        int hash = space.regions.hash(slot);
        started.seed(hash, space.regions.weight(slot), frequencies.of(hash));
      }
    }
    duel = started;
  }
}
