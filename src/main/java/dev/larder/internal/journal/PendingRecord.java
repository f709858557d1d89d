package dev.larder.internal.journal;

import dev.larder.internal.cell.Pending;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** A place in the journal's queue. */
class PendingRecord implements Pending {
  /*
   * Shared: the state, and who waits for it.
   *
   * PENDING to COMMITTED or ABORTED, once, by whoever knows how the change went (several may know
   * the same of a multi-cell change). COMMITTED to DURABLE by the journal's thread, which looks for
   * somebody who waits afterwards; who waits enters before looking at the state. Both are volatile,
   * so one of the two sees the other.
   */
  private static final int PENDING = 0;
  private static final int COMMITTED = 1;
  private static final int ABORTED = 2;
  private static final int DURABLE = 3;

  private static final VarHandle STATE;
  private static final VarHandle WAITER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATE = lookup.findVarHandle(PendingRecord.class, "state", int.class);
      WAITER = lookup.findVarHandle(PendingRecord.class, "waiter", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Journal journal;
  private final byte[] payload;

  @SuppressWarnings("unused") // through STATE
  private int state;

  @SuppressWarnings("unused") // through WAITER
  private @Nullable Thread waiter;

  PendingRecord(Journal journal, byte[] payload) {
    this.journal = journal;
    this.payload = payload;
  }

  final byte[] payload() {
    return payload;
  }

  @Override
  public final void committed() {
    if ((int) STATE.getOpaque(this) == PENDING) {
      STATE.compareAndSet(this, PENDING, COMMITTED);
      journal.wakeIfParked();
    }
  }

  @Override
  public final void aborted() {
    STATE.compareAndSet(this, PENDING, ABORTED);
    journal.wakeIfParked();
  }

  final boolean isUndecided() {
    return (int) STATE.getAcquire(this) == PENDING;
  }

  final boolean isAborted() {
    return (int) STATE.getAcquire(this) == ABORTED;
  }

  /** Says that it is on the disk, and answers who waits for that. */
  final @Nullable Thread durable() {
    STATE.setVolatile(this, DURABLE);
    return waiterVolatile();
  }

  final boolean isDurable() {
    return (int) STATE.getVolatile(this) == DURABLE;
  }

  final @Nullable Thread waiterVolatile() {
    return (Thread) WAITER.getVolatile(this);
  }

  /** Enters the calling thread as the one that waits. */
  final void enter() {
    WAITER.setVolatile(this, Thread.currentThread());
  }

  @Override
  public final void awaitDurable() {
    journal.awaitDurable(this);
  }
}
