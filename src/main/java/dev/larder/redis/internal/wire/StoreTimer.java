package dev.larder.redis.internal.wire;

import dev.larder.internal.time.TimeSource;
import dev.larder.internal.time.Timeout;
import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs an action on a loop when time has passed, or when a test has moved the store's clock. */
final class StoreTimer {
  private final EventExecutor loop;
  private final Runnable action;

  @SuppressWarnings("NullAway.Init") // by start, before anybody sees this
  private Timeout timeout;

  // Of the loop alone.
  private @Nullable Future<?> alarm;
  private boolean ended;

  private StoreTimer(EventExecutor loop, Runnable action) {
    this.loop = loop;
    this.action = action;
  }

  /**
   * Starts one; on the loop.
   *
   * @return what takes it back; for the loop alone
   */
  static Runnable start(EventExecutor loop, TimeSource time, long millis, Runnable action) {
    StoreTimer timer = new StoreTimer(loop, action);
    timer.timeout =
        Timeout.begin(time, TimeUnit.MILLISECONDS.toNanos(millis), timer::clockWasMoved);
    timer.arm();
    return timer::end;
  }

  private void clockWasMoved() {
    try {
      loop.execute(this::look);
    } catch (RejectedExecutionException e) {
      timeout.close(); // the loop has ended, and with it the connection
    }
  }

  private void look() {
    if (ended) {
      return;
    }
    Future<?> early = alarm;
    if (early != null) {
      early.cancel(false);
    }
    if (timeout.leftNanos() > 0) {
      arm();
      return;
    }
    end();
    action.run();
  }

  private void arm() {
    long left = timeout.leftNanos();
    alarm =
        left == Long.MAX_VALUE
            ? null // the clock stands still
            : loop.schedule(this::look, left, TimeUnit.NANOSECONDS);
  }

  private void end() {
    ended = true;
    timeout.close();
    Future<?> scheduled = alarm;
    if (scheduled != null) {
      scheduled.cancel(false);
    }
  }
}
