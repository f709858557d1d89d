package dev.larder.internal.store;

import dev.larder.Mark;
import org.jspecify.annotations.Nullable;

/** A moment of one store. */
final class StoreMark implements Mark {
  private final Store store;

  /** Goes once to null, when the mark is closed. */
  private volatile Databases.@Nullable Moment moment;

  StoreMark(Store store, Databases.Moment moment) {
    this.store = store;
    this.moment = moment;
  }

  /** The moment, for the store that it is one of. */
  Databases.Moment momentOf(Store asking) {
    if (asking != store) {
      throw new IllegalArgumentException("the mark is of another store");
    }
    Databases.Moment held = moment;
    if (held == null) {
      throw new IllegalStateException("the mark has been closed");
    }
    return held;
  }

  @Override
  public void close() {
    moment = null;
  }
}
