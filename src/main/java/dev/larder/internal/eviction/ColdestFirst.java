package dev.larder.internal.eviction;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A walk through a policy's entries in steps, those first that are likely to go first. The policy
 * may change between two steps: then an entry may be shown twice or not at all, but what stays
 * where it is is shown. Each step is the maintainer's.
 *
 * @param <E> what the map knows an entry by
 */
public final class ColdestFirst<E> {
  /** So many of the last entries are tried when the very last one is not where it was. */
  private static final int KNOWN = 16;

  private final HeatPolicy<E> policy;
  private final int[] slots = new int[KNOWN];
  private final @Nullable Object[] seen = new @Nullable Object[KNOWN];
  private int region;
  private int count;

  /** Lest the walk follow for ever what moves in front of it. */
  private long left;

  ColdestFirst(HeatPolicy<E> policy) {
    this.policy = policy;
    left = 2L * policy.size();
  }

  /** Shows the next entries; false when there are no more, or the visitor wants none. */
  public boolean step(int limit, HeatPolicy.HeatVisitor<? super E> visitor) {
    policy.drain();
    for (int i = 0; i < limit; i++) {
      int slot = left-- > 0 ? next() : Regions.NONE;
      if (slot == Regions.NONE) {
        return false;
      }
      E entry = policy.entryAt(slot);
      slots[count % KNOWN] = slot;
      seen[count++ % KNOWN] = entry;
      if (!visitor.visit(entry, policy.heat(slot))) {
        return false;
      }
    }
    return true;
  }

  private int next() {
    for (; region < HeatPolicy.COLDEST_FIRST.length; region++) {
      int slot = behindLast(HeatPolicy.COLDEST_FIRST[region]);
      if (slot != Regions.NONE) {
        return slot;
      }
      count = 0;
    }
    return Regions.NONE;
  }

  private int behindLast(int queue) {
    Regions regions = policy.regions();
    for (int i = count - 1; i >= Math.max(0, count - KNOWN); i--) {
      int slot = slots[i % KNOWN];
      if (regions.region(slot) == queue && holds(slot, seen[i % KNOWN]) && isInPlace(slot)) {
        return regions.towardsHead(slot);
      }
    }
    return regions.tail(queue);
  }

  @SuppressWarnings("unchecked") // it was an entry when it was seen
  private boolean holds(int slot, @Nullable Object entry) {
    return policy.holds(slot, (E) Objects.requireNonNull(entry));
  }

  /** Whether it has not gone to the head: behind it is the end, or what was seen before it. */
  private boolean isInPlace(int slot) {
    int colder = policy.regions().towardsTail(slot);
    return colder == Regions.NONE
        || Arrays.stream(slots, 0, Math.min(count, KNOWN)).anyMatch(known -> known == colder);
  }
}
