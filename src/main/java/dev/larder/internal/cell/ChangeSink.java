package dev.larder.internal.cell;

import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import org.jspecify.annotations.Nullable;

/**
 * Where changes are recorded, each before it is made. The place in the record is fixed by {@code
 * record} and {@link Changes#offer}; what follows there waits until the change is known to have
 * been made or not. A change that can't be recorded, since a value can't be encoded or the record
 * can't be written, fails here, with nothing done.
 */
public interface ChangeSink {
  /**
   * Records that one entry is about to change.
   *
   * @param before the entry, or null when there is none or it has run out
   * @param after the value to come, or null for a removal
   * @param expiresAt when it will run out
   * @return what has to hear how it went, or null when there is nothing to record
   */
  @Nullable Pending record(
      Table table, Object key, @Nullable Node before, @Nullable Object after, long expiresAt);

  /** Begins to describe several changes that are made at one moment. */
  Changes changes();

  /** Records that everything is about to be cleared. */
  Pending recordClear(World next);
}
