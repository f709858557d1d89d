package dev.larder.internal.kind;

import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Finds functions of a caller's that change the very entry that they compute. Such a function makes
 * its own change fail, and would be run again for ever. A first attempt that fails is nearly always
 * another thread's doing, so only from the second on do changes look whether they are such a
 * function's; in the ordinary case a change pays one load.
 */
final class Recursion {
  private static final AtomicInteger WATCHING = new AtomicInteger();
  private static final ThreadLocal<@Nullable Frame> INNERMOST = new ThreadLocal<>();

  private record Frame(Binding binding, Object key, @Nullable Frame outer) {
    boolean isOf(Binding other, Object otherKey) {
      return binding.shelf == other.shelf
          && binding.name.equals(other.name)
          && key.equals(otherKey);
    }
  }

  private Recursion() {}

  /** Notes that this thread runs a function for an entry again. */
  static void enter(Binding binding, Object key) {
    INNERMOST.set(new Frame(binding, key, INNERMOST.get()));
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
  static void check(Binding binding, Object key) {
    if (WATCHING.get() == 0) {
      return;
    }
    for (Frame frame = INNERMOST.get(); frame != null; frame = frame.outer) {
      if (frame.isOf(binding, key)) {
        throw new IllegalStateException(
            "recursive update: the function that computes "
                + (key == binding.name ? "" : "the entry of " + key + " in ")
                + "'"
                + binding.name
                + "' changes it itself");
      }
    }
  }
}
