package dev.larder.internal.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** An entry that runs out. A class of its own, so that the other entries don't carry the field. */
public final class ExpiringNode extends Node {
  /*
   * Shared: the deadline, which reads move in a map whose entries run out after their last use.
   * Opaque: a reader that sees the one before takes the entry for older than it is by the moment
   * that the other read is ago. A copy made at the same time, or by a transaction long before its
   * commit, may miss the move: who moves it looks whether the entry has been copied (Moves.touch),
   * who has put a copy in place looks whether the entry was moved (Moves.follow).
   */
  private static final VarHandle DEADLINE;

  static {
    try {
      DEADLINE = MethodHandles.lookup().findVarHandle(ExpiringNode.class, "deadline", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("unused") // through DEADLINE
  private long deadline;

  ExpiringNode(int hash, Object key, Object value, long expiresAt, int slot, @Nullable Node next) {
    super(hash, key, value, slot, next);
    deadline = expiresAt; // published with the node
  }

  @Override
  Node copy(int otherSlot, @Nullable Node successor) {
    return new ExpiringNode(hash, key, value, expiresAt(), otherSlot, successor);
  }

  @Override
  public long expiresAt() {
    return (long) DEADLINE.getOpaque(this);
  }

  /** Puts the deadline off, unless it is as late already; full fence if so. */
  boolean advanceDeadline(long expiresAt) {
    for (; ; ) {
      long seen = expiresAt();
      if (seen >= expiresAt) {
        return false;
      }
      if (DEADLINE.compareAndSet(this, seen, expiresAt)) {
        return true;
      }
    }
  }

  void moveDeadlineOpaque(long expiresAt) {
    DEADLINE.setOpaque(this, expiresAt);
  }
}
