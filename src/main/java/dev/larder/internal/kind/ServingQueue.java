package dev.larder.internal.kind;

import dev.larder.internal.cell.Name;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The collections that this thread has changed and whose waiters it has yet to serve, in the order
 * in which they were changed. Serving makes changes, which are put behind: a chain of those who
 * wait is followed without recursion.
 */
final class ServingQueue {
  private static final ThreadLocal<@Nullable ServingQueue> QUEUE = new ThreadLocal<>();

  private record Need(Takers takers, Name name) {}

  private final Set<Need> needs = new LinkedHashSet<>();
  private boolean serving;

  /** Puts a collection behind the others. */
  static void add(Takers takers, Name name) {
    ServingQueue queue = QUEUE.get();
    if (queue == null) {
      queue = new ServingQueue();
      QUEUE.set(queue);
    }
    queue.needs.add(new Need(takers, name));
  }

  /** Makes {@link #serve} do nothing until {@link #release}; false if it does nothing anyway. */
  static boolean hold() {
    ServingQueue queue = QUEUE.get();
    if (queue == null) {
      queue = new ServingQueue();
      QUEUE.set(queue);
    } else if (queue.serving) {
      return false;
    }
    queue.serving = true;
    return true;
  }

  /** Serves what has come since {@link #hold}. */
  static void release() {
    ServingQueue queue = QUEUE.get();
    if (queue != null) {
      queue.serveAll();
    }
  }

  /** Serves all, unless this thread is at it already. */
  static void serve() {
    ServingQueue queue = QUEUE.get();
    if (queue != null && !queue.serving) {
      queue.serveAll();
    }
  }

  /** Serves some collections and those that follow from it, now, even in the middle of serving. */
  static void serveNow(Takers takers, Iterable<Name> names) {
    ServingQueue outer = QUEUE.get();
    QUEUE.remove();
    try {
      names.forEach(name -> add(takers, name));
      serve();
    } finally {
      if (outer != null) {
        QUEUE.set(outer);
      }
    }
  }

  /** A failure in the middle, of a receiver, is thrown when all have been served. */
  private void serveAll() {
    serving = true;
    RuntimeException failure = null;
    try {
      while (!needs.isEmpty()) {
        Iterator<Need> first = needs.iterator();
        Need need = first.next();
        first.remove();
        try {
          need.takers.serve(need.name);
        } catch (RuntimeException e) {
          if (failure == null) {
            failure = e;
          } else {
            failure.addSuppressed(e);
          }
        }
      }
    } finally {
      QUEUE.remove();
    }
    if (failure != null) {
      throw failure;
    }
  }
}
