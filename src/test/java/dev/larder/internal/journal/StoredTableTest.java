package dev.larder.internal.journal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.internal.codec.ByteSink;
import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.table.Node;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The table of bytes beside a map of the JDK's. */
public class StoredTableTest {
  private final StoredTable table = new StoredTable(1);

  private void put(String key, byte[] value, long expiresAt) {
    ByteSink out = new ByteSink();
    out.putSized(key.getBytes());
    out.putSized(value);
    table.put(new ByteSource(out.array(), 0, out.size()), out.array(), expiresAt);
  }

  private void remove(String key) {
    ByteSink out = new ByteSink();
    out.putSized(key.getBytes());
    table.remove(new ByteSource(out.array(), 0, out.size()), out.array());
  }

  private void assertHolds(Map<String, byte[]> expected, String run) {
    assertEquals(expected.size(), table.size(), run);
    int[] seen = new int[1];
    table.forEach(
        (bytes, key, keyLength, valueLength, expiresAt) -> {
          int value = key + keyLength;
          assertEquals(value, StoredTable.value(bytes, key), run);
          assertEquals(valueLength, StoredTable.valueLength(bytes, key), run);
          assertArrayEquals(
              expected.get(new String(bytes, key, keyLength)),
              Arrays.copyOfRange(bytes, value, value + valueLength),
              run);
          seen[0]++;
        });
    assertEquals(expected.size(), seen[0], run);
  }

  /** Small and large enough for puts in groups, with much waste, and with little. */
  @Test
  void isWhatAMapIs() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    String run = "seed " + seed;
    Map<String, byte[]> expected = new HashMap<>();
    for (int i = 0; i < 200_000; i++) {
      String key = "key" + random.nextInt(i < 60_000 ? 60_000 : 40_000);
      if (random.nextInt(4) == 0) {
        remove(key);
        expected.remove(key);
      } else {
        byte[] value = new byte[random.nextInt(60)];
        random.nextBytes(value);
        put(key, value, Node.NEVER);
        expected.put(key, value);
      }
      if (i % 50_000 == 77) {
        assertHolds(expected, run + " after " + i);
      }
    }
    assertHolds(expected, run);
    for (String key : expected.keySet()) {
      remove(key);
    }
    assertHolds(Map.of(), run);
  }

  @Test
  void largeValuesStandBesideSmallOnes() {
    Map<String, byte[]> expected = new HashMap<>();
    for (int i = 0; i < 12; i++) {
      byte[] value = new byte[i % 3 == 0 ? 3_000_000 + i : 1_900_000 * (i % 3 - 1) + i];
      Arrays.fill(value, (byte) i);
      put("key" + i % 9, value, Node.NEVER);
      expected.put("key" + i % 9, value);
    }
    assertHolds(expected, "");
  }

  /** The last puts may not have been worked off when the question comes. */
  @Test
  void putsThatWerePutOffCount() {
    for (int i = 0; i < 20_000; i++) {
      put("key" + i, new byte[0], 100);
    }
    put("late", new byte[1], 200);
    assertTrue(table.isInhabited(150));
    assertFalse(table.isInhabited(200));
    remove("late");
    assertFalse(table.isInhabited(150));
    assertEquals(20_000, table.size());
  }
}
