package dev.larder.store;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until a test moves it. */
public final class MovableClock implements InstantSource {
  private final AtomicLong millis = new AtomicLong(1_000_000);

  @Override
  public Instant instant() {
    return Instant.ofEpochMilli(millis.get());
  }

  @Override
  public long millis() {
    return millis.get();
  }

  /** Moves the clock on. */
  public void advance(Duration duration) {
    millis.addAndGet(duration.toMillis());
  }

  /** Moves the clock on by milliseconds. */
  public void advanceMillis(long duration) {
    millis.addAndGet(duration);
  }
}
