package dev.larder.redis.internal;

import dev.larder.internal.store.Store;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshots that clients ask for, at once or in the background. */
public final class Saving {
  /*
   * Shared: what is being saved in the background, null for nothing; who puts it there begins it,
   * by one compare-and-set, and its thread takes it out. What is to be saved next, which whoever
   * takes it out begins: who puts it there looks afterwards whether anything is being saved, and
   * who has saved looks afterwards whether there is a next one. And what came of the last one:
   * never changed, only replaced.
   */
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.redis.Saving");

  private final Server server;
  private final AtomicReference<@Nullable Job> running = new AtomicReference<>();
  private final AtomicReference<@Nullable String> next = new AtomicReference<>();
  private final AtomicReference<Done> done;

  /** What is being saved. */
  private record Job(String what, long beginNanos) {}

  /**
   * What came of it.
   *
   * @param second when the last one that succeeded was done, since the epoch
   * @param count how many succeeded
   * @param isOk whether the last one in the background succeeded
   * @param seconds how long the last one in the background took; -1 if there was none
   */
  public record Done(long second, long count, boolean isOk, long seconds) {}

  Saving(Server server) {
    this.server = server;
    this.done = new AtomicReference<>(new Done(server.now() / 1_000, 0, true, -1));
  }

  /** Takes a snapshot, and returns when it is on the disk. */
  public void save() {
    requireDisk();
    if (running.get() != null) {
      throw Errors.savingAlready();
    }
    server.store().snapshot();
    done.updateAndGet(last -> new Done(now(), last.count + 1, last.isOk, last.seconds));
  }

  /**
   * Begins to take a snapshot.
   *
   * @param what the command, in upper case
   * @return whether it begins; false if one is being taken
   * @throws RedisException if there is no disk
   */
  public boolean begin(String what) {
    requireDisk();
    Job job = new Job(what, server.nanos());
    if (!running.compareAndSet(null, job)) {
      return false;
    }
    boolean started = false;
    try {
      Thread thread = new Thread(() -> run(job), "larder-redis-save");
      thread.setDaemon(true);
      thread.start();
      started = true;
    } finally {
      if (!started) {
        running.set(null);
      }
    }
    return true;
  }

  private void run(Job job) {
    boolean isOk = false;
    try {
      server.store().snapshot();
      isOk = true;
    } catch (RuntimeException e) {
      LOG.warn("{} failed; the last snapshot stays in force", job.what, e);
    } finally {
      long seconds = (server.nanos() - job.beginNanos) / 1_000_000_000;
      boolean succeeded = isOk;
      done.updateAndGet(
          last ->
              succeeded
                  ? new Done(now(), last.count + 1, true, seconds)
                  : new Done(last.second, last.count, false, seconds));
      running.set(null);
      beginNext();
    }
  }

  /** Has a snapshot taken as soon as none is being taken. */
  public void schedule(String what) {
    requireDisk();
    next.set(what);
    if (running.get() == null) {
      beginNext();
    }
  }

  private void beginNext() {
    String what = next.getAndSet(null);
    if (what != null && !begin(what)) {
      schedule(what);
    }
  }

  /** Whether one is to be taken, by its command. */
  public boolean isScheduled(String what) {
    return what.equals(next.get());
  }

  /** Nothing is made up in memory: there is no disk that it could be saved to. */
  public void requireDisk() {
    if (!isDurable()) {
      throw Errors.inMemoryOnly();
    }
  }

  /** Whether the store is on a disk. */
  public boolean isDurable() {
    Store store = server.store();
    return store.isDurable();
  }

  /** What is being saved in the background, by its command in upper case; or null. */
  public @Nullable String running() {
    Job job = running.get();
    return job == null ? null : job.what;
  }

  /** For how many seconds; -1 if nothing is. */
  public long runningSeconds() {
    Job job = running.get();
    return job == null ? -1 : (server.nanos() - job.beginNanos) / 1_000_000_000;
  }

  /** What came of the last one. */
  public Done done() {
    return Objects.requireNonNull(done.get());
  }

  private long now() {
    return server.now() / 1_000;
  }
}
