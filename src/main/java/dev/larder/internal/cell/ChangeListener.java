package dev.larder.internal.cell;

import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import org.jspecify.annotations.Nullable;

/**
 * Hears of each change, on the thread that makes it: before it is tried, and when it has been made
 * and can be seen. Changes of the form alone are not announced before. It must not throw.
 */
public interface ChangeListener {
  /**
   * An entry is about to change. The change may fail, and then be announced again or not come.
   *
   * @param table the table that it is in: a world's, for a whole collection, or a collection's own
   * @param key its key
   * @param filler fills slots before the change can be seen: at once, or, if it is one of several
   *     changes, at the very moment at which they can be seen
   */
  default void changing(Table table, Object key, SlotFiller filler) {}

  /**
   * An entry changed.
   *
   * @param table the table that it is in: a world's, for a whole collection, or a collection's own
   * @param key its key
   * @param before the entry before, or null when there was none
   * @param after the value now, or null when it was removed
   */
  void changed(Table table, Object key, @Nullable Node before, @Nullable Object after);

  /** All that was changed at one moment has been announced. */
  default void settled() {}

  /** A world is about to end, with all that is in it. This may fail and be announced again. */
  default void clearing(World world) {}

  /** A world has ended, since the store was cleared. */
  default void cleared(World world) {}
}
