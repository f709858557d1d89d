package dev.larder.internal.kind;

import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.tx.TxAccess;
import org.jspecify.annotations.Nullable;

/** A cell that is written once: directly, or by a transaction together with others. */
final class TakerSlot {
  private final Node[] cell = Buckets.slot();

  /** What it holds, or null while it is free; helps a transaction that is about to write it. */
  @Nullable Node get() {
    return Table.settle(cell, 0);
  }

  boolean isFree() {
    return get() == null;
  }

  /** Writes it; false when it was no longer free. */
  boolean put(Node value) {
    while (isFree()) {
      if (Buckets.cas(cell, 0, null, value)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is free, as the transaction sees it and relies on. */
  boolean isFree(TxAccess tx) {
    return tx.read(cell) == null;
  }

  /** Writes it when the transaction commits. */
  void put(TxAccess tx, Node value) {
    tx.fill(cell, value);
  }
}
