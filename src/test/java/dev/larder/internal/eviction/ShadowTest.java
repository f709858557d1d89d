package dev.larder.internal.eviction;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShadowTest {
  private static final int MAXIMUM = 50;

  /** Hashes that differ by the second make runs of the open addressing meet. */
  @ParameterizedTest
  @ValueSource(ints = {1, 0x9E37_79B9, 1 << 20})
  void withAWindowOnlyItIsAnLru(int factor) {
    SplittableRandom random = new SplittableRandom(5);
    Shadow shadow = new Shadow(MAXIMUM, 1, 8, new Frequencies());
    Map<Integer, Boolean> lru = new LinkedHashMap<>(16, 0.75f, true);
    for (int step = 0; step < 50_000; step++) {
      int hash = random.nextInt(120) * factor;
      if (random.nextInt(5) == 0) {
        shadow.remove(hash);
        lru.remove(hash);
      } else {
        boolean expected = lru.get(hash) != null;
        lru.put(hash, true);
        if (lru.size() > MAXIMUM) {
          lru.remove(lru.keySet().iterator().next());
        }
        assertEquals(expected, shadow.access(hash, 1), "step " + step);
      }
      assertEquals(lru.size(), shadow.size());
    }
  }
}
