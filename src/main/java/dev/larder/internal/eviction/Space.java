package dev.larder.internal.eviction;

import org.jspecify.annotations.Nullable;

/**
 * The rule by which a victim is chosen. What is new goes through a window, in order of use. What
 * leaves the window challenges the main part's tail: who was used less is evicted. A victim that
 * stands the challenge moves to the head, so that the next candidate meets another; and the main
 * part keeps apart what was used since it came there.
 */
final class Space {
  private static final double PROTECTED_SHARE = 0.8;

  /** How many entries a single call moves at most: what it costs stays constant. */
  private static final int MOVES = 4;

  private static final int SETTLED = 16;

  /** Hears of uses that were found late. */
  interface Settling {
    /** If the slot was used since it was last asked about, counts the use; whether it was. */
    boolean settle(int slot);
  }

  final Regions regions = new Regions();

  private final int rounds;
  private final @Nullable Settling settling;
  private Frequencies frequencies;
  private long maximum;
  private double windowShare;
  private long windowTarget;
  private long protectedTarget;

  Space(long maximum, int rounds, Frequencies frequencies, @Nullable Settling settling) {
    this.rounds = rounds;
    this.frequencies = frequencies;
    this.settling = settling;
    this.maximum = maximum;
    setShare(1);
  }

  void setMaximum(long maximum) {
    this.maximum = maximum;
    setShare(windowShare);
  }

  void setShare(double share) {
    windowShare = share;
    windowTarget = Math.max(1, Math.round(maximum * share));
    protectedTarget = (long) ((maximum - windowTarget) * PROTECTED_SHARE);
  }

  /** The weight of all that may be evicted, and of what is held. */
  long weight() {
    return regions.weightOf(Regions.WINDOW)
        + regions.weightOf(Regions.PROBATION)
        + regions.weightOf(Regions.PROTECTED)
        + regions.weightOf(Regions.HELD);
  }

  boolean isOver() {
    return weight() > maximum;
  }

  /** Notes the use of an entry that is there. */
  void use(int slot) {
    switch (regions.region(slot)) {
      case Regions.WINDOW -> regions.toHead(Regions.WINDOW, slot);
      case Regions.PROBATION, Regions.PROTECTED -> {
        regions.toHead(Regions.PROTECTED, slot);
        shift(Regions.PROTECTED, protectedTarget);
      }
      default -> {
        // Held, or gone since the use was noted.
      }
    }
  }

  /** Lets the window shrink towards its share, when that has become smaller. */
  void slide() {
    shift(Regions.WINDOW, windowTarget);
  }

  private void shift(int from, long target) {
    for (int i = 0; i < MOVES && regions.weightOf(from) > target; i++) {
      regions.toHead(Regions.PROBATION, regions.tail(from));
    }
  }

  /** Chooses what to evict, or NONE if nothing may be. It stays where it is. */
  int victim() {
    settle(Regions.WINDOW);
    int main = settledMain();
    int candidate = regions.tail(Regions.WINDOW);
    if (main == Regions.NONE) {
      return candidate;
    }
    if (candidate == Regions.NONE || regions.weightOf(Regions.WINDOW) <= windowTarget) {
      return regions.tail(main);
    }
    return regions.weight(candidate) > maximum ? candidate : challenge(candidate, main);
  }

  private int challenge(int candidate, int firstMain) {
    int uses = frequencies.of(regions.hash(candidate));
    int main = firstMain;
    for (int i = 0; i < rounds; i++) {
      int victim = regions.tail(main);
      if (frequencies.of(regions.hash(victim)) < uses) {
        regions.toHead(Regions.PROBATION, candidate);
        return victim;
      }
      regions.toHead(main, victim);
      main = settledMain();
    }
    return candidate;
  }

  /** The region that has the main part's victim at its tail, or NONE. */
  private int settledMain() {
    settle(Regions.PROBATION);
    if (!regions.isEmpty(Regions.PROBATION)) {
      return Regions.PROBATION;
    }
    settle(Regions.PROTECTED);
    if (!regions.isEmpty(Regions.PROBATION)) {
      return Regions.PROBATION;
    }
    return regions.isEmpty(Regions.PROTECTED) ? Regions.NONE : Regions.PROTECTED;
  }

  /** Uses that nobody told of are found here, by the marks at the tail. */
  private void settle(int region) {
    if (settling == null) {
      return;
    }
    for (int i = 0; i < SETTLED; i++) {
      int tail = regions.tail(region);
      if (tail == Regions.NONE || !settling.settle(tail)) {
        return;
      }
    }
  }
}
