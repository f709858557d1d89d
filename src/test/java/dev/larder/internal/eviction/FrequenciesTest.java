package dev.larder.internal.eviction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FrequenciesTest {
  private static final long NEVER = Long.MAX_VALUE;

  private final Frequencies frequencies = new Frequencies();

  @Test
  void countsUpToTheMost() {
    for (int uses = 0; uses < 20; uses++) {
      assertEquals(Math.min(uses, Frequencies.MOST), frequencies.of(42));
      frequencies.add(42, NEVER);
    }
    assertEquals(0, frequencies.of(43));
  }

  @Test
  void aPeriodHalvesAllCounts() {
    for (int i = 0; i < 9; i++) {
      frequencies.add(1, 12);
    }
    frequencies.add(2, 12);
    frequencies.add(2, 12);
    assertEquals(9, frequencies.of(1));
    frequencies.add(3, 12);
    assertEquals(4, frequencies.of(1));
    assertEquals(1, frequencies.of(2));
    assertEquals(0, frequencies.of(3));
  }

  @Test
  void countsAreNeverTooLowAndRarelyTooHigh() {
    SplittableRandom random = new SplittableRandom(7);
    Map<Integer, Integer> exact = new HashMap<>();
    for (int i = 0; i < 2_000; i++) {
      int hash = random.nextInt(400) * 0x9E37_79B9;
      exact.merge(hash, 1, Integer::sum);
      frequencies.add(hash, NEVER);
    }
    int tooHigh = 0;
    for (Map.Entry<Integer, Integer> entry : exact.entrySet()) {
      int expected = Math.min(entry.getValue(), Frequencies.MOST);
      int count = frequencies.of(entry.getKey());
      assertTrue(count >= expected, () -> entry + " counted " + count);
      tooHigh += count > expected ? 1 : 0;
    }
    assertTrue(tooHigh < 4, "too high: " + tooHigh);
  }

  @Test
  void growthKeepsWhatWasCounted() {
    for (int hash = 0; hash < 1_000; hash++) {
      for (int uses = 0; uses < hash % 10; uses++) {
        frequencies.add(hash, NEVER);
      }
    }
    int[] before = new int[1_000];
    for (int hash = 0; hash < before.length; hash++) {
      before[hash] = frequencies.of(hash);
    }
    frequencies.reserve(100_000);
    for (int hash = 0; hash < before.length; hash++) {
      assertEquals(before[hash], frequencies.of(hash));
    }
  }
}
