package dev.larder.internal.kind;

import dev.larder.LarderClosedException;
import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.ChangeListener;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.tx.Transactor;
import dev.larder.internal.tx.TxAccess;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Those who wait for elements of one store's collections; first come, first served. */
public final class Takers implements ChangeListener {
  /*
   * Shared: the register of who waits, ordered by name and then by arrival, and each waiter's slot.
   *
   * 1. A slot is null while its waiter waits, and then for good either what it was served or the
   *    mark of having given up. It is a cell like those of tables, so one transaction takes an
   *    element and puts it into the slot: nothing is taken that is not handed over.
   * 2. Elements are handed over by whoever sees the need: a change announces itself after it can be
   *    seen and then looks into the register; a waiter enters the register and then looks into its
   *    collections. A full fence stands between the two steps on both sides, so at least one of
   *    them sees the other, and no element lies beside a waiter without somebody at work on it.
   * 3. Names are served in the order of arrival, so a newcomer takes an element itself only when
   *    nobody waits on any of its names; else it queues behind.
   *
   * Linearisation: a take, at the commit of the transaction that takes the element; one that gives
   * up, at the compare-and-set of its slot. If that fails, an element has come and is returned.
   *
   * Lock-free: the register is a skip list; whoever is suspended in the middle of serving holds
   * up nobody, since all others who see the need run the same transaction.
   */
  private static final Node GIVEN_UP = Node.single("given up", "given up");

  /** Set while the thread serves: the changes that it makes by that call for no second look. */
  private static final ThreadLocal<Boolean> SERVING = new ThreadLocal<>();

  private final Engine engine;
  private final Transactor transactor;
  private final AtomicLong arrivals = new AtomicLong();
  private final ConcurrentSkipListMap<Place, Waiter<?>> register = new ConcurrentSkipListMap<>();

  Takers(Engine engine, Transactor transactor) {
    this.engine = engine;
    this.transactor = transactor;
  }

  /**
   * Takes one element out of a collection.
   *
   * @param <T> what describes the element
   */
  @FunctionalInterface
  interface PopOne<T> {
    /** Takes an element, or answers null when the collection of that name has none. */
    @Nullable T pop(TxAccess tx, Name name);
  }

  private record Place(Name name, long arrival) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : Long.compare(arrival, other.arrival);
    }
  }

  /**
   * The nanoseconds of a time-out: 0 for none, the greatest long for one beyond what it can say.
   */
  static long nanos(Duration timeout) {
    if (timeout.isNegative()) {
      return 0;
    }
    try {
      return timeout.toNanos();
    } catch (ArithmeticException tooLong) {
      return Long.MAX_VALUE;
    }
  }

  /** Whether somebody waits for an element of this collection. */
  boolean areWaitingOn(Name name) {
    for (Map.Entry<Place, Waiter<?>> at = first(name); at != null; at = next(at)) {
      if (at.getValue().slot.isFree()) {
        return true;
      }
    }
    return false;
  }

  private Map.@Nullable Entry<Place, Waiter<?>> first(Name name) {
    Map.Entry<Place, Waiter<?>> at = register.ceilingEntry(new Place(name, Long.MIN_VALUE));
    return at != null && at.getKey().name.equals(name) ? at : null;
  }

  private Map.@Nullable Entry<Place, Waiter<?>> next(Map.Entry<Place, Waiter<?>> before) {
    Map.Entry<Place, Waiter<?>> at = register.higherEntry(before.getKey());
    return at != null && at.getKey().name.equals(before.getKey().name) ? at : null;
  }

  /**
   * Takes an element of the first of several collections that has one, and waits until one does. In
   * a transaction it does not wait.
   *
   * @param access how the caller reaches the collections
   * @param names the collections, in the order in which they are looked at
   * @param timeoutNanos how long to wait; 0 does not wait, the greatest long waits for ever
   * @param pop how to take an element
   * @return what was taken, or null when the time is up
   * @throws InterruptedException if the thread is interrupted; then nothing was taken
   */
  <T> @Nullable T take(Access access, List<Name> names, long timeoutNanos, PopOne<T> pop)
      throws InterruptedException {
    if (access instanceof TxAccess transaction) {
      return popFirst(transaction, names, pop);
    }
    if (Thread.interrupted()) {
      throw new InterruptedException();
    }
    if (timeoutNanos <= 0 || names.stream().noneMatch(this::areWaitingOn)) {
      T taken = transactor.<@Nullable T>run(tx -> popFirst(tx, names, pop));
      if (taken != null || timeoutNanos <= 0) {
        return taken;
      }
    }
    return await(names, timeoutNanos, new Waiter<>(pop));
  }

  private static <T> @Nullable T popFirst(TxAccess tx, List<Name> names, PopOne<T> pop) {
    for (Name name : names) {
      T taken = pop.pop(tx, name);
      if (taken != null) {
        return taken;
      }
    }
    return null;
  }

  private <T> @Nullable T await(List<Name> names, long timeoutNanos, Waiter<T> waiter)
      throws InterruptedException {
    long deadline = timeoutNanos == Long.MAX_VALUE ? 0 : System.nanoTime() + timeoutNanos;
    long arrival = arrivals.getAndIncrement();
    engine.listen(this);
    for (Name name : names) {
      register.put(new Place(name, arrival), waiter);
    }
    try {
      VarHandle.fullFence();
      names.forEach(this::serve);
      for (; ; ) {
        Node outcome = waiter.slot.get();
        if (outcome != null) {
          return outcome == GIVEN_UP ? null : waiter.taken(outcome);
        }
        if (engine.isClosed() && waiter.slot.put(GIVEN_UP)) {
          throw new LarderClosedException("the store was closed while a taker waited");
        }
        if (Thread.interrupted()) {
          if (waiter.slot.put(GIVEN_UP)) {
            throw new InterruptedException();
          }
          Thread.currentThread().interrupt(); // served first; whoever asks next shall see it
          continue;
        }
        waiter.park(timeoutNanos == Long.MAX_VALUE ? Long.MAX_VALUE : deadline - System.nanoTime());
      }
    } finally {
      for (Name name : names) {
        register.remove(new Place(name, arrival));
      }
    }
  }

  @Override
  public void changed(Table table, Object key, @Nullable Node before, @Nullable Object after) {
    if (after == null || !table.isKeyspace()) {
      return;
    }
    VarHandle.fullFence();
    if (!register.isEmpty() && key instanceof Name name) {
      serve(name);
    }
  }

  /** Hands elements to those who wait for one of this collection, while there are both. */
  private void serve(Name name) {
    Map.Entry<Place, Waiter<?>> at = first(name);
    if (at == null || SERVING.get() != null) {
      return;
    }
    SERVING.set(true);
    try {
      while (at != null && serve(at.getValue(), name)) {
        at = next(at);
      }
    } finally {
      SERVING.remove();
    }
  }

  /** Serves one; answers whether there may be something left for others. */
  private boolean serve(Waiter<?> waiter, Name name) {
    try {
      boolean more = transactor.run(tx -> waiter.serve(tx, name));
      if (!waiter.slot.isFree()) {
        LockSupport.unpark(waiter.thread);
      }
      return more;
    } catch (WrongTypeException otherType) {
      return true; // the name now is what others wait for; this one goes on waiting
    } catch (LarderClosedException closed) {
      return false; // the change that brought us here was made; the taker is told by wakeAll
    }
  }

  /** Makes all who wait look at the store again: it has been closed. */
  public void wakeAll() {
    VarHandle.fullFence();
    register.values().forEach(waiter -> LockSupport.unpark(waiter.thread));
  }

  private static final class Waiter<T> {
    private final Thread thread = Thread.currentThread();
    private final PopOne<T> pop;
    final TakerSlot slot = new TakerSlot();

    Waiter(PopOne<T> pop) {
      this.pop = pop;
    }

    boolean serve(TxAccess tx, Name name) {
      if (!slot.isFree(tx)) {
        return true;
      }
      T taken = pop.pop(tx, name);
      if (taken == null) {
        return false;
      }
      slot.put(tx, Node.single(name, taken));
      return true;
    }

    @SuppressWarnings("unchecked") // put in by serve
    T taken(Node outcome) {
      return (T) outcome.value();
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
}
