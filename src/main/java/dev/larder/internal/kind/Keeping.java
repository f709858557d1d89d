package dev.larder.internal.kind;

import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.tx.TxAccess;
import java.util.Iterator;

/** Takes the map of a name out of the record, or into it. */
public final class Keeping {
  private Keeping() {}

  /** Has the map of a name recorded from now on, or not. O(n) if that is a change. */
  public static void set(Shelf shelf, Name name, boolean kept) {
    if (shelf.engine().sink() == null) {
      return; // nothing is
    }
    shelf.atomically(
        shelf.direct(),
        tx -> {
          Node found = Names.find(tx, name);
          if (found != null && found.value() instanceof TableContent content) {
            set(shelf, tx, name, found, content, kept);
          }
          return found;
        });
  }

  private static void set(
      Shelf shelf, TxAccess tx, Name name, Node found, TableContent content, boolean kept) {
    Table before = content.table();
    EntryLabel old = (EntryLabel) before.label();
    if (old.isKept() == kept) {
      return;
    }
    EntryLabel label = EntryLabel.ofNew(content.types(), shelf.engine().nextId(), kept);
    label.setLargeRelease(old.isLarge(tx));
    Table after = tx.createTable(label);
    for (Iterator<Node> all = tx.entries(before); all.hasNext(); ) {
      Node entry = all.next();
      Names.Put put = new Names.Put(entry.expiresAt());
      tx.change(after, entry.key(), entry.hash(), put, entry.value());
    }
    tx.end(before);
    tx.veil(after, found.expiresAt() != Node.NEVER);
    TableContent other = new TableContent(content.types(), after);
    Names.change(tx, name, new Names.Put(found.expiresAt()), other);
  }
}
