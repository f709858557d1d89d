package dev.larder.benchmarks.hitratio;

import dev.larder.internal.eviction.HeatPolicy;
import dev.larder.internal.eviction.Tuning;
import java.util.Arrays;

/**
 * Larder's own policy. As bounded maps use it, a hit only marks the entry, and the policy hears of
 * it when it next evicts. For comparison it can be told each hit at once, as an exact LRU is.
 */
final class LarderPolicy implements Policy {
  private static final int ABSENT = -1;

  private final boolean atOnce;
  private final int[] slots;
  private final HeatPolicy<Integer> policy;

  LarderPolicy(int keys, int capacity, Tuning tuning, boolean atOnce) {
    this.atOnce = atOnce;
    slots = new int[keys];
    Arrays.fill(slots, ABSENT);
    policy = new HeatPolicy<>(capacity, tuning, (key, slot) -> slots[key] = ABSENT);
  }

  @Override
  public boolean access(int key) {
    if (slots[key] != ABSENT) {
      policy.read(slots[key]);
      if (atOnce) {
        policy.evict();
      }
      return true;
    }
    slots[key] = policy.insert(key, hash(key), 1);
    policy.evict();
    return false;
  }

  private static int hash(int key) {
    int mixed = key * 0x7FEB_352D;
    mixed = (mixed ^ mixed >>> 15) * 0x846C_A68B;
    return mixed ^ mixed >>> 16;
  }
}
