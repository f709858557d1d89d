package dev.larder.internal.time;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How long somebody still waits. In real time, which no ordinary clock stretches when it is
 * stopped; or in that of a {@link SteeredClock}, whose waiters follow it.
 */
public final class Timeout implements AutoCloseable {
  private static final long NEVER = Long.MAX_VALUE;

  private final @Nullable SteeredClock clock;

  /** Nanoseconds of the system, milliseconds of a steered clock, or {@link #NEVER}. */
  private final long deadline;

  private Runnable end = () -> {};

  private Timeout(@Nullable SteeredClock clock, long deadline) {
    this.clock = clock;
    this.deadline = deadline;
  }

  /**
   * Begins to wait.
   *
   * @param nanos for how long; {@link Long#MAX_VALUE} for ever
   * @param look makes the one who waits ask again what is left; is called when a clock was moved
   */
  public static Timeout begin(TimeSource time, long nanos, Runnable look) {
    SteeredClock clock = time.steered();
    if (nanos == NEVER) {
      return new Timeout(null, NEVER);
    }
    if (clock == null) {
      return new Timeout(null, System.nanoTime() + nanos);
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
    millis += TimeUnit.MILLISECONDS.toNanos(millis) < nanos ? 1 : 0;
    long due = clock.millis() + millis;
    Timeout timeout = new Timeout(clock, due);
    timeout.end = clock.onChange(due, look);
    return timeout;
  }

  /**
   * What is left, in nanoseconds: nothing if not positive, {@link Long#MAX_VALUE} if no time passes
   * until somebody looks again.
   */
  public long leftNanos() {
    if (deadline == NEVER) {
      return NEVER;
    }
    if (clock == null) {
      return deadline - System.nanoTime();
    }
    boolean isStopped = clock.isStopped(); // before the time: what changes after has us look again
    long left = deadline - clock.millis();
    return left > 0 && isStopped ? NEVER : TimeUnit.MILLISECONDS.toNanos(left);
  }

  @Override
  public void close() {
    end.run();
  }
}
