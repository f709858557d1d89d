package dev.larder.internal.cache;

import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import org.jspecify.annotations.Nullable;

/** Takes out the entry of a slot, whatever its value is by now. */
record EvictSlot(int slot) implements Operation {
  @Override
  public Object decide(@Nullable Node current, @Nullable Object argument) {
    return current != null && current.slot() == slot ? REMOVE : KEEP;
  }
}
