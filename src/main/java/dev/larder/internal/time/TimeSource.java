package dev.larder.internal.time;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * What all expiry reads. It is read only when an entry that runs out is met or made, so it asks the
 * clock each time instead of keeping a tick (see docs/design/0006-time.md for the figures).
 */
public final class TimeSource {
  private final InstantSource clock;

  /**
   * Reads the given clock.
   *
   * @param clock gives the time
   */
  public TimeSource(InstantSource clock) {
    this.clock = clock;
  }

  /** The clock of the system. */
  public static InstantSource system() {
    return InstantSource.system();
  }

  /** The clock, if a test steers it: then those who wait follow it. */
  @Nullable SteeredClock steered() {
    return clock instanceof SteeredClock steered ? steered : null;
  }

  /** Has somebody look whenever the clock was moved, if it is one that a test steers. */
  public void onMove(Runnable look) {
    if (clock instanceof SteeredClock steered) {
      steered.onChange(Long.MIN_VALUE, look);
    }
  }

  /** Milliseconds since the epoch. */
  public long millis() {
    return clock.millis();
  }

  /**
   * When something runs out that lives for the given time from now.
   *
   * @param timeToLive at least a millisecond
   * @return milliseconds since the epoch
   * @throws IllegalArgumentException if the time is shorter than a millisecond, or beyond what a
   *     long can say
   */
  public long deadline(Duration timeToLive) {
    try {
      long millis = timeToLive.toMillis();
      if (millis > 0) {
        return Math.min(Math.addExact(millis(), millis), Long.MAX_VALUE - 1);
      }
    } catch (ArithmeticException | DateTimeException e) {
      throw new IllegalArgumentException(
          "time to live " + timeToLive + " is too long: at most what milliseconds in a long allow",
          e);
    }
    throw new IllegalArgumentException(
        "time to live must be at least one millisecond, but is " + timeToLive);
  }
}
