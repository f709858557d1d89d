package dev.larder.internal.kind;

import dev.larder.internal.table.Table;

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
  TypedContent withTable(Table other) {
    return new TableContent(types(), other);
  }
}
