package dev.larder.internal.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.larder.Larder;
import dev.larder.internal.cell.Name;
import dev.larder.internal.store.Store;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** It meets the entries that look-ups find. */
class PrefetchTest {
  @Test
  void meetsTheEntriesOfTheKeysThatAreThere() {
    try (Larder larder = Larder.inMemory()) {
      for (int i = 0; i < 1000; i++) {
        larder.counter("there" + i).add(1);
      }
      Table names = ((Store) larder).shelf().direct().world().names();
      int[] hashes = new int[64];
      @Nullable Table[] tables = new Table[hashes.length];
      for (int i = 0; i < hashes.length; i++) {
        hashes[i] = name(i).hashCode();
        tables[i] = i == 0 ? null : names;
      }
      @Nullable Node[] met = new Prefetch().run(tables, hashes);
      assertNull(met[0]);
      for (int i = 1; i < met.length; i++) {
        Node node = met[i]; // maybe another key's of the same hash
        boolean isIts = node != null && node.key().equals(name(i));
        assertEquals(names.find(name(i), hashes[i]), isIts ? node : null);
      }
    }
  }

  private static Name name(int i) {
    return Name.of((i % 2 == 0 ? "there" : "not") + i);
  }
}
