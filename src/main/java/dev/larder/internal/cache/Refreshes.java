package dev.larder.internal.cache;

import dev.larder.internal.table.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/** Gathers the entries that are due to be loaded anew, so that those due together go together. */
final class Refreshes<K, V> {
  /*
   * Shared: the queue, and the number of entries that came since its reader last looked. Who raises
   * it from 0 has them loaded on the executor; that one goes on until none came meanwhile.
   */
  private final MpscUnboundedVarHandleArrayQueue<Node> due =
      new MpscUnboundedVarHandleArrayQueue<>(64);
  private final AtomicInteger came = new AtomicInteger();
  private final Loading<K, V> loading;

  Refreshes(Loading<K, V> loading) {
    this.loading = loading;
  }

  void add(Node old) {
    due.add(old);
    if (came.getAndIncrement() == 0) {
      try {
        loading.execute(this::loadAll);
      } catch (RejectedExecutionException e) {
        came.set(0);
        loading.refreshFailed(e);
      }
    }
  }

  @SuppressWarnings("unchecked") // the entries are those of this cache
  private void loadAll() {
    for (int seen = came.get(); seen != 0; seen = came.addAndGet(-seen)) {
      List<K> keys = new ArrayList<>();
      for (Node old = due.relaxedPoll(); old != null; old = due.relaxedPoll()) {
        if (loading.isStill(old)) {
          keys.add((K) old.key());
        }
      }
      if (!keys.isEmpty()) {
        loading.reloadAll(keys);
      }
    }
  }
}
