package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many keys of one hash code: O(log n) each, counted in comparisons. */
class HashFloodingTest {
  private static final AtomicLong COMPARISONS = new AtomicLong();

  private static final class Key implements Comparable<Key> {
    private final int id;

    Key(int id) {
      this.id = id;
    }

    @Override
    public int hashCode() {
      return 42;
    }

    @Override
    public boolean equals(Object other) {
      COMPARISONS.incrementAndGet();
      return other instanceof Key key && key.id == id;
    }

    @Override
    public int compareTo(Key other) {
      COMPARISONS.incrementAndGet();
      return Integer.compare(id, other.id);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {10_000, 65_536})
  void eachOperationComparesLogarithmically(int keys) {
    long atMost = 6L * (Integer.SIZE - Integer.numberOfLeadingZeros(keys));
    try (Larder larder = Larder.inMemory()) {
      LarderMap<Key, Integer> map = larder.map("m", Key.class, Integer.class);
      check("put", keys, atMost, i -> map.put(new Key(i), i));
      check("get", keys, atMost, i -> assertEquals(i, map.get(new Key(i))));
      check("replace", keys, atMost, i -> map.merge(new Key(i), 1, Integer::sum));
      check("absent", keys, atMost, i -> map.get(new Key(keys + i)));
      assertEquals(keys, map.size());
      check("iterate", keys, atMost, new Each(map));
      check("remove", keys, atMost, i -> map.remove(new Key(i)));
      assertEquals(0, map.size());
    }
  }

  private interface Action {
    void run(int i);
  }

  /** Goes through all at the first call. */
  private record Each(LarderMap<Key, Integer> map) implements Action {
    @Override
    public void run(int i) {
      if (i == 0) {
        map.forEach((key, value) -> {});
      }
    }
  }

  private static void check(String what, int keys, long atMost, Action action) {
    COMPARISONS.set(0);
    for (int i = 0; i < keys; i++) {
      action.run(i);
    }
    long each = COMPARISONS.get() / keys;
    assertTrue(each <= atMost, what + " took " + each + " comparisons, not at most " + atMost);
  }
}
