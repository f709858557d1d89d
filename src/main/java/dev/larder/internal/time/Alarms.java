package dev.larder.internal.time;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is to be done at a time of one store's clock. One daemon thread for all stores of the JVM
 * does it, alive only while something is pending. It looks at a clock that is moved by hand every
 * few milliseconds, and at once at one that says so.
 */
public final class Alarms {
  /*
   * Shared: the pending alarms in order of time, then of coming; the queue of those that have some;
   * the thread. An alarm is run by who takes it out of the map, and so is cancelled or run, once.
   * Who puts one in looks afterwards whether this is in the queue, and whoever takes this out of
   * the queue looks afterwards whether one has come; likewise for the queue and the thread, and
   * for who puts one in and who closes.
   */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.Alarms");
  private static final Queue<WeakReference<Alarms>> ALL = new ConcurrentLinkedQueue<>();
  private static final AtomicReference<@Nullable Thread> WORKER = new AtomicReference<>();

  private final TimeSource time;
  private final ConcurrentSkipListMap<Alarm, Runnable> pending = new ConcurrentSkipListMap<>();
  private final AtomicLong numbers = new AtomicLong();
  private final AtomicBoolean entered = new AtomicBoolean();
  private volatile boolean closed;

  /** Those of a store. */
  public Alarms(TimeSource time) {
    this.time = time;
  }

  /** When something is to be done. */
  public static final class Alarm implements Comparable<Alarm> {
    private final Alarms alarms;
    private final long millis;
    private final long number;

    private Alarm(Alarms alarms, long millis, long number) {
      this.alarms = alarms;
      this.millis = millis;
      this.number = number;
    }

    /** Whether it was still to be done, and now is not. */
    public boolean cancel() {
      return alarms.pending.remove(this) != null;
    }

    @Override
    public int compareTo(Alarm other) {
      int byTime = Long.compare(millis, other.millis);
      return byTime != 0 ? byTime : Long.compare(number, other.number);
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return Long.hashCode(number);
    }
  }

  /** The time of the store's clock. */
  public long millis() {
    return time.millis();
  }

  /** Has something done, on the thread of alarms, when the clock shows a time. */
  public Alarm at(long millis, Runnable action) {
    Alarm alarm = new Alarm(this, millis, numbers.getAndIncrement());
    pending.put(alarm, action);
    if (closed) {
      end(alarm);
      return alarm;
    }
    if (!entered.get() && entered.compareAndSet(false, true)) {
      ALL.add(new WeakReference<>(this));
      start();
    } else {
      Thread worker = WORKER.get();
      if (worker != null) {
        LockSupport.unpark(worker); // it may be the first now
      }
    }
    return alarm;
  }

  /** What wants to know that its time will not come. */
  public interface Ending {
    /** The store has been closed. */
    void ended();
  }

  /** Does nothing any more, and tells those that want to know. */
  public void close() {
    closed = true;
    pending.keySet().forEach(this::end);
  }

  private void end(Alarm alarm) {
    Runnable action = pending.remove(alarm);
    if (action instanceof Ending ending) {
      ending.ended();
    }
  }

  /** Has the thread look at all clocks now: one was moved. */
  static void hurry() {
    LockSupport.unpark(WORKER.get());
  }

  /** Whether the thread is there. */
  static boolean isRunning() {
    return WORKER.get() != null;
  }

  private static void start() {
    if (WORKER.get() == null) {
      Thread thread = new Thread(Alarms::run, "larder-alarms");
      thread.setDaemon(true);
      if (WORKER.compareAndSet(null, thread)) {
        thread.start();
      }
    }
  }

  private static void run() {
    while (!ALL.isEmpty()) {
      long wait = LOOK_NANOS;
      for (Iterator<WeakReference<Alarms>> all = ALL.iterator(); all.hasNext(); ) {
        Alarms alarms = all.next().get();
        if (alarms == null || !alarms.runDue()) {
          all.remove();
          if (alarms != null) {
            alarms.leave();
          }
        } else {
          wait = Math.min(wait, alarms.nanosToNext());
        }
      }
      LockSupport.parkNanos(wait);
    }
    WORKER.set(null);
    if (!ALL.isEmpty()) {
      start();
    }
  }

  /** Has been taken out of the queue; enters it again if something has come. */
  private void leave() {
    entered.set(false);
    if (!pending.isEmpty() && entered.compareAndSet(false, true)) {
      ALL.add(new WeakReference<>(this));
    }
  }

  private long nanosToNext() {
    Map.Entry<Alarm, Runnable> first = pending.firstEntry();
    if (first == null) {
      return LOOK_NANOS;
    }
    long millis = Math.max(0, Math.min(1_000, first.getKey().millis - time.millis()));
    return TimeUnit.MILLISECONDS.toNanos(millis);
  }

  /** Does what is due; returns whether something is pending. */
  private boolean runDue() {
    for (Map.Entry<Alarm, Runnable> first = pending.firstEntry();
        first != null && first.getKey().millis <= time.millis();
        first = pending.firstEntry()) {
      Runnable action = pending.remove(first.getKey());
      if (action != null) {
        try {
          action.run();
        } catch (RuntimeException | Error e) {
          LOG.error("what was due at a time threw", e);
        }
      }
    }
    return !pending.isEmpty();
  }
}
