package dev.larder.benchmarks.hitratio;

import dev.larder.internal.eviction.HeatPolicy;
import dev.larder.internal.eviction.Tuning;
import java.util.Arrays;

/** Larder's own policy, as its bounded maps use it: hits are told by {@code read} alone. */
final class LarderPolicy implements Policy {
  private static final int ABSENT = -1;

  private final int[] slots;
  private final HeatPolicy<Integer> policy;

  LarderPolicy(int keys, int capacity, Tuning tuning) {
    slots = new int[keys];
    Arrays.fill(slots, ABSENT);
    policy = new HeatPolicy<>(capacity, tuning, (key, slot) -> slots[key] = ABSENT);
  }

  @Override
  public boolean access(int key) {
    if (slots[key] != ABSENT) {
      policy.read(slots[key]);
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
