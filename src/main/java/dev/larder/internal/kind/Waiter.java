package dev.larder.internal.kind;

import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.tx.TxAccess;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** One who waits: what for, and the slot that is written once. */
abstract class Waiter<T> {
  /** In the slot of one who waits no longer. */
  static final Node GIVEN_UP = Node.single("given up", "given up");

  final List<Name> names;
  final long arrival;
  final PopOne<T> pop;
  final TakerSlot slot = new TakerSlot();

  Waiter(List<Name> names, long arrival, PopOne<T> pop) {
    this.names = names;
    this.arrival = arrival;
    this.pop = pop;
  }

  /** Whether it may have a reason to look when others have none. */
  final boolean isSpecial() {
    return !pop.isEmptyForAll() || pop.isForRemovals();
  }

  /** How an attempt to serve went. */
  enum Attempt {
    SERVED,
    GONE,
    NOTHING_THERE
  }

  /** Hands something over, if there is something and it still waits. */
  Attempt serve(TxAccess tx, Name name) {
    if (!slot.isFree(tx)) {
      return Attempt.GONE;
    }
    T taken = pop.pop(tx, name);
    if (taken == null) {
      return Attempt.NOTHING_THERE;
    }
    slot.put(tx, Node.single(name, taken));
    return Attempt.SERVED;
  }

  @SuppressWarnings("unchecked") // put in by serve
  final T taken(Node outcome) {
    return (T) outcome.value();
  }

  /** Makes the one who waits look into the slot. */
  abstract void wake();

  /** Makes the one who waits look whether the store is closed. */
  abstract void wakeClosed();

  /** A thread that is parked. */
  static final class Parked<T> extends Waiter<T> {
    private final Thread thread = Thread.currentThread();

    Parked(List<Name> names, long arrival, PopOne<T> pop) {
      super(names, arrival, pop);
    }

    @Override
    void wake() {
      LockSupport.unpark(thread);
    }

    @Override
    void wakeClosed() {
      LockSupport.unpark(thread);
    }

    void park(long nanos) {
      if (nanos == Long.MAX_VALUE) {
        LockSupport.park(this);
      } else if (nanos > 0) {
        LockSupport.parkNanos(this, nanos);
      } else {
        slot.put(GIVEN_UP);
      }
    }
  }

  /** A receiver that is called. */
  static final class Called<T> extends Waiter<T> implements Waiting {
    /*
     * Shared: the slot, and `told`, which goes once from false to true: whoever sees the slot
     * filled tells the receiver, the first one does.
     */
    private static final VarHandle TOLD;

    static {
      try {
        TOLD = MethodHandles.lookup().findVarHandle(Called.class, "told", boolean.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private final Takers takers;
    private final Receiver<T> receiver;

    @SuppressWarnings("unused") // through TOLD
    private boolean told;

    Called(Takers takers, List<Name> names, long arrival, PopOne<T> pop, Receiver<T> receiver) {
      super(names, arrival, pop);
      this.takers = takers;
      this.receiver = receiver;
    }

    private boolean casTold() {
      return TOLD.compareAndSet(this, false, true);
    }

    @Override
    void wake() {
      Node outcome = slot.get();
      if (outcome != null && outcome != GIVEN_UP && casTold()) {
        takers.leave(this);
        receiver.taken(taken(outcome));
      }
    }

    @Override
    void wakeClosed() {
      if (slot.put(GIVEN_UP)) {
        takers.leave(this);
        receiver.closed();
      } else {
        wake();
      }
    }

    @Override
    public boolean cancel() {
      if (slot.put(GIVEN_UP)) {
        takers.leave(this);
        return true;
      }
      wake();
      return false;
    }
  }
}
