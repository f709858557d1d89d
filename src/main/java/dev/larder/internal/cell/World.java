package dev.larder.internal.cell;

import dev.larder.internal.table.Table;

/**
 * The keyspace between two clearings of the store. Clearing replaces the world by a new one, with
 * one compare-and-set; changes that were under way in the old one count as before it.
 */
public final class World {
  private final Table names = new Table();

  /** From each {@link Name} to the content of the collection. */
  public Table names() {
    return names;
  }
}
