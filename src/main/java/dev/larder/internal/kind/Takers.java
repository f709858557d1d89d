package dev.larder.internal.kind;

import dev.larder.LarderClosedException;
import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.ChangeListener;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import dev.larder.internal.time.Timeout;
import dev.larder.internal.tx.Transactor;
import dev.larder.internal.tx.TxAccess;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
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
   *    nobody waits on any of its names; else it queues behind. Those who wait with a thread and
   *    those who are called stand in one queue.
   * 4. A thread serves the collections that it has changed in the order in which it did, when the
   *    whole of its transaction has been committed; what serving changes comes behind them.
   *
   * Linearisation: a take, at the commit of the transaction that takes the element; one that gives
   * up, at the compare-and-set of its slot. If that fails, an element has come and is returned.
   *
   * Lock-free: the register is a skip list; whoever is suspended in the middle of serving holds
   * up nobody, since all others who see the need run the same transaction.
   */
  private final Engine engine;
  private final Transactor transactor;
  private final AtomicLong arrivals = new AtomicLong();

  /** How many places are those of waiters that look at more than who takes what comes. */
  private final AtomicLong special = new AtomicLong();

  private final ConcurrentSkipListMap<Place, Waiter<?>> register = new ConcurrentSkipListMap<>();

  Takers(Engine engine, Transactor transactor) {
    this.engine = engine;
    this.transactor = transactor;
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
  public boolean areWaitingOn(Name name) {
    for (Map.Entry<Place, Waiter<?>> at = first(name); at != null; at = next(at)) {
      if (at.getValue().slot.isFree()) {
        return true;
      }
    }
    return false;
  }

  /** How many wait for elements of this collection. */
  int waitingOn(Name name) {
    int count = 0;
    for (Map.Entry<Place, Waiter<?>> at = first(name); at != null; at = next(at)) {
      count += at.getValue().slot.isFree() ? 1 : 0;
    }
    return count;
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
    long arrival = arrivals.getAndIncrement();
    return await(timeoutNanos, new Waiter.Parked<>(names, arrival, pop));
  }

  /**
   * Takes an element of the first of several collections that has one, as soon as one does, and
   * calls the receiver: on this thread, maybe before this returns, or on the thread that serves.
   * Stands in one queue with the threads that wait.
   *
   * @param names the collections, in the order in which they are looked at
   * @param pop how to take an element
   * @param receiver who is told, once
   * @return the way to end the wait
   * @throws WrongTypeException if nobody waits, and one of the collections has another type
   * @throws LarderClosedException if the store is closed
   */
  public <T> Waiting await(List<Name> names, PopOne<T> pop, Receiver<T> receiver) {
    engine.world(); // throws when the store is closed
    Waiter.Called<T> waiter =
        new Waiter.Called<>(
            this, names.stream().distinct().toList(), arrivals.getAndIncrement(), pop, receiver);
    if (names.stream().noneMatch(this::areWaitingOn)) {
      Waiter.Attempt attempt =
          transactor.run(
              tx -> {
                for (Name name : names) {
                  if (waiter.serve(tx, name) == Waiter.Attempt.SERVED) {
                    return Waiter.Attempt.SERVED;
                  }
                }
                return Waiter.Attempt.NOTHING_THERE;
              });
      if (attempt == Waiter.Attempt.SERVED) {
        waiter.wake();
        return waiter;
      }
    }
    enter(waiter);
    names.forEach(name -> ServingQueue.add(this, name));
    ServingQueue.serve();
    if (engine.isClosed()) {
      waiter.wakeClosed();
    }
    if (!waiter.slot.isFree()) {
      leave(waiter); // it may have ended, and left, while it was still entering
    }
    return waiter;
  }

  private void enter(Waiter<?> waiter) {
    engine.listen(this);
    for (Name name : waiter.names) {
      if (waiter.isSpecial()) {
        special.incrementAndGet(); // before it can be found
      }
      register.put(new Place(name, waiter.arrival), waiter);
    }
    VarHandle.fullFence();
  }

  void leave(Waiter<?> waiter) {
    for (Name name : waiter.names) {
      if (register.remove(new Place(name, waiter.arrival)) != null && waiter.isSpecial()) {
        special.decrementAndGet();
      }
    }
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

  private <T> @Nullable T await(long timeoutNanos, Waiter.Parked<T> waiter)
      throws InterruptedException {
    enter(waiter);
    try (Timeout timeout = Timeout.begin(engine.time(), timeoutNanos, waiter::wake)) {
      ServingQueue.serveNow(this, waiter.names);
      for (; ; ) {
        Node outcome = waiter.slot.get();
        if (outcome != null) {
          return outcome == Waiter.GIVEN_UP ? null : waiter.taken(outcome);
        }
        if (engine.isClosed() && waiter.slot.put(Waiter.GIVEN_UP)) {
          throw new LarderClosedException("the store was closed while a taker waited");
        }
        if (Thread.interrupted()) {
          if (waiter.slot.put(Waiter.GIVEN_UP)) {
            throw new InterruptedException();
          }
          Thread.currentThread().interrupt(); // served first; whoever asks next shall see it
          continue;
        }
        waiter.park(timeout.leftNanos());
      }
    } finally {
      leave(waiter);
    }
  }

  @Override
  public void changed(Table table, Object key, @Nullable Node before, @Nullable Object after) {
    if (!table.isKeyspace()) {
      return;
    }
    VarHandle.fullFence();
    if (!register.isEmpty()
        && key instanceof Name name
        && (after == null ? areWaitingForRemoval(name) : first(name) != null)) {
      ServingQueue.add(this, name);
    }
  }

  @Override
  public void cleared(World world) {
    VarHandle.fullFence();
    if (special.get() != 0) {
      register.forEach(
          (place, waiter) -> {
            if (waiter.pop.isForRemovals()) {
              ServingQueue.add(this, place.name);
            }
          });
      ServingQueue.serve();
    }
  }

  /** Makes all who wait look at their collections again: others may have taken their place. */
  public void serveAll() {
    VarHandle.fullFence();
    register.keySet().forEach(place -> ServingQueue.add(this, place.name));
    ServingQueue.serve();
  }

  private boolean areWaitingForRemoval(Name name) {
    if (special.get() == 0) {
      return false; // who enters now looks for itself
    }
    for (Map.Entry<Place, Waiter<?>> at = first(name); at != null; at = next(at)) {
      if (at.getValue().pop.isForRemovals()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void settled() {
    ServingQueue.serve();
  }

  /**
   * Puts off the serving that this thread's changes make necessary until {@link #release}.
   *
   * @return false if it is put off, or being done, already: then there is nothing to release
   */
  public static boolean hold() {
    return ServingQueue.hold();
  }

  /** Serves what was put off by {@link #hold}. */
  public static void release() {
    ServingQueue.release();
  }

  /** Hands elements to those who wait for one of this collection, while there are both. */
  void serve(Name name) {
    boolean more = true;
    Map.Entry<Place, Waiter<?>> at = first(name);
    for (; at != null && (more || special.get() != 0); at = next(at)) {
      Waiter<?> waiter = at.getValue();
      if (more || !waiter.pop.isEmptyForAll()) {
        boolean nothing = serve(waiter, name) == Waiter.Attempt.NOTHING_THERE;
        more &= !nothing || !waiter.pop.isEmptyForAll();
      }
    }
  }

  private Waiter.Attempt serve(Waiter<?> waiter, Name name) {
    Waiter.Attempt attempt;
    try {
      attempt = transactor.run(tx -> waiter.serve(tx, name));
    } catch (WrongTypeException otherType) {
      return Waiter.Attempt.GONE; // the name now is what others wait for; this one waits on
    } catch (LarderClosedException closed) {
      // The change that brought us here was made; the taker is told by wakeAll.
      return Waiter.Attempt.NOTHING_THERE;
    }
    if (!waiter.slot.isFree()) {
      waiter.wake();
    }
    return attempt;
  }

  /** Makes all who wait look at the store again: it has been closed. */
  public void wakeAll() {
    VarHandle.fullFence();
    register.values().forEach(Waiter::wakeClosed);
  }
}
