package dev.larder.internal.kind;

import dev.larder.internal.cell.Content;
import dev.larder.internal.table.Table;

/** A content that knows its types. Immutable but for the table of those that have one. */
abstract class TypedContent implements Content {
  private final Types types;

  TypedContent(Types types) {
    this.types = types;
  }

  final Types types() {
    return types;
  }

  /** This content over another table; for those that have one. */
  TypedContent withTable(Table table) {
    throw new IllegalStateException(types + " has no table");
  }
}
