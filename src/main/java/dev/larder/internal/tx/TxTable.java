package dev.larder.internal.tx;

import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.table.Claim;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import org.jspecify.annotations.Nullable;

/** A table as an attempt sees it: the root that it found, and what it wants to do to it. */
final class TxTable {
  final Table table;
  final CellWriter direct;
  final Node[] root;
  final Node[] tab;

  /** The root to put in, or null to leave the one that is there. */
  Node @Nullable [] newRoot;

  int added;

  TxTable(Table table, CellWriter direct, Node[] root, Node[] tab) {
    this.table = table;
    this.direct = direct;
    this.root = root;
    this.tab = tab;
  }

  boolean isValid() {
    for (; ; ) {
      Node[] seen = table.rootAcquire();
      Claim claim = Table.claimOf(seen);
      if (claim == null) {
        return seen == root;
      }
      claim.help();
    }
  }
}
