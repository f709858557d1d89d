package dev.larder.internal.cell;

import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import org.jspecify.annotations.Nullable;

/** Hears of each committed change, on the thread that made it, after it can be seen. */
public interface ChangeListener {
  /**
   * An entry changed.
   *
   * @param table the table that it is in: a world's, for a whole collection, or a collection's own
   * @param key its key
   * @param before the entry before, or null when there was none
   * @param after the value now, or null when it was removed
   */
  void changed(Table table, Object key, @Nullable Node before, @Nullable Object after);
}
