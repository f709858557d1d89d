package dev.larder.internal.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** A value that is being loaded. */
final class Load<V> {
  final Object key;
  final CompletableFuture<@Nullable V> outcome = new CompletableFuture<>();

  /**
   * The thread that runs the loader, null before that. Volatile: other threads look for circles.
   */
  private volatile @Nullable Thread owner;

  /** Set before a change of the key can be seen; read after the loader has ended. */
  private volatile boolean superseded;

  Load(Object key) {
    this.key = key;
  }

  void begun() {
    owner = Thread.currentThread();
  }

  boolean isOwnedBy(Thread thread) {
    return owner == thread;
  }

  @Nullable Thread owner() {
    return owner;
  }

  /** Whether its outcome is being put in. Volatile, as is {@code superseded}: see {@link Loads}. */
  private volatile boolean installing;

  /** To be called before it is looked whether the load is superseded, and after the change. */
  void installing(boolean is) {
    installing = is;
  }

  /** Returns when what the load may have decided before it was superseded can be seen. */
  void awaitInstalled() {
    while (installing) {
      LockSupport.parkNanos(this, 1_000);
    }
  }

  void supersede() {
    superseded = true;
  }

  /** Whether the key has changed, or is about to, since the load began. */
  boolean isSuperseded() {
    return superseded;
  }
}
