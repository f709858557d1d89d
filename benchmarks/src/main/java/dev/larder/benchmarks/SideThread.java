package dev.larder.benchmarks;

/** A thread beside what is measured, which goes on until it is ended, and keeps its longest time. */
abstract class SideThread extends Thread {
  private volatile boolean ended;
  private long longestNanos;

  SideThread() {
    setDaemon(true);
  }

  /** Whether there is no more to do. */
  final boolean isEnded() {
    return ended;
  }

  /** Something took so long; for this thread itself. */
  final void took(long nanos) {
    longestNanos = Math.max(longestNanos, nanos);
  }

  /** Ends the thread, and answers what took longest, in nanoseconds. */
  final long end() {
    ended = true;
    try {
      join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return longestNanos;
  }
}
