package dev.larder.internal.cache;

import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import org.jspecify.annotations.Nullable;

/** Puts or removes a value, and says when it runs out, if the present one is what it was. */
final class Swap implements Operation {
  private final @Nullable Object expected;
  private final @Nullable Object next;
  private final long deadline;
  private boolean done;

  /**
   * A change.
   *
   * @param expected the very value that must be there, null for none
   * @param next the value to put, null to remove the entry
   * @param deadline when it runs out, or {@link Layer#KEEP}
   */
  Swap(@Nullable Object expected, @Nullable Object next, long deadline) {
    this.expected = expected;
    this.next = next;
    this.deadline = deadline;
  }

  boolean isDone() {
    return done;
  }

  boolean isRemoval() {
    return next == null;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // an equal one that was put since is another
  public Object decide(@Nullable Node current, @Nullable Object argument) {
    done = (current == null ? null : current.value()) == expected;
    if (!done || current == null && next == null) {
      return KEEP;
    }
    return next == null ? REMOVE : next;
  }

  @Override
  public long expiresAt(@Nullable Node current) {
    if (deadline != Layer.KEEP) {
      return deadline;
    }
    return current == null ? Node.NEVER : current.expiresAt();
  }
}
