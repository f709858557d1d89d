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
   * woken: by the argument of ski rental, never more than twice the best. Where there are more
   * threads than cores, what it waits for comes only when another has the core: so it lets others
   * on before it parks. Who never parks does it after a tenth of a millisecond, and then each time
   * it has looked: earlier, and his delay would be twice as long (docs/design/0014-bus.md).
   */
  private static final int SPINS = 50;
  private static final int YIELDS = 5;
  private static final int SPINS_OF_SPINNING = 5_000;

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
    boolean parks = waiting == Waiting.PARK;
    int spins = parks ? SPINS : SPINS_OF_SPINNING;
    int looks = 0; // counted as far as it matters
    while (!parks || looks < spins + YIELDS) {
      if (lane.hasWork()) {
        return !lane.isClosing();
      }
      if (looks < spins) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
      looks = Math.min(looks + 1, spins + YIELDS);
    }
    return false;
  }
}
