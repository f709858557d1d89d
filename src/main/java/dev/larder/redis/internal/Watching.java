package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.kind.Watch;
import dev.larder.internal.tx.TxAccess;
import java.util.LinkedHashMap;
import java.util.Map;

/** The keys that a client watches. For the thread that serves it. */
public final class Watching {
  private final Map<Place, Watch> all = new LinkedHashMap<>();

  /** A key of a database. */
  private record Place(Shelf shelf, Name key) {}

  /** Begins to watch a key, unless it is watched. */
  public void add(Shelf shelf, Name key) {
    all.computeIfAbsent(new Place(shelf, key), place -> shelf.watches().watch(key));
  }

  /**
   * Whether none has changed; to be asked at the beginning of the transaction that relies on it.
   */
  boolean isUntouched(TxAccess tx) {
    for (Watch watch : all.values()) {
      if (watch.isTouched()) {
        return false; // for good: the others need no look that the commit relies on
      }
    }
    for (Map.Entry<Place, Watch> entry : all.entrySet()) {
      TxAccess database = tx.in(entry.getKey().shelf.transactor());
      if (!entry.getValue().isUntouched(database)) {
        return false;
      }
    }
    return true;
  }

  /** Ends all. */
  public void close() {
    all.values().forEach(Watch::close);
    all.clear();
  }
}
