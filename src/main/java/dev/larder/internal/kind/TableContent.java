package dev.larder.internal.kind;

import dev.larder.internal.journal.ChangeWriter;
import dev.larder.internal.table.Table;
import org.jspecify.annotations.Nullable;

/** The content of a map or a set: the way to its table. */
final class TableContent extends TypedContent {
  private final Table table;

  TableContent(Types types, Table table) {
    super(types);
    this.table = table;
  }

  @Override
  public Table table() {
    return table;
  }

  @Override
  public boolean isKept() {
    return ((EntryLabel) table.label()).isKept();
  }

  @Override
  public void describe(@Nullable Object before, ChangeWriter out) {
    EntryLabel label = (EntryLabel) table.label();
    out.bind(types().name(), label.id());
    if (label.markRecorded()) {
      out.entries(table);
    }
  }

  @Override
  public long describeAll(ChangeWriter out) {
    out.bind(types().name(), ((EntryLabel) table.label()).id());
    return 0;
  }

  @Override
  TypedContent withTable(Table other) {
    return new TableContent(types(), other);
  }
}
