package dev.larder.internal.cache;

import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import org.jspecify.annotations.Nullable;

/** Takes an entry back that there is no room for. */
record TakeBack(Node entry) implements Operation {
  @Override
  @SuppressWarnings("ReferenceEquality") // the very value that was put
  public Object decide(@Nullable Node current, @Nullable Object argument) {
    return current != null && current.value() == entry.value() ? REMOVE : KEEP;
  }
}
