package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.kind.Watch;
import dev.larder.internal.tx.TxAccess;
import java.util.ArrayList;
import java.util.List;

/** The keys that a client watches. For the thread that serves it. */
public final class Watching {
  private final List<Watched> all = new ArrayList<>();

  private record Watched(Shelf shelf, Watch watch) {}

  /** Begins to watch a key, unless it is watched. O(keys watched). */
  public void add(Shelf shelf, Name key) {
    for (Watched watched : all) {
      if (watched.shelf == shelf && watched.watch.name().equals(key)) {
        return;
      }
    }
    all.add(new Watched(shelf, shelf.watches().watch(key)));
  }

  /**
   * Whether none has changed; to be asked at the beginning of the transaction that relies on it.
   */
  boolean isUntouched(TxAccess tx) {
    for (Watched watched : all) {
      if (!watched.watch.isUntouched(tx.in(watched.shelf.transactor()))) {
        return false;
      }
    }
    return true;
  }

  /** Ends all. */
  public void close() {
    for (Watched watched : all) {
      watched.watch.close();
    }
    all.clear();
  }
}
