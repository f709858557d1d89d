package dev.larder.internal.expiry;

import java.lang.ref.WeakReference;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One daemon thread for all stores of the JVM, alive only while some store holds what runs out. It
 * asks each such store once a tick to do a bounded amount of sweeping.
 */
public final class Sweeper {
  /*
   * Shared: the queue of stores (held weakly) and the thread. Who enters a store looks afterwards
   * whether a thread is there; the thread, before it is gone for good, takes its own name out and
   * then looks again whether a store has come. So one of the two sees the other.
   */
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.Sweeper");

  private static final Queue<WeakReference<Sweepable>> STORES = new ConcurrentLinkedQueue<>();
  private static final AtomicReference<@Nullable Thread> WORKER = new AtomicReference<>();

  private Sweeper() {}

  /** A store, as the sweeper sees it. */
  public interface Sweepable {
    /**
     * Removes some of what has run out.
     *
     * @return whether to ask again at the next tick; false takes the store out, to be entered anew
     */
    boolean sweep();
  }

  /** Enters a store; to be called once until {@link Sweepable#sweep} has answered false. */
  public static void enter(Sweepable store) {
    STORES.add(new WeakReference<>(store));
    start();
  }

  /** Whether the thread is there. */
  public static boolean isRunning() {
    return WORKER.get() != null;
  }

  /** Has all stores swept now instead of at the next tick: a clock was moved. */
  public static void hurry() {
    LockSupport.unpark(WORKER.get());
  }

  private static void start() {
    if (WORKER.get() == null) {
      Thread thread = new Thread(Sweeper::run, "larder-sweeper");
      thread.setDaemon(true);
      if (WORKER.compareAndSet(null, thread)) {
        thread.start();
      }
    }
  }

  private static void run() {
    while (!STORES.isEmpty()) {
      LockSupport.parkNanos(TICK_NANOS);
      sweepAll();
    }
    WORKER.set(null);
    if (!STORES.isEmpty()) {
      start();
    }
  }

  private static void sweepAll() {
    for (Iterator<WeakReference<Sweepable>> all = STORES.iterator(); all.hasNext(); ) {
      Sweepable store = all.next().get();
      if (store == null || !sweepOne(store)) {
        all.remove();
      }
    }
  }

  private static boolean sweepOne(Sweepable store) {
    try {
      return store.sweep();
    } catch (RuntimeException e) {
      LOG.error("sweeping what has run out failed; it is tried again", e);
      return true;
    }
  }
}
