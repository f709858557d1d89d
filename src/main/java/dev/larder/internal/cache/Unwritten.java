package dev.larder.internal.cache;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a cache's writer has not been told yet: of each key the newest change. */
final class Unwritten {
  /*
   * Shared: the table, from a key to its newest notice. A notice is entered before its change can
   * be seen and after the change has read the entry, and is decided after. A later change of the
   * same key has read what the earlier one put in, so its notice lies on top: among the notices
   * that count, the topmost is what the key was changed to last. A notice that counts drops those
   * below it; one that does not count is dropped by the next that is entered, or when the key has
   * nothing left, with the key.
   *
   * Who wants to know what is unwritten waits while a notice is not decided: from just before the
   * compare-and-set of its change until just after it. A listener that is called between the two in
   * a transaction might wait for its own thread, so this ends after some milliseconds.
   *
   * A key is found unwritten from before its change can be seen until after the writer was told.
   */
  static final Object DELETED = new Object();

  /** Of no interest, or written. */
  static final Object SETTLED = new Object();

  private static final Object PENDING = new Object();
  private static final int TRIES = 2_000;
  private static final long TRY_NANOS = 20_000;

  private static final Operation CLEAN =
      (current, argument) ->
          current != null && ((Notice) current.value()).isNothing()
              ? Operation.REMOVE
              : Operation.KEEP;

  private final Access quiet;
  private final Table keys = new Table(new World(), "unwritten");

  Unwritten(Access quiet) {
    this.quiet = quiet;
  }

  /** A change of a key, maybe of no interest in the end. */
  static final class Notice {
    final Due due;

    /** The one before: of a change that came earlier. Dropped when this one counts. */
    private @Nullable Notice below;

    /** What it was changed to, or one of the marks above. */
    private volatile Object state = PENDING;

    private Notice(Due due, @Nullable Notice below) {
      this.due = due;
      this.below = below;
    }

    boolean isPending() {
      return state == PENDING;
    }

    private boolean counts() {
      Object now = state;
      return now != PENDING && now != SETTLED;
    }

    Object state() {
      return state;
    }

    private boolean isNothing() {
      for (Notice notice = this; notice != null; notice = notice.below) {
        if (notice.state != SETTLED) {
          return false;
        }
      }
      return true;
    }
  }

  /** A key's place in the queue, as long as something of it is unwritten. */
  static final class Due {
    final Object key;
    final AtomicBoolean isQueued = new AtomicBoolean();

    /** Set by who queues it, before that. */
    long since;

    Due(Object key) {
      this.key = key;
    }
  }

  /** Enters a notice of a change that is about to be tried. */
  Notice announce(Object key) {
    Enter enter = new Enter(key, null, false);
    quiet.change(keys, key, hash(key), enter, null);
    return enter.made();
  }

  /** The change has been made: to a value, or to {@link #DELETED}. */
  void counts(Notice notice, Object changedTo) {
    notice.state = changedTo;
    notice.below =
        null; // who still goes there finds what is older, and was replaced while it looked
  }

  /** It was not made, is of no interest, or has been written. */
  void settle(Notice notice) {
    notice.state = SETTLED;
    quiet.change(keys, notice.due.key, hash(notice.due.key), CLEAN, null);
  }

  /** Enters what is found now, in place of all that was announced before. */
  Notice enter(Object key, Supplier<Object> found) {
    for (; ; ) {
      Notice top = decidedTop(key);
      Enter enter = new Enter(key, top, true);
      quiet.change(keys, key, hash(key), enter, null);
      if (enter.made != null) {
        Notice made = enter.made();
        try {
          counts(made, found.get());
        } finally {
          if (!made.counts()) {
            settle(made);
          }
        }
        return made;
      }
    }
  }

  /** What a key was changed to last, or null when the writer has been told of it. */
  @Nullable Notice newest(Object key) {
    return newest(decidedTop(key));
  }

  /** The same without waiting for changes that are not decided: they are queued when they are. */
  @Nullable Notice newestDecided(Object key) {
    return newest(top(key));
  }

  private static @Nullable Notice newest(@Nullable Notice top) {
    for (Notice notice = top; notice != null; notice = notice.below) {
      if (notice.counts()) {
        return notice;
      }
    }
    return null;
  }

  /** The topmost notice of a key, when none of its notices is pending. */
  private @Nullable Notice decidedTop(Object key) {
    for (int i = 0; ; i++) {
      Notice top = top(key);
      if (i == TRIES || !hasPending(top)) {
        return top;
      }
      LockSupport.parkNanos(this, TRY_NANOS);
    }
  }

  private @Nullable Notice top(Object key) {
    Node found = quiet.find(keys, key, hash(key));
    return found == null ? null : (Notice) found.value();
  }

  private static boolean hasPending(@Nullable Notice top) {
    for (Notice notice = top; notice != null && !notice.counts(); notice = notice.below) {
      if (notice.isPending()) {
        return true;
      }
    }
    return false;
  }

  /** All keys of which something is unwritten. */
  List<Object> keys() {
    List<Object> all = new ArrayList<>();
    keys.forEach(
        entry -> {
          if (!((Notice) entry.value()).isNothing()) {
            all.add(entry.key());
          }
        });
    return all;
  }

  private static int hash(Object key) {
    return Table.spread(key.hashCode());
  }

  /** Puts a notice on top, wanted only if the top is still the one that was seen. */
  private static final class Enter implements Operation {
    private final Object key;
    private final @Nullable Notice seen;
    private final boolean onlyThen;
    private @Nullable Notice made;

    Enter(Object key, @Nullable Notice seen, boolean onlyThen) {
      this.key = key;
      this.seen = seen;
      this.onlyThen = onlyThen;
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      Notice top = current == null ? null : (Notice) current.value();
      made = null;
      if (onlyThen && top != seen) {
        return KEEP;
      }
      Due due = top == null ? new Due(key) : top.due;
      while (top != null && top.state == SETTLED) {
        top = top.below;
      }
      made = new Notice(due, top);
      return made;
    }

    Notice made() {
      Notice notice = made;
      if (notice == null) {
        throw new IllegalStateException("the last attempt made none");
      }
      return notice;
    }
  }
}
