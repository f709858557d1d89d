package dev.larder.internal.cell;

import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import org.jspecify.annotations.Nullable;

/** Several changes that are made at one moment, in the order in which they follow each other. */
public interface Changes {
  /** Adds one, as {@link ChangeSink#record} takes it. */
  void add(Table table, Object key, @Nullable Node before, @Nullable Object after, long expiresAt);

  /** Adds that all of a keyspace is cleared. */
  void clear(World next);

  /**
   * Ends the description, and waits until there is room for it. No cell may be claimed yet.
   *
   * @return whether there is something to record
   */
  boolean seal();

  /**
   * Fixes a place in the record. Several threads may do so for the same changes; all places but one
   * must be given up.
   *
   * @return what has to hear how it went, or null when nothing is recorded any more
   */
  @Nullable Pending offer();
}
