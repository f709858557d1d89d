package dev.larder.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.time.TimeSource;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is there during a whole scan is shown, whatever the table does meanwhile. */
class TableScanTest {
  private final Engine engine = new Engine(new TimeSource(() -> Instant.EPOCH));
  private final CellWriter direct = new CellWriter(engine);
  private final Table table = engine.world().names();

  private void put(int key) {
    direct.change(table, key, Table.spread(hash(key)), (current, value) -> "v", null);
  }

  private void remove(int key) {
    direct.change(table, key, Table.spread(hash(key)), (current, value) -> Operation.REMOVE, null);
  }

  private static int hash(int key) {
    return key * 0x9e3779b9;
  }

  @Test
  void aQuietTableIsShownOnce() {
    for (int i = 0; i < 1_000; i++) {
      put(i);
    }
    Set<Object> seen = new HashSet<>();
    long cursor = 0;
    do {
      Node[] tab = Objects.requireNonNull(table.generation(true));
      cursor = TableScan.step(tab, cursor, 7, node -> assertTrue(seen.add(node.key())));
    } while (cursor != 0);
    assertEquals(1_000, seen.size());
  }

  @Test
  void allThatStaysIsShownWhileTheTableGrowsAndShrinks() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int round = 0; round < 60; round++) {
      int staying = random.nextInt(200);
      for (int i = 0; i < staying; i++) {
        put(i);
      }
      Set<Object> seen = new HashSet<>();
      long cursor = 0;
      do {
        Node[] tab = Objects.requireNonNull(table.generation(true));
        cursor = TableScan.step(tab, cursor, 1 + random.nextInt(20), node -> seen.add(node.key()));
        disturb(random);
      } while (cursor != 0);
      for (int i = 0; i < staying; i++) {
        assertTrue(seen.contains(i), "seed " + seed + ", round " + round + ", key " + i);
      }
      for (int i = 0; i < 5_000; i++) {
        remove(i);
      }
    }
  }

  private void disturb(Random random) {
    int from = 1_000 + random.nextInt(1_000);
    int many = random.nextInt(3) == 0 ? random.nextInt(2_000) : 0;
    boolean adds = random.nextBoolean();
    for (int i = from; i < from + many; i++) {
      if (adds) {
        put(i);
      } else {
        remove(i);
      }
    }
    if (random.nextInt(4) == 0) {
      table.snapshot(true, node -> {});
    }
  }
}
