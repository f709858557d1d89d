package dev.larder.internal.kind;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds functions of {@code compute} that change the very entry that they compute. Such a function
 * would make its own compute fail and run again for ever. A first attempt that fails is nearly
 * always another thread's doing, so only from the second on do changes look whether they are such a
 * function's; in the ordinary case a change pays one load.
 */
final class Recursion {
  /** Other threads don't get in between as often as this; changes of the same bucket do. */
  private static final int MANY = 100;

  private static final AtomicInteger WATCHING = new AtomicInteger();
  private static final ThreadLocal<@Nullable Frame> INNERMOST = new ThreadLocal<>();

  private record Frame(Binding map, Object key, int attempts, @Nullable Frame outer) {
    boolean isOf(Binding other) {
      return map.shelf == other.shelf && map.name.equals(other.name);
    }
  }

  private Recursion() {}

  /** Whether any thread runs a function again. */
  static boolean isWatching() {
    return WATCHING.get() != 0;
  }

  /** Notes that this thread runs a function for an entry again. */
  static void enter(Binding map, Object key, int attempts) {
    INNERMOST.set(new Frame(map, key, attempts, INNERMOST.get()));
    WATCHING.incrementAndGet();
  }

  /** Ends the innermost {@link #enter} of this thread. */
  static void leave() {
    WATCHING.decrementAndGet();
    Frame frame = INNERMOST.get();
    if (frame == null || frame.outer == null) {
      INNERMOST.remove();
    } else {
      INNERMOST.set(frame.outer);
    }
  }

  /**
   * Throws when the calling thread is inside a function that computes this entry.
   *
   * @throws IllegalStateException if so
   */
  static void check(Binding map, Object key) {
    for (Frame frame = INNERMOST.get(); frame != null; frame = frame.outer) {
      if (frame.isOf(map) && (frame.attempts > MANY || frame.key.equals(key))) {
        throw new IllegalStateException(
            "recursive update: the function that computes the entry of "
                + frame.key
                + " in map '"
                + map.name
                + "' changes that entry, or others in its bucket");
      }
    }
  }

  /**
   * Throws when the calling thread is inside a function that computes an entry of this map: each
   * snapshot begins a new generation, so the compute would fail and run again for ever.
   *
   * @throws IllegalStateException if so
   */
  static void checkSnapshot(Binding map) {
    for (Frame frame = INNERMOST.get(); frame != null; frame = frame.outer) {
      if (frame.isOf(map)) {
        throw new IllegalStateException(
            "the function that computes the entry of "
                + frame.key
                + " in map '"
                + map.name
                + "' takes a snapshot of that map; take it before");
      }
    }
  }
}
