package dev.larder.internal.time;

/** Nanoseconds from some moment on, for how long something took or is overdue. */
@FunctionalInterface
public interface Ticker {
  /** The nanoseconds of now; only differences mean something. */
  long nanos();

  /** The ticker of the system, which no change of the clock moves. */
  static Ticker system() {
    return System::nanoTime;
  }
}
