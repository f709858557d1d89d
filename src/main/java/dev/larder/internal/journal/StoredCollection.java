package dev.larder.internal.journal;

import org.jspecify.annotations.Nullable;

/** A collection with a number, in bytes, as recovery finds it. */
public abstract sealed class StoredCollection
    permits StoredTable, StoredList, StoredScores, StoredStream {
  private final long id;

  /** The name that stands for it, or null while none does. */
  @Nullable StoredName name;

  StoredCollection(long id) {
    this.id = id;
  }

  /** Its number. */
  public final long id() {
    return id;
  }

  /** Does what was put off, before other threads may look at this. */
  void settle() {}

  /** Whether it has an element at a time, in milliseconds of the epoch. */
  public abstract boolean isInhabited(long now);

  /** Writes all that is in it; answers how much that is. */
  public abstract long writeTo(ChangeWriter out);
}
