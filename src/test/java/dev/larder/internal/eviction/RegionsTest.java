package dev.larder.internal.eviction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The queues beside the JDK's, moved by one random program. */
class RegionsTest {
  private static final int QUEUES = 5;

  private final Regions regions = new Regions();
  private final List<Deque<Integer>> model = new ArrayList<>();
  private final Map<Integer, Integer> weights = new HashMap<>();
  private final Map<Integer, Integer> hashes = new HashMap<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void equalTheModel(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int heaviest = seed == 1 ? 1 : 5;
    for (int queue = 0; queue < QUEUES; queue++) {
      model.add(new ArrayDeque<>());
    }
    for (int step = 0; step < 5_000; step++) {
      int queue = random.nextInt(QUEUES);
      int weight = heaviest == 1 ? 1 : random.nextInt(heaviest);
      List<Integer> slots = List.copyOf(weights.keySet());
      int what = slots.isEmpty() ? 0 : random.nextInt(10);
      int slot = slots.isEmpty() ? 0 : slots.get(random.nextInt(slots.size()));
      switch (what) {
        case 0, 1, 2 -> add(queue, step, weight);
        case 3, 4 -> remove(slot);
        case 5 -> {
          regions.reweigh(slot, weight);
          weights.put(slot, weight);
        }
        default -> {
          regions.toHead(queue, slot);
          model.forEach(each -> each.remove(slot));
          model.get(queue).addFirst(slot);
        }
      }
      check();
    }
  }

  private void add(int queue, int hash, int weight) {
    int slot = regions.add(queue, hash, weight);
    assertNull(weights.put(slot, weight), "a slot is given once");
    hashes.put(slot, hash);
    model.get(queue).addFirst(slot);
  }

  private void remove(int slot) {
    regions.remove(slot);
    weights.remove(slot);
    model.forEach(each -> each.remove(slot));
  }

  private void check() {
    assertEquals(weights.size(), regions.size());
    for (int queue = 0; queue < QUEUES; queue++) {
      List<Integer> fromHead = new ArrayList<>();
      for (int slot = regions.head(queue); slot != Regions.NONE; slot = regions.towardsTail(slot)) {
        fromHead.add(slot);
        assertEquals(queue, regions.region(slot));
        assertEquals(hashes.get(slot), regions.hash(slot));
        assertEquals(weights.get(slot), regions.weight(slot));
      }
      assertEquals(List.copyOf(model.get(queue)), fromHead);
      List<Integer> fromTail = new ArrayList<>();
      for (int slot = regions.tail(queue); slot != Regions.NONE; slot = regions.towardsHead(slot)) {
        fromTail.add(0, slot);
      }
      assertEquals(fromHead, fromTail);
      assertEquals(fromHead.isEmpty(), regions.isEmpty(queue));
      assertEquals(fromHead.stream().mapToInt(weights::get).sum(), regions.weightOf(queue));
    }
  }
}
