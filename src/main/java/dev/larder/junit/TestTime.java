package dev.larder.junit;

import dev.larder.internal.time.SteeredClock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;

/**
 * The time of a store under test. It is the system's until it is stopped or moved. All that waits
 * in the store follows at once: expiry, time-outs of blocking commands and takes, CLIENT PAUSE, the
 * parameter timeout, delays of {@link Faults}; idle times and the ids of streams read it too.
 *
 * <p>For any thread.
 */
public final class TestTime implements InstantSource {
  private final SteeredClock clock;

  TestTime(SteeredClock clock) {
    this.clock = clock;
  }

  @Override
  public Instant instant() {
    return clock.instant();
  }

  @Override
  public long millis() {
    return clock.millis();
  }

  /** Lets time stand still from now on, at a whole millisecond. */
  public void stop() {
    clock.stop();
  }

  /** Lets time go on from where it stands. */
  public void resume() {
    clock.resume();
  }

  /** Lets time be the system's again. */
  void reset() {
    clock.reset();
  }

  /**
   * Sets the time, also to an earlier one; it stands or goes on as before.
   *
   * @param time the moment that it is
   */
  public void set(Instant time) {
    clock.set(Objects.requireNonNull(time, "time"));
  }

  /**
   * Moves the time on; it stands or goes on as before.
   *
   * @param by how far
   * @throws IllegalArgumentException if that is back
   */
  public void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("time is moved back with set, not by advancing for " + by);
    }
    clock.advance(by);
  }
}
