package dev.larder.internal.eviction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A random program on the policy, beside a plain account of what must be in it. */
class HeatPolicyRandomTest {
  private record Known(int slot, int weight) {}

  private final Map<Integer, Known> known = new HashMap<>();
  private final Set<Integer> pinned = new HashSet<>();
  private final HeatPolicy<Integer> policy = new HeatPolicy<>(50, this::evicted);

  private void evicted(Integer key, int slot) {
    Known entry = known.remove(key);
    assertTrue(entry != null, () -> key + " was evicted and was not there");
    assertEquals(entry.slot, slot);
    assertFalse(pinned.contains(key), () -> key + " was evicted and is pinned");
    assertTrue(entry.weight > 0, () -> key + " was evicted and weighs nothing");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void holdsWhatTheAccountSays(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int heaviest = seed % 2 == 0 ? 1 : 12;
    for (int step = 0; step < 20_000; step++) {
      int key = (int) Math.pow(400, random.nextDouble());
      int weight = heaviest == 1 ? 1 : random.nextInt(heaviest);
      step(random.nextInt(100), key, weight, random);
      if (step % 50 == 0) {
        check();
      }
    }
  }

  private void step(int what, int key, int weight, SplittableRandom random) {
    Known entry = known.get(key);
    if (what == 0) {
      policy.setMaximum(random.nextInt(300));
      policy.evict();
    } else if (entry == null) {
      known.put(key, new Known(policy.insert(key, key * 0x9E37_79B9, weight), weight));
      policy.evict();
    } else if (what < 10) {
      policy.remove(entry.slot);
      known.remove(key);
      pinned.remove(key);
    } else if (what < 20) {
      policy.reweigh(entry.slot, weight);
      known.put(key, new Known(entry.slot, weight));
      policy.evict();
    } else if (what < 25) {
      if (pinned.size() < 5 && pinned.add(key)) {
        policy.pin(entry.slot);
      }
    } else if (what < 35) {
      if (pinned.remove(key)) {
        policy.unpin(entry.slot);
        policy.evict();
      }
    } else {
      policy.read(entry.slot);
    }
  }

  private void check() {
    assertEquals(known.size(), policy.size());
    long weight = known.values().stream().mapToLong(Known::weight).sum();
    assertEquals(weight, policy.weight());
    boolean mayGo =
        known.entrySet().stream()
            .anyMatch(e -> e.getValue().weight > 0 && !pinned.contains(e.getKey()));
    assertTrue(
        weight <= policy.maximum() || !mayGo,
        () -> weight + " of " + policy.maximum() + " and something could be evicted");
    List<Integer> coldest = new ArrayList<>();
    policy.forEachColdest((key, heat) -> coldest.add(key));
    assertEquals(known.keySet(), new HashSet<>(coldest));
    assertEquals(known.size(), coldest.size());
    List<Integer> hottest = new ArrayList<>();
    policy.forEachHottest((key, heat) -> hottest.add(key));
    Collections.reverse(hottest);
    assertEquals(coldest, hottest);
  }
}
