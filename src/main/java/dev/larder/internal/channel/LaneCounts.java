package dev.larder.internal.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What a lane counts, each in a cache line of its own: publishers read others of its fields. */
final class LaneCounts {
  /*
   * Shared: counts and samples. Nothing is concluded from them about other data, so they are
   * written and read opaquely where one thread at a time writes them, and added to atomically
   * where several do.
   */
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int LINE = 16; // two lines of 64 bytes: neighbours are fetched in pairs

  /** Messages that the handler has had. */
  static final int DELIVERED = LINE;

  // Of the consumers alone: the messages since the last probe of the lag was begun, those that are
  // before it still, and when it was begun.
  static final int SINCE_PROBE = DELIVERED + 1;
  static final int PROBE_AHEAD = DELIVERED + 2;
  static final int PROBE_NANOS = DELIVERED + 3;

  /** Messages that came and were not delivered. */
  static final int DROPPED = 2 * LINE;

  /** The latest sample of the time in the queue, in nanoseconds. */
  static final int LAG = 3 * LINE;

  private final long[] counts = new long[4 * LINE];

  long get(int which) {
    return (long) COUNT.getOpaque(counts, which);
  }

  /** To be called by one thread at a time. */
  void increment(int which) {
    COUNT.setOpaque(counts, which, counts[which] + 1);
  }

  void set(int which, long value) {
    COUNT.setOpaque(counts, which, value);
  }

  void add(int which, long added) {
    COUNT.getAndAdd(counts, which, added);
  }
}
