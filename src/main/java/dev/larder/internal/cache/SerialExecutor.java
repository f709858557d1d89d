package dev.larder.internal.cache;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs tasks one after the other, in the order in which they came, on another executor. */
public final class SerialExecutor implements Executor {
  /*
   * Shared: the queue, and the number of tasks that came since somebody last was told to run them.
   * Who raises it from 0 has them run; who runs them goes on until none came meanwhile.
   */
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.LarderCache");

  private final Executor executor;
  private final MpscUnboundedVarHandleArrayQueue<Runnable> tasks =
      new MpscUnboundedVarHandleArrayQueue<>(64);
  private final AtomicInteger came = new AtomicInteger();

  /** On an executor. */
  public SerialExecutor(Executor executor) {
    this.executor = executor;
  }

  @Override
  public void execute(Runnable task) {
    tasks.add(task);
    if (came.getAndIncrement() == 0) {
      try {
        executor.execute(this::runAll);
      } catch (RejectedExecutionException e) {
        LOG.warn("an executor takes no more tasks; who listens on it is not told any more", e);
      }
    }
  }

  private void runAll() {
    for (int seen = 1; seen != 0; seen = came.addAndGet(-seen)) {
      for (Runnable task = tasks.relaxedPoll(); task != null; task = tasks.relaxedPoll()) {
        task.run();
      }
    }
  }
}
