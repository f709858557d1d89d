package dev.larder.internal.table;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** When the first entry of a table, and of the tables that follow it, runs out. */
final class Due {
  /*
   * Shared: both fields. A table shares this with its successor, so that a writer that is late
   * notes its deadline where the successor finds it.
   *
   * A sweep forgets the bound and finds it anew. Meanwhile the bound says nothing, and the number
   * of sweeps does: it is raised before the bound is forgotten and lowered when all has been noted,
   * so who reads the bound first and then no sweep has read a bound that holds.
   */
  private final AtomicLong earliest = new AtomicLong(Node.NEVER);
  private final AtomicInteger sweeps = new AtomicInteger();

  long earliestAcquire() {
    return earliest.getAcquire();
  }

  void forget() {
    earliest.set(Node.NEVER);
  }

  void sweepBegun() {
    sweeps.incrementAndGet();
    forget();
  }

  void sweepEnded() {
    sweeps.decrementAndGet();
  }

  boolean isSwept() {
    return sweeps.getAcquire() != 0;
  }

  boolean note(long deadline) {
    for (; ; ) {
      long seen = earliest.get();
      if (deadline >= seen) {
        return false;
      }
      if (earliest.compareAndSet(seen, deadline)) {
        return true;
      }
    }
  }
}
