package dev.larder.internal.table;

import java.lang.invoke.VarHandle;

/**
 * Moves of deadlines that leave no new version of their entry. Who moves one looks afterwards
 * whether the entry has been copied; who has put a copy in place looks afterwards whether the entry
 * was moved. Between the two accesses of each stands a full fence, so one of them sees the other.
 */
public final class Moves {
  private Moves() {}

  /**
   * Moves when an entry runs out.
   *
   * @return false when it is not one that runs out
   */
  public static boolean touch(Table table, Node entry, long expiresAt) {
    Node current = entry;
    while (current instanceof ExpiringNode expiring) {
      expiring.moveDeadlineOpaque(expiresAt);
      VarHandle.fullFence(); // with the compare-and-set of a bucket that has the copy
      Node now = table.findVeiled(entry.key, entry.hash);
      if (now == null || now == current || now.isMark() || !now.isOf(entry)) {
        return true;
      }
      current = now;
    }
    return false;
  }

  /** Repeats on an entry's copy, once it is in place, what was moved since the copy was made. */
  public static void follow(Table table, Node entry) {
    for (; ; ) {
      long moved = entry.expiresAt();
      Node now = table.findVeiled(entry.key, entry.hash);
      if (now == entry || !(now instanceof ExpiringNode copy) || !copy.isOf(entry)) {
        return;
      }
      if (!copy.advanceDeadline(moved)) {
        return;
      }
    }
  }
}
