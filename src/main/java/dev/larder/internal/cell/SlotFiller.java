package dev.larder.internal.cell;

import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;

/** Fills slots outside of all tables; see {@link Buckets#slot}. */
public interface SlotFiller {
  /** Fills them at once. */
  SlotFiller DIRECT = SlotFiller::fillAtOnce;

  /** Fills a slot, unless it has been filled already. */
  void fill(Node[] slot, Node value);

  private static void fillAtOnce(Node[] slot, Node value) {
    while (Table.settle(slot, 0) == null) {
      if (Buckets.cas(slot, 0, null, value)) {
        return;
      }
    }
  }
}
