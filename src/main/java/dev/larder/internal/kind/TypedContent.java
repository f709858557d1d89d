package dev.larder.internal.kind;

import dev.larder.internal.cell.Content;
import dev.larder.internal.journal.Recorded;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;

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

  /** How contents are carried over into a world that goes on from theirs: only tables change. */
  static Object carry(Object value, World world, boolean copy) {
    TypedContent content = (TypedContent) value;
    Table table = content.table();
    if (table == null) {
      return content;
    }
    EntryLabel label = (EntryLabel) table.label();
    Table next = table.successorIn(world, copy ? label.copy() : label, copy, null);
    next.skipUnborn(); // its world has ended, else nobody could look into a later one
    return content.withTable(next);
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
