package dev.larder.internal.cache;

import dev.larder.internal.table.Node;
import dev.larder.internal.table.TableObserver;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the bounds of a table that only its maker can see: its first entries run out as
 * those after them, but nothing is evicted and nobody told, since it may come to nothing. Until the
 * bounds are on it others may see it already; of what they change listeners are told.
 */
final class Prospect<K, V> implements TableObserver {
  /*
   * Shared: the keys that a writer is to be told of once the table can be seen. They are worked off
   * after the bounds are on it; who adds one later, since it took this for who observes the table,
   * looks at the flag after that, and works it off.
   */
  final CacheCore<K, V> core;

  /**
   * Who makes the table, until it knows that it can be seen; a change by another thread is of one
   * that can. Only that thread asks whether it is itself, so plain.
   */
  private @Nullable Thread maker = Thread.currentThread();

  private final Queue<Object> changed = new ConcurrentLinkedQueue<>();
  private volatile boolean isOver;

  Prospect(CacheCore<K, V> core) {
    this.core = core;
  }

  @Override
  public void read(Node entry) {
    // Nobody else reads it.
  }

  @Override
  public long expiresAt(Object key, @Nullable Node current, Object value, long decided) {
    core.checkWeight(key, value);
    return core.deadlines.ofWrite(key, current, value, decided);
  }

  @Override
  public @Nullable Object changing(Object key, int hash) {
    core.loads.supersede(key);
    boolean isSeen = Thread.currentThread() != maker;
    return isSeen && core.removals != null ? core.removals.announce(hash) : null;
  }

  @Override
  public void failed(Object announced) {
    Removals.Notice<?, ?> notice = (Removals.Notice<?, ?>) announced;
    notice.drop();
    notice.tell();
  }

  @Override
  public void changed(
      @Nullable Object announced,
      Object key,
      int hash,
      @Nullable Node before,
      @Nullable Object after) {
    core.loads.installed(key);
    core.isThere(key);
    if (announced != null) {
      Removals.Notice<?, ?> notice = (Removals.Notice<?, ?>) announced;
      boolean expired = before != null && core.deadlines.hasRunOut(before);
      notice.decide(before, after, BoundedTable.cause(expired, after, false));
      notice.tell();
    }
    if (core.behind != null && !core.behind.isQuiet(key)) {
      changed.add(key);
      if (isOver) {
        tellOf();
      }
    }
  }

  /** The table can be seen: told by its maker, whose changes from now on others hear of. */
  void seen() {
    maker = null;
  }

  /** The bounds are on the table. */
  void handOver() {
    isOver = true;
    tellOf();
  }

  private void tellOf() {
    BoundedTable<K, V> bounded = core.bounded();
    for (Object key = changed.poll(); key != null; key = changed.poll()) {
      if (bounded != null) {
        bounded.note(key);
      }
    }
  }

  @Override
  public boolean removedNothing(Object key) {
    return core.loads.supersedeAndSettle(key);
  }

  @Override
  public @Nullable TableObserver ofNewTable(Object name) {
    throw new IllegalStateException("this is no keyspace");
  }

  @Override
  public boolean keepsNewTable(Object name) {
    throw new IllegalStateException("this is no keyspace");
  }

  @Override
  public void ended(Node[] last) {
    // Nobody knows that it was there.
  }

  @Override
  public void sweepAll() {
    // The walk that comes with the bounds finds what has run out.
  }

  @Override
  public long sweep() {
    return Node.NEVER;
  }
}
