package dev.larder.internal.kind;

import dev.larder.internal.cell.Name;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds functions of {@code compute} that change the very entry that they compute. Such a function
 * would make its own compute fail and run again for ever. A first attempt that fails is nearly
 * always another thread's doing, so only from the second on do changes look whether they are such a
 * function's; in the ordinary case a change pays one load.
 */
final class Recursion {
  private static final AtomicInteger WATCHING = new AtomicInteger();
  private static final ThreadLocal<@Nullable Frame> INNERMOST = new ThreadLocal<>();

  private record Frame(Name map, Object key, @Nullable Frame outer) {}

  private Recursion() {}

  /** Whether any thread runs a function again. */
  static boolean isWatching() {
    return WATCHING.get() != 0;
  }

  /** Notes that this thread runs a function for an entry again. */
  static void enter(Name map, Object key) {
    INNERMOST.set(new Frame(map, key, INNERMOST.get()));
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
  static void check(Name map, Object key) {
    for (Frame frame = INNERMOST.get(); frame != null; frame = frame.outer) {
      if (frame.map.equals(map) && frame.key.equals(key)) {
        throw new IllegalStateException(
            "recursive update: the function that computes the entry of "
                + key
                + " in map '"
                + map
                + "' changes that entry");
      }
    }
  }
}
