package dev.larder.durable;

import dev.larder.internal.time.Ticker;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** A ticker that stands still until a test moves it. */
final class MovableTicker implements Ticker {
  private final AtomicLong nanos = new AtomicLong(1);

  private final AtomicLong looks = new AtomicLong();

  @Override
  public long nanos() {
    if (Thread.currentThread().getName().equals("larder-journal")) {
      looks.incrementAndGet();
    }
    return nanos.get();
  }

  /** How often a journal's thread has looked at this. */
  long looks() {
    return looks.get();
  }

  void advance(Duration duration) {
    nanos.addAndGet(duration.toNanos());
  }
}
