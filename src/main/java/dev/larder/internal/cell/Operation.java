package dev.larder.internal.cell;

import dev.larder.internal.table.Node;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the entry of a key and says what becomes of it. It is run again when another change came
 * between, so it must have no effect besides; what it computes for its caller it keeps in itself,
 * the last run's being the one that counts.
 */
public interface Operation {
  /** The decision to change nothing. */
  Object KEEP = new Object();

  /** The decision to remove the entry. */
  Object REMOVE = new Object();

  /**
   * Decides.
   *
   * @param current the entry, or null when there is none or it has run out
   * @param argument what the caller of {@link Access#change} gave
   * @return {@link #KEEP}, {@link #REMOVE}, or the value to put
   */
  Object decide(@Nullable Node current, @Nullable Object argument);

  /**
   * When the value that was decided on runs out; asked after {@link #decide}. By default an entry
   * keeps the expiry that it has.
   */
  default long expiresAt(@Nullable Node current) {
    return current == null ? Node.NEVER : current.expiresAt();
  }
}
