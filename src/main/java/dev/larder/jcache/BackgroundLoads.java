package dev.larder.jcache;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loads of a cache that nobody waits for. None begins after the cache's end, and the end waits
 * for those that have begun: what they load with is closed then.
 */
final class BackgroundLoads {
  /*
   * Shared: `loads` and `closed`. Who starts a load enters it before it looks at `closed`, and the
   * end sets `closed` before it looks at the loads; so one of the two sees the other. Which of
   * them has a load is decided by one compare-and-set of its `owner`.
   */
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.jcache");

  /** For a load that hangs: it must not keep a process from its end. */
  private static final long PATIENCE_SECONDS = 10;

  private final Queue<Load> loads = new ConcurrentLinkedQueue<>();
  private volatile boolean closed;

  /**
   * Runs a load on the common pool.
   *
   * @param load does it, and answers what is to be done when it counts as done
   * @param refused is run instead when the cache is closed first
   */
  void start(Supplier<Runnable> load, Runnable refused) {
    Load started = new Load(load, refused);
    loads.add(started);
    if (closed) {
      started.end();
    } else {
      ForkJoinPool.commonPool().execute(started);
    }
  }

  /** Refuses those that have not begun, and waits for the others. */
  void close() {
    closed = true;
    loads.forEach(Load::end);
  }

  private final class Load implements Runnable {
    private final Supplier<Runnable> load;
    private final Runnable refused;

    /** Who runs it, or has refused it. */
    private final AtomicReference<@Nullable Thread> owner = new AtomicReference<>();

    private final CountDownLatch done = new CountDownLatch(1);

    Load(Supplier<Runnable> load, Runnable refused) {
      this.load = load;
      this.refused = refused;
    }

    @Override
    public void run() {
      if (owner.compareAndSet(null, Thread.currentThread())) {
        Runnable told;
        try {
          told = load.get();
        } finally {
          loads.remove(this);
          done.countDown();
        }
        told.run(); // which may close the cache
      }
    }

    void end() {
      Thread me = Thread.currentThread();
      if (owner.compareAndSet(null, me)) {
        loads.remove(this);
        refused.run();
      } else if (owner.get() != me) { // a loader that closes its own cache must not wait for itself
        await();
      }
    }

    private void await() {
      try {
        if (!done.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          LOG.warn("a load goes on though its cache was closed {} s ago", PATIENCE_SECONDS);
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // and then nobody waits
      }
    }
  }
}
