package dev.larder.internal.cache;

import dev.larder.RemovalCause;
import dev.larder.internal.table.Node;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who listen of what left a cache: of each key's entries in their order. */
final class Removals<K, V> {
  /*
   * The order is that of the journal's queue: a notice is queued after its change has read the
   * entry and before it can be seen. A later change of the same key has read what the earlier one
   * put in, so it is queued later. Notices of one key are in one queue, of which one thread at a
   * time tells; it stops at a notice whose change is not decided, and who decides goes on.
   *
   * Shared: the queues, the calls to tell what is in each, and the state of a notice: released by
   * who made the change, acquired by who tells. Whose call is the first tells, and goes on until no
   * call has come since it last looked: so what was decided before a call is told by somebody.
   */
  private static final int QUEUES = 16;
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.LarderCache");

  /** Whether this thread is inside a listener: then it may not wait for others. */
  private static final ThreadLocal<Boolean> TELLING = ThreadLocal.withInitial(() -> false);

  private final String cache;
  private final List<Queue<K, V>> queues;

  Removals(String cache, List<CacheOptions.Told<K, V>> listeners) {
    this.cache = cache;
    queues = Stream.generate(() -> new Queue<>(this, listeners)).limit(QUEUES).toList();
  }

  /** Tells all that is decided and that nobody is telling. */
  void tellAll() {
    queues.forEach(Queue::tell);
  }

  /** Queues a notice of a change that is about to be tried. */
  Notice<K, V> announce(int hash) {
    Queue<K, V> queue = queues.get(hash >>> 8 & QUEUES - 1);
    Notice<K, V> notice = new Notice<>(queue);
    queue.notices.add(notice);
    return notice;
  }

  /** One change, maybe of no interest in the end. */
  static final class Notice<K, V> {
    private static final VarHandle STATE;

    static {
      try {
        STATE = MethodHandles.lookup().findVarHandle(Notice.class, "state", int.class);
      } catch (ReflectiveOperationException e) {
        throw new ExceptionInInitializerError(e);
      }
    }

    private static final int PENDING = 0;
    private static final int DECIDED = 1;
    private static final int TOLD = 2;

    private final Queue<K, V> queue;
    private @Nullable K key;
    private @Nullable V value;
    private @Nullable RemovalCause cause;

    @SuppressWarnings("unused") // through STATE
    private int state;

    private Notice(Queue<K, V> queue) {
      this.queue = queue;
    }

    /** The change did not come about, or removed nothing. */
    void drop() {
      STATE.setRelease(this, DECIDED);
    }

    /** The change took an entry away. */
    void removed(K removedKey, V removedValue, RemovalCause why) {
      key = removedKey;
      value = removedValue;
      cause = why;
      STATE.setRelease(this, DECIDED);
    }

    /** The change came about: it took an entry away, or only gave it another form. */
    @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the cache's entries; the very value
    void decide(@Nullable Node before, @Nullable Object after, RemovalCause why) {
      if (before == null || before.value() == after) {
        drop();
      } else {
        removed((K) before.key(), (V) before.value(), why);
      }
    }

    /** To be called when it is decided. Returns when those who are told at once have been. */
    void tell() {
      queue.tell();
      while ((int) STATE.getAcquire(this) != TOLD && !TELLING.get()) {
        LockSupport.parkNanos(this, 20_000); // another thread is telling, or about to decide
        queue.tell();
      }
    }

    private boolean isDecided() {
      return (int) STATE.getAcquire(this) != PENDING;
    }
  }

  private static final class Queue<K, V> {
    private final MpscUnboundedVarHandleArrayQueue<Notice<K, V>> notices =
        new MpscUnboundedVarHandleArrayQueue<>(64);
    private final AtomicInteger calls = new AtomicInteger();
    private final Removals<K, V> removals;
    private final List<CacheOptions.Told<K, V>> listeners;

    Queue(Removals<K, V> removals, List<CacheOptions.Told<K, V>> listeners) {
      this.removals = removals;
      this.listeners = listeners.stream().map(this::inOrder).toList();
    }

    /** An executor may run tasks out of order, so each queue gives it one at a time. */
    private CacheOptions.Told<K, V> inOrder(CacheOptions.Told<K, V> told) {
      Executor executor = told.executor();
      return executor == null
          ? told
          : new CacheOptions.Told<>(
              told.listener(), new SerialExecutor(executor), told.evictionsOnly());
    }

    void tell() {
      if (calls.getAndIncrement() != 0) {
        return; // who is telling looks again
      }
      boolean inside = TELLING.get();
      TELLING.set(true);
      try {
        for (int seen = 1; seen != 0; seen = calls.addAndGet(-seen)) {
          for (Notice<K, V> head = notices.relaxedPeek();
              head != null && head.isDecided();
              head = notices.relaxedPeek()) {
            notices.relaxedPoll();
            tell(head);
            Notice.STATE.setRelease(head, Notice.TOLD);
          }
        }
      } finally {
        TELLING.set(inside);
      }
    }

    private void tell(Notice<K, V> notice) {
      K key = notice.key;
      V value = notice.value;
      RemovalCause cause = notice.cause;
      if (key == null || value == null || cause == null) {
        return;
      }
      for (CacheOptions.Told<K, V> told : listeners) {
        if (told.evictionsOnly() && !cause.wasEvicted()) {
          continue;
        }
        Executor executor = told.executor();
        if (executor == null) {
          removals.call(told, key, value, cause);
        } else {
          executor.execute(() -> removals.call(told, key, value, cause));
        }
      }
    }
  }

  private void call(CacheOptions.Told<K, V> told, K key, V value, RemovalCause cause) {
    try {
      told.listener().removed(key, value, cause);
    } catch (RuntimeException e) {
      LOG.warn("a removal listener of cache '{}' failed for key {}", cache, key, e);
    }
  }
}
