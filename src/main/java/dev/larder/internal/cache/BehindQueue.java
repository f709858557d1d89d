package dev.larder.internal.cache;

import dev.larder.CacheWriteException;
import dev.larder.UnreadableValueException;
import dev.larder.WriteBehind;
import dev.larder.internal.cell.Name;
import dev.larder.internal.expiry.Sweeper;
import dev.larder.internal.kind.Element;
import dev.larder.internal.time.TimeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells a cache's writer of changes later, some together, in the order of each key's changes. */
final class BehindQueue<K, V> implements Sweeper.Sweepable {
  /*
   * Shared: the queue of keys of which something is unwritten, each once; how many there are, those
   * of the batch that is being written included; and the flag `writing`, which one thread at a time
   * gets. All else is that thread's, and handed on by release and acquire of the flag. What is
   * written of a key is what it was changed to last when its batch is written, so of one key only
   * the order of batches counts.
   *
   * A key stays marked as queued until it was written; then the mark is taken away, and after that
   * it is looked at for a change that came meanwhile. Who makes a change decides its notice, and
   * after that looks at the mark. So one of the two sees the other.
   *
   * Nobody waits for the flag but who flushes. Who finds the queue too long tries to get it and
   * writes a batch itself, so that no executor is needed to make room.
   */
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.LarderCache");
  private static final long TRY_NANOS = 50_000;
  private static final int SHIFTS = 20;

  /** Whose next change by this thread is not the writer's business. */
  private static final ThreadLocal<@Nullable Quiet> QUIET = new ThreadLocal<>();

  private record Quiet(BehindQueue<?, ?> queue, Object key) {}

  private final Name cache;
  private final TimeSource time;
  private final Executor executor;
  private final Element<K> keys;
  private final Element<V> values;
  private final Calls<K, V> calls;
  private final WriteBehind options;
  private final Unwritten unwritten;
  private final MpscUnboundedVarHandleArrayQueue<Unwritten.Due> queue =
      new MpscUnboundedVarHandleArrayQueue<>(64);
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean writing = new AtomicBoolean();
  private final AtomicBoolean ticking = new AtomicBoolean();
  private final AtomicBoolean scheduled = new AtomicBoolean();

  private volatile boolean closed;

  /** What is being written, and stays until it is, or is given up. */
  private List<Unwritten.Due> batch = List.of();

  private int failures;
  private long retryAt;

  BehindQueue(
      CacheCore<K, V> core,
      WriteBehind options,
      Calls<K, V> calls,
      Element<K> keys,
      Element<V> values) {
    this.options = options;
    this.calls = calls;
    this.keys = keys;
    this.values = values;
    cache = core.name;
    time = core.shelf.engine().time();
    executor = core.options.executor();
    unwritten = new Unwritten(core.shelf.direct().quiet());
  }

  // ---- what changes -----------------------------------------------------------------------------

  /** Runs a change of a key of which the writer is not told. */
  <R extends @Nullable Object> R quietly(Object key, Supplier<R> change) {
    QUIET.set(new Quiet(this, key));
    try {
      return change.get();
    } finally {
      QUIET.remove();
    }
  }

  /** Whether the writer is not to be told of a change; asked once for each. */
  boolean isQuiet(Object key) {
    Quiet quiet = QUIET.get();
    boolean is = quiet != null && quiet.queue == this && key.equals(quiet.key);
    if (is) {
      QUIET.remove();
    }
    return is;
  }

  /** A change is about to be tried; null when the writer can't be told of it. */
  Unwritten.@Nullable Notice announce(Object key) {
    K typed = closed ? null : typedKey(key);
    return typed == null ? null : unwritten.announce(typed);
  }

  /** An announced change has been made. */
  void changed(Unwritten.Notice notice, Object key, @Nullable Object after) {
    Object value = typedValue(key, after);
    if (value == null) {
      unwritten.settle(notice);
    } else {
      unwritten.counts(notice, value);
      enqueue(notice.due);
    }
  }

  void settle(Unwritten.Notice notice) {
    unwritten.settle(notice);
  }

  /** A key may have changed without an announcement; looks what it is now. */
  void note(Object key, Supplier<@Nullable Object> look) {
    K typed = closed ? null : typedKey(key);
    if (typed != null) {
      Unwritten.Notice made =
          unwritten.enter(
              typed,
              () -> {
                Object value = typedValue(key, look.get());
                return value == null ? Unwritten.SETTLED : value;
              });
      enqueue(made.due);
    }
  }

  /** A key is to be deleted, be it in the cache or not. */
  Unwritten.Notice delete(K key) {
    Unwritten.Notice made = unwritten.enter(key, () -> Unwritten.DELETED);
    enqueue(made.due);
    return made;
  }

  /** What a key was changed to last while the writer has not been told of it. */
  @Nullable Object waiting(Object key) {
    Unwritten.Notice newest = closed ? null : unwritten.newest(key);
    return newest == null ? null : newest.state();
  }

  /** A table that clients of an endpoint have made holds bytes. */
  @SuppressWarnings("unchecked") // others are of the cache's type
  private @Nullable K typedKey(Object key) {
    try {
      return key instanceof Name raw ? keys.read(raw.bytes()) : (K) key;
    } catch (UnreadableValueException e) {
      LOG.error("the writer of cache '{}' is not told of a key that can't be read", cache, e);
      return null;
    }
  }

  private @Nullable Object typedValue(Object key, @Nullable Object value) {
    if (value == null) {
      return Unwritten.DELETED;
    }
    try {
      return key instanceof Name ? values.read((byte[]) value) : value;
    } catch (UnreadableValueException e) {
      LOG.error("the writer of cache '{}' is not told of a value that can't be read", cache, e);
      return null;
    }
  }

  private void enqueue(Unwritten.Due due) {
    if (closed || !due.isQueued.compareAndSet(false, true)) {
      return;
    }
    due.since = time.millis();
    int waiting = size.incrementAndGet();
    queue.add(due);
    if (ticking.compareAndSet(false, true)) {
      Sweeper.enter(this);
    }
    if (waiting >= options.batch()) {
      schedule();
    }
  }

  /** To be called after a change was told: returns when the queue is not too long. */
  void awaitRoom() {
    while (size.get() > options.capacity() && !closed && !calls.isInside()) {
      if (!work(true)) {
        LockSupport.parkNanos(this, TRY_NANOS);
      }
    }
  }

  // ---- writing ----------------------------------------------------------------------------------

  @Override
  public boolean sweep() {
    if (size.get() != 0 && !closed) {
      schedule();
      return true;
    }
    ticking.set(false);
    return size.get() != 0 && !closed && ticking.compareAndSet(false, true);
  }

  private void schedule() {
    if (!scheduled.compareAndSet(false, true)) {
      return;
    }
    try {
      executor.execute(
          () -> {
            scheduled.set(false);
            writeDue();
          });
    } catch (RejectedExecutionException e) {
      scheduled.set(false);
      LOG.debug("the executor of cache '{}' is busy; it is asked again", cache, e);
    }
  }

  /** Writes what is due, unless another thread is at it. */
  void writeDue() {
    boolean more = true;
    while (more) {
      more = work(false);
    }
  }

  /**
   * Writes a batch, if there is one that is due.
   *
   * @param early whether it is due although it could wait for others
   * @return whether it was tried
   */
  private boolean work(boolean early) {
    if (closed || calls.isInside() || !writing.compareAndSet(false, true)) {
      return false;
    }
    try {
      if (batch.isEmpty()) {
        take(early);
      } else if (time.millis() < retryAt) {
        return false;
      }
      if (batch.isEmpty()) {
        return false;
      }
      RuntimeException failure = attempt();
      if (failure != null && failures >= options.retries()) {
        writeEach();
      } else if (failure != null) {
        postpone(failure);
      }
      return true;
    } finally {
      writing.set(false);
    }
  }

  private void take(boolean early) {
    Unwritten.Due head = queue.peek();
    if (head == null
        || !early
            && size.get() < options.batch()
            && time.millis() - head.since < options.delay().toMillis()) {
      return;
    }
    batch = new ArrayList<>();
    for (Unwritten.Due due = queue.poll(); due != null; due = queue.poll()) {
      batch.add(due);
      if (batch.size() == options.batch()) {
        break;
      }
    }
  }

  /** Writes the batch; answers its failure. */
  private @Nullable RuntimeException attempt() {
    Map<K, V> writes = new LinkedHashMap<>();
    Set<K> deletes = new LinkedHashSet<>();
    List<Unwritten.Notice> told = new ArrayList<>();
    for (Unwritten.Due due : batch) {
      Unwritten.Notice newest = unwritten.newestDecided(due.key);
      if (newest != null) {
        gather(due, newest, writes, deletes);
        told.add(newest);
      }
    }
    try {
      calls.writeAll(writes);
      calls.deleteAll(deletes);
    } catch (RuntimeException e) {
      return e;
    }
    told.forEach(unwritten::settle);
    release();
    return null;
  }

  @SuppressWarnings("unchecked") // typed when they were announced
  private void gather(
      Unwritten.Due due, Unwritten.Notice newest, Map<K, V> writes, Set<K> deletes) {
    Object state = newest.state();
    if (state == Unwritten.DELETED) {
      deletes.add((K) due.key);
    } else {
      writes.put((K) due.key, (V) state);
    }
  }

  private void postpone(RuntimeException failure) {
    long backOff = options.backOff().toMillis();
    retryAt = time.millis() + (backOff << Math.min(failures, SHIFTS));
    failures++;
    LOG.warn("cache '{}' could not write {} keys; tries again", cache, batch.size(), failure);
  }

  /** The last try: so that one key that can't be written takes no other with it. */
  private void writeEach() {
    for (Unwritten.Due due : batch) {
      Unwritten.Notice newest = unwritten.newestDecided(due.key);
      if (newest == null) {
        continue;
      }
      Map<K, V> write = new LinkedHashMap<>();
      Set<K> delete = new LinkedHashSet<>();
      gather(due, newest, write, delete);
      try {
        write.forEach(calls::write);
        delete.forEach(calls::delete);
      } catch (RuntimeException e) {
        LOG.error("cache '{}' gives up writing key {}: the source differs", cache, due.key, e);
      }
      unwritten.settle(newest);
    }
    release();
  }

  /** The batch is done with. */
  private void release() {
    for (Unwritten.Due due : batch) {
      due.isQueued.set(false);
      size.decrementAndGet();
      if (unwritten.newestDecided(due.key) != null) {
        enqueue(due);
      }
    }
    batch = List.of();
    failures = 0;
  }

  /** Writes all that waits now. */
  void flush() {
    calls.checkOutside();
    while (!writing.compareAndSet(false, true)) {
      LockSupport.parkNanos(this, TRY_NANOS);
    }
    try {
      for (int left = size.get(); left > 0; ) {
        if (batch.isEmpty()) {
          take(true);
        }
        if (batch.isEmpty()) {
          return;
        }
        left -= batch.size();
        RuntimeException failure = attempt();
        if (failure != null) {
          retryAt = time.millis() + options.backOff().toMillis();
          throw unwritten(failure);
        }
      }
    } finally {
      writing.set(false);
    }
  }

  private CacheWriteException unwritten(RuntimeException failure) {
    Throwable cause =
        failure instanceof CacheWriteException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    List<Object> left = unwritten.keys();
    return new CacheWriteException(
        "cache '" + cache + "' has " + left.size() + " keys that could not be written: " + cause,
        Set.copyOf(left),
        cause);
  }

  /** Writes what waits a last time. */
  void close() {
    try {
      if (!closed) {
        flush();
      }
    } finally {
      closed = true;
    }
  }
}
