package dev.larder.internal.kind;

import dev.larder.internal.cell.Access;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableScan;
import dev.larder.internal.tx.TxAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Steps of a {@link TableScan} as an access sees the table. */
final class TableWalk {
  private TableWalk() {}

  /**
   * Walks on.
   *
   * @param cursor 0 at first, then what the step before returned
   * @param count about how many entries
   * @return where to go on, 0 at the end
   */
  static long step(Access access, Table table, long cursor, int count, Consumer<Node> sink) {
    if (access instanceof TxAccess) {
      return buffered(access, table, cursor, count, sink);
    }
    Node[] tab = table.generation(true);
    return tab == null ? 0 : TableScan.step(tab, cursor, count, sink);
  }

  /** Over what a transaction sees, in the order in which the steps go. */
  private static long buffered(
      Access access, Table table, long cursor, int count, Consumer<Node> sink) {
    List<Node> all = new ArrayList<>();
    access.entries(table).forEachRemaining(all::add);
    all.sort((a, b) -> Integer.compareUnsigned(place(a.hash()), place(b.hash())));
    int from = place((int) cursor);
    int found = 0;
    Node before = null;
    for (Node entry : all) {
      if (Integer.compareUnsigned(place(entry.hash()), from) < 0) {
        continue;
      }
      if (found >= count && before != null && before.hash() != entry.hash()) {
        return entry.hash();
      }
      sink.accept(entry);
      found++;
      before = entry;
    }
    return 0;
  }

  private static int place(int hash) {
    return Integer.reverse(hash);
  }
}
