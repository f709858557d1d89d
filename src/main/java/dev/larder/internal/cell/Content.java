package dev.larder.internal.cell;

import dev.larder.internal.table.Table;
import org.jspecify.annotations.Nullable;

/** What a name stands for in the keyspace: the state of one collection, or the way to it. */
public interface Content {
  /** The table that holds the entries, or null when this object is all there is. */
  default @Nullable Table table() {
    return null;
  }
}
