package dev.larder.internal.kind;

import dev.larder.internal.cell.Content;
import dev.larder.internal.journal.Recorded;
import dev.larder.internal.table.Table;

/** What a name stands for, with the types that its handles must have. */
abstract class TypedContent implements Content, Recorded {
  private final Types types;

  TypedContent(Types types) {
    this.types = types;
  }

  final Types types() {
    return types;
  }

  /** The types as texts name them. */
  String typeText() {
    return types.toString();
  }

  /** This content over another table; for those that have one. */
  TypedContent withTable(Table table) {
    throw new IllegalStateException(types + " has no table");
  }

  /**
   * Whether there is something in it, as far as it can tell without a table.
   *
   * @param now in milliseconds of the epoch
   */
  boolean isInhabited(long now) {
    return true;
  }
}
