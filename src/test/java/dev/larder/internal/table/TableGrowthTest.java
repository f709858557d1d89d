package dev.larder.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.time.TimeSource;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TableGrowthTest {
  private static final Operation PUT =
      (current, argument) -> argument == null ? Operation.REMOVE : argument;

  private final CellWriter writer = new CellWriter(new Engine(new TimeSource(() -> Instant.EPOCH)));
  private final Table table = new Table(new World(), "test");

  private int capacity() {
    Node[] tab = table.generation(true);
    assertNotNull(tab);
    return Buckets.capacity(tab);
  }

  private void change(int key, Integer value) {
    writer.unveiled().change(table, key, Table.spread(Integer.hashCode(key)), PUT, value);
  }

  /** A veiled table once kept its first size, so that its chains grew without end. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void growsAndShrinksWithItsEntriesVeiledOrNot(boolean veiled) {
    if (veiled) {
      Node[] root = table.rootAcquire();
      assertTrue(table.casRoot(root, RootMark.veil(root)));
    }
    for (int i = 0; i < 10_000; i++) {
      change(i, i);
    }
    assertEquals(16_384, capacity());
    for (int i = 0; i < 10_000; i++) {
      Node found = table.findVeiled(i, Table.spread(Integer.hashCode(i)));
      assertNotNull(found);
      assertEquals(i, found.value());
    }
    for (int i = 0; i < 9_990; i++) {
      change(i, null);
    }
    assertTrue(capacity() <= 256, () -> "capacity is " + capacity());
    assertEquals(10, table.count());
  }

  @Test
  void readsStayRightWhileAGenerationIsHalfPulled() {
    for (int i = 0; i < 7; i++) {
      change(i, i); // the seventh begins the next generation
    }
    Node[] tab = table.generation(false);
    assertNotNull(tab);
    assertNotNull(Buckets.header(tab).sourceAcquire(), "the passage is still under way");
    int[] seen = new int[1];
    assertTrue(table.snapshot(false, entry -> seen[0]++));
    assertEquals(7, seen[0]);
    for (int i = 0; i < 7; i++) {
      assertNotNull(table.find(i, Table.spread(Integer.hashCode(i))));
    }
  }
}
