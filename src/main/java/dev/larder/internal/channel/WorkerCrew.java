package dev.larder.internal.channel;

import dev.larder.Waiting;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A thread that consumes one lane, until that ends. */
final class WorkerCrew implements Lane.Crew {
  /*
   * Shared: nothing but the lane. While nobody is needed, the lane's count of consumers is 0 and
   * the thread parks; who raises it to 1 unparks it.
   *
   * The spinning phase before that costs a few microseconds, about as much as to park and to be
   * woken: by the argument of ski rental, never more than twice the best.
   */
  private static final int SPINS = Integer.getInteger("x.spins", 100);
  private static final int YIELDS = Integer.getInteger("x.yields", 20);

  private final Waiting waiting;
  private final ThreadFactory threads;
  private volatile @Nullable Thread thread;

  WorkerCrew(Waiting waiting, ThreadFactory threads) {
    this.waiting = waiting;
    this.threads = threads;
  }

  /** Starts the thread. */
  void start(Lane<?> lane) {
    Thread started = threads.newThread(() -> run(lane));
    thread = started;
    started.start();
  }

  @Override
  public void call(Lane<?> lane) {
    LockSupport.unpark(thread);
  }

  private void run(Lane<?> lane) {
    while (true) {
      while (lane.isIdle()) {
        Thread.interrupted(); // what a handler left behind would let the thread never park
        LockSupport.park(lane);
      }
      do {
        lane.deliver(Integer.MAX_VALUE);
      } while (waitForWork(lane) || !lane.leave());
      if (lane.hasEnded()) {
        return;
      }
    }
  }

  /** Whether there is something to do that the lane's end does not prevent. */
  @SuppressWarnings("ThreadPriorityCheck") // where cores are few, the publisher needs this one
  private boolean waitForWork(Lane<?> lane) {
    for (int i = 0; waiting == Waiting.SPIN || i < SPINS + YIELDS; i++) {
      if (lane.hasWork()) {
        return !lane.isClosing();
      }
      if (i < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
    return false;
  }
}
