package dev.larder.internal.cache;

import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import org.jspecify.annotations.Nullable;

/** Lets an entry run out that did not when it was read. */
record RunOut(Node entry, long deadline) implements Operation {
  @Override
  @SuppressWarnings("ReferenceEquality") // the very value that was read
  public Object decide(@Nullable Node current, @Nullable Object argument) {
    return current != null && current.value() == entry.value() ? current.value() : KEEP;
  }

  @Override
  public long expiresAt(@Nullable Node current) {
    return deadline;
  }
}
