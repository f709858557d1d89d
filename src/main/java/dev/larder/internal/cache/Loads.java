package dev.larder.internal.cache;

import dev.larder.CacheLoadException;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The loads of one cache that are under way: one for a key. */
final class Loads<V> {
  /*
   * Shared: the tables, and the count of loads, which lets changes of a cache that loads nothing
   * at the moment pass with one load of a field.
   *
   * A change of a key supersedes its load before it can be seen (from TableObserver.changing), and
   * takes it out, so that who asks after the change begins another. A load looks whether it is
   * superseded while it decides about the very compare-and-set that puts its value in. So either
   * the look sees it, or the change had not begun its attempt then: it then fails, since the bucket
   * has changed, or comes after the load's value and replaces it.
   *
   * A removal of a key that is not there changes no bucket, so it makes no attempt fail. A load
   * says that it installs before it looks, and says so until its value can be seen; who supersedes
   * sees that or is seen by the look. A load that installs stays entered: only who has waited for
   * it takes it out. So whoever finds no load, or has waited for the one it found, knows that
   * nothing older than that moment will be put in any more. Nobody joins a load that is superseded.
   *
   * The count is raised before a load is entered, and the key is looked at after that: a change
   * that saw no load was made before the loader was asked.
   */
  private static final Operation ENTER =
      (current, argument) -> current == null && argument != null ? argument : Operation.KEEP;
  private static final Operation LEAVE =
      (current, argument) ->
          current != null && (argument == null || current.value() == argument)
              ? Operation.REMOVE
              : Operation.KEEP;

  private final Name cache;
  private final Access quiet;
  private final Table running = new Table(new World(), "loads");
  private final Table waiting = new Table(new World(), "waiting");
  private final AtomicInteger count = new AtomicInteger();

  Loads(Name cache, Access quiet) {
    this.cache = cache;
    this.quiet = quiet;
  }

  /** Enters a load; answers null, or the one that is under way already. */
  @SuppressWarnings("unchecked") // only loads are entered
  @Nullable Load<V> begin(Load<V> mine) {
    count.incrementAndGet();
    for (; ; ) {
      Node found = quiet.change(running, mine.key, hash(mine.key), ENTER, mine);
      if (found == null) {
        return null;
      }
      Load<V> other = (Load<V>) found.value();
      if (!other.isSuperseded() || other.isOwnedBy(Thread.currentThread())) {
        count.decrementAndGet();
        return other;
      }
      settle(other);
    }
  }

  /** Waits until a superseded load can put nothing in any more, and takes it out. */
  private void settle(Load<?> superseded) {
    superseded.awaitInstalled();
    quiet.change(running, superseded.key, hash(superseded.key), LEAVE, superseded);
  }

  /** The value of this thread's load of a key, if there is one, can be seen. */
  void installed(Object key) {
    if (count.get() == 0) {
      return;
    }
    Node found = quiet.find(running, key, hash(key));
    if (found != null && ((Load<?>) found.value()).isOwnedBy(Thread.currentThread())) {
      ((Load<?>) found.value()).installing(false);
    }
  }

  /** Takes a load out, before its outcome is told; it may have been superseded and be out. */
  void end(Load<V> mine) {
    quiet.change(running, mine.key, hash(mine.key), LEAVE, mine);
    count.decrementAndGet();
  }

  /** A key is about to change: what is being loaded for it by another thread is not to be kept. */
  void supersede(Object key) {
    superseded(key);
  }

  private @Nullable Load<?> superseded(Object key) {
    if (count.get() == 0) {
      return null;
    }
    Node found = quiet.find(running, key, hash(key));
    if (found == null || ((Load<?>) found.value()).isOwnedBy(Thread.currentThread())) {
      return null;
    }
    Load<?> load = (Load<?>) found.value();
    load.supersede();
    if (!load.isInstalling()) { // if it is: see above
      quiet.change(running, key, hash(key), LEAVE, load);
    }
    return load;
  }

  /**
   * As {@link #supersede}, for who removes a key that may not be there.
   *
   * <p>A key as a client of an endpoint has it is none that is loaded: it may stand for any of
   * them.
   *
   * @return whether there was a load
   */
  boolean supersedeAndSettle(Object key) {
    if (key instanceof Name) {
      return supersedeAllAndSettle();
    }
    Load<?> load = superseded(key);
    if (load != null) {
      settle(load);
    }
    return load != null;
  }

  /** All keys are about to change. */
  void supersedeAll() {
    if (count.get() != 0) {
      running.forEach(found -> supersede(found.key()));
    }
  }

  /** As {@link #supersedeAndSettle}, of all keys. */
  boolean supersedeAllAndSettle() {
    boolean[] isAny = {false};
    if (count.get() != 0) {
      running.forEach(found -> isAny[0] |= supersedeAndSettle(found.key()));
    }
    return isAny[0];
  }

  /**
   * Waits for a load that another thread has begun.
   *
   * @throws IllegalStateException if that one waits, by way of others perhaps, for this thread
   */
  @Nullable V await(Load<V> other) {
    Thread self = Thread.currentThread();
    Node outer = quiet.change(waiting, self, hash(self), ENTER, other);
    try {
      Load<?> next = other;
      // Who waits for a load that has ended has only not gone on yet: it waits for nobody.
      for (; next != null && !next.outcome.isDone(); next = awaitedBy(next.owner())) {
        if (next.isOwnedBy(self)) {
          throw new IllegalStateException(
              "recursive load: loading "
                  + other.key
                  + " in cache '"
                  + cache
                  + "' asks for that very value");
        }
      }
      return value(other.outcome);
    } finally {
      if (outer == null) {
        quiet.change(waiting, self, hash(self), LEAVE, other);
      }
    }
  }

  private @Nullable Load<?> awaitedBy(@Nullable Thread thread) {
    Node found = thread == null ? null : quiet.find(waiting, thread, hash(thread));
    return found == null ? null : (Load<?>) found.value();
  }

  /** The value of a load's end, waited for however often this thread is interrupted. */
  private @Nullable V value(Future<@Nullable V> outcome) {
    boolean interrupted = false;
    try {
      for (; ; ) {
        try {
          return outcome.get();
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw asUnchecked(e.getCause() == null ? e : e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** What a loader threw as something that need not be declared; errors are thrown on. */
  RuntimeException asUnchecked(Throwable thrown) {
    if (thrown instanceof Error error) {
      throw error;
    }
    return thrown instanceof RuntimeException unchecked
        ? unchecked
        : new CacheLoadException("loading in cache '" + cache + "' failed: " + thrown, thrown);
  }

  private static int hash(Object key) {
    return Table.spread(key.hashCode());
  }
}
