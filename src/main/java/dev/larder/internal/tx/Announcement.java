package dev.larder.internal.tx;

import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableObserver;
import org.jspecify.annotations.Nullable;

/** A change that an attempt makes at its commit. */
final class Announcement {
  final Table table;
  final Object key;
  final int hash;

  /** The entry before, maybe one that has run out. */
  final @Nullable Node found;

  /** The entry before, null when it has run out. */
  final @Nullable Node current;

  final @Nullable Object after;
  final long expiresAt;

  /** Who observes the table, and what it answered when the change was about to be tried. */
  private @Nullable TableObserver observer;

  private @Nullable Object answer;

  Announcement(
      Table table,
      Object key,
      int hash,
      @Nullable Node found,
      @Nullable Node current,
      @Nullable Object after,
      long expiresAt) {
    this.table = table;
    this.key = key;
    this.hash = hash;
    this.found = found;
    this.current = current;
    this.after = after;
    this.expiresAt = expiresAt;
  }

  void tellChanging() {
    observer = table.observerAcquire();
    answer = observer == null ? null : observer.changing(key, hash);
  }

  void tellFailed() {
    if (observer != null && answer != null) {
      observer.failed(answer);
      answer = null;
    }
  }

  /** As with a single change: who came to observe since hears of it, or finds it. */
  void tellChanged() {
    TableObserver now = table.observerAcquire();
    boolean isSame = now == observer;
    if (now != null) {
      isSame |= observer != null && now.goesOnFor(observer);
      now.changed(isSame ? answer : null, key, hash, found, after);
    }
    if (!isSame) {
      tellFailed();
    }
  }
}
