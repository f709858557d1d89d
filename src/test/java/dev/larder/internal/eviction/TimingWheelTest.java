package dev.larder.internal.eviction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimingWheelTest {
  private static final int SLOTS = 300;

  private final Map<Integer, Long> model = new HashMap<>();

  @Test
  void handsOutAllThatIsDueAndKnowsWhenTheNextIs() {
    long seed = System.nanoTime();
    System.out.println("TimingWheelTest seed " + seed);
    for (int run = 0; run < 50; run++) {
      SplittableRandom random = new SplittableRandom(seed + run);
      long now = random.nextLong(1L << 42);
      TimingWheel wheel = new TimingWheel(now);
      model.clear();
      for (int i = 0; i < 2000; i++) {
        now = step(wheel, random, now);
      }
    }
  }

  private long step(TimingWheel wheel, SplittableRandom random, long now) {
    int slot = random.nextInt(SLOTS);
    switch (random.nextInt(4)) {
      case 0, 1 -> {
        long deadline = now + random.nextLong(1L << random.nextInt(1, 42));
        wheel.schedule(slot, deadline);
        model.put(slot, deadline);
      }
      case 2 -> {
        wheel.cancel(slot);
        model.remove(slot);
      }
      default -> {
        assertTrue(
            wheel.nextDue() <= model.values().stream().min(Long::compare).orElse(now)
                || model.isEmpty());
        long later = now + random.nextLong(1L << random.nextInt(1, 38));
        int most = random.nextInt(1, 20);
        while (!wheel.advance(later, most, due -> due(wheel, due, later))) {
          assertTrue(wheel.size() > 0);
        }
        assertTrue(model.values().stream().allMatch(deadline -> deadline > later));
        return later;
      }
    }
    assertEquals(model.size(), wheel.size());
    return now;
  }

  private void due(TimingWheel wheel, int slot, long now) {
    long deadline = model.get(slot);
    if (deadline <= now) {
      model.remove(slot);
    } else {
      wheel.schedule(slot, deadline);
    }
  }
}
