package dev.larder.internal.eviction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class HeatPolicyTest {
  private final Map<Integer, Integer> slots = new HashMap<>();
  private final List<Integer> evicted = new ArrayList<>();
  private final HeatPolicy<Integer> policy = new HeatPolicy<>(100, this::onEvicted);

  private void onEvicted(Integer key, int slot) {
    assertEquals(slot, slots.remove(key));
    evicted.add(key);
  }

  /** Asks for a key as a cache does; whether it was there. */
  private boolean access(int key) {
    Integer slot = slots.get(key);
    if (slot != null) {
      policy.read(slot);
      return true;
    }
    put(key, 1);
    return false;
  }

  private void put(int key, int weight) {
    slots.put(key, policy.insert(key, hash(key), weight));
    policy.evict();
  }

  private static int hash(int key) {
    return key * 0x9E37_79B9 ^ key >>> 3;
  }

  private int hits(int accesses, IntUnaryOperator trace) {
    int hits = 0;
    for (int i = 0; i < accesses; i++) {
      hits += access(trace.applyAsInt(i)) ? 1 : 0;
    }
    return hits;
  }

  private int slot(int key) {
    Integer slot = slots.get(key);
    assertTrue(slot != null, () -> key + " is gone");
    return slot;
  }

  @Test
  void evictsNothingUpToTheMaximumAndOneForOneAboveIt() {
    hits(100, i -> i);
    assertEquals(List.of(), evicted);
    hits(50, i -> 1_000 + i);
    assertEquals(50, evicted.size());
    assertEquals(100, policy.weight());
    assertEquals(100, policy.size());
  }

  @Test
  void whatIsUsedSurvivesAScan() {
    for (int round = 0; round < 5; round++) {
      hits(50, i -> i);
    }
    hits(10_000, i -> 1_000 + i);
    int left = (int) slots.keySet().stream().filter(key -> key < 50).count();
    assertTrue(left > 45, "left of 50: " + left);
  }

  /** An LRU would have no hit at all; the best possible is 99 of 150. */
  @Test
  void aLoopLargerThanTheMaximumHasHits() {
    hits(30_000, i -> i % 150);
    int hits = hits(15_000, i -> i % 150);
    assertTrue(hits > 8_000, "hits " + hits);
  }

  /** Each key is used a few times soon after it came and never again: the newest are the best. */
  @Test
  void theWindowGrowsWhenRecencyIsAllThatCounts() {
    SplittableRandom random = new SplittableRandom(3);
    assertEquals(0.01, policy.windowShare());
    int hits = hits(60_000, i -> i / 4 - random.nextInt(Math.min(90, i / 4 + 1)));
    assertTrue(policy.windowShare() >= 0.5, "window " + policy.windowShare());
    assertTrue(hits > 40_000, "hits " + hits);
  }

  /** So large that the shadows see one key of sixteen. */
  @Test
  void aSampleIsEnoughToLearnFrom() {
    SplittableRandom random = new SplittableRandom(4);
    policy.setMaximum(5_000);
    hits(1_500_000, i -> i / 4 - random.nextInt(Math.min(4_500, i / 4 + 1)));
    assertTrue(policy.windowShare() >= 0.5, "window " + policy.windowShare());
  }

  @Test
  void theWindowShrinksAgainWhenFrequencyCounts() {
    theWindowGrowsWhenRecencyIsAllThatCounts();
    hits(60_000, i -> 1_000_000 + i % 150);
    assertTrue(policy.windowShare() < 0.5, "window " + policy.windowShare());
  }

  @Test
  void whatIsPinnedStaysUntilItIsUnpinned() {
    access(1);
    policy.pin(slot(1));
    hits(1_000, i -> 100 + i);
    policy.setMaximum(0);
    policy.evict();
    assertEquals(1, policy.size());
    policy.unpin(slot(1));
    policy.evict();
    assertFalse(slots.containsKey(1));
  }

  @Test
  void withEverythingPinnedTheMaximumIsExceeded() {
    policy.setMaximum(3);
    for (int key = 0; key < 5; key++) {
      slots.put(key, policy.insert(key, hash(key), 1));
      policy.pin(slot(key));
    }
    policy.evict();
    assertEquals(5, policy.weight());
    policy.unpin(slot(4));
    policy.evict();
    assertEquals(List.of(4), evicted);
  }

  @Test
  void weightsAreWhatIsBounded() {
    for (int key = 0; key < 30; key++) {
      put(key, 10);
    }
    assertEquals(100, policy.weight());
    put(99, 101);
    assertFalse(slots.containsKey(99), "heavier than the maximum");
    assertTrue(policy.size() >= 9, "it takes nearly nothing with it: " + policy.size());
  }

  @Test
  void whatWeighsNothingIsNotEvicted() {
    put(1, 0);
    hits(1_000, i -> 100 + i);
    policy.reweigh(slot(1), 1);
    policy.evict();
    hits(5_000, i -> 10_000 + i);
    assertFalse(slots.containsKey(1));
  }

  @Test
  void aSmallerMaximumIsMetAtOnce() {
    hits(100, i -> i);
    policy.setMaximum(10);
    policy.evict();
    assertEquals(10, policy.size());
    policy.setMaximum(0);
    policy.evict();
    assertEquals(0, policy.size());
  }

  @Test
  void theOrderOfHeatIsWrittenOutAndRestored() {
    SplittableRandom random = new SplittableRandom(1);
    hits(5_000, i -> (int) Math.pow(500, random.nextDouble()));
    List<Integer> coldest = new ArrayList<>();
    List<Byte> heats = new ArrayList<>();
    policy.forEachColdest(
        (key, heat) -> {
          heats.add(heat);
          return coldest.add(key);
        });
    HeatPolicy<Integer> other = new HeatPolicy<>(100, this::onEvicted);
    for (int i = 0; i < coldest.size(); i++) {
      other.restore(coldest.get(i), hash(coldest.get(i)), 1, heats.get(i));
    }
    List<Integer> again = new ArrayList<>();
    other.forEachColdest((key, heat) -> again.add(key));
    assertEquals(coldest, again);
    List<Integer> hottest = new ArrayList<>();
    other.forEachHottest((key, heat) -> hottest.add(key));
    Collections.reverse(hottest);
    assertEquals(coldest, hottest);
    List<Integer> first = new ArrayList<>();
    other.forEachHottest((key, heat) -> first.add(key) && first.size() < 3);
    assertEquals(3, first.size(), "a visitor may end it");
  }
}
