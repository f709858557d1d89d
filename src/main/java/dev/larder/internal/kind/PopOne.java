package dev.larder.internal.kind;

import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Name;
import dev.larder.internal.tx.TxAccess;
import org.jspecify.annotations.Nullable;

/**
 * Takes one element out of a collection, or looks for something in it, for one who waits.
 *
 * @param <T> what describes the element
 */
@FunctionalInterface
public interface PopOne<T> {
  /**
   * Takes an element, and does what else has to be done at that moment, such as to push it
   * elsewhere. It may be run again.
   *
   * @param tx sees the store of the one who waits
   * @return what is handed over, or null when the collection of that name has nothing for this one
   * @throws WrongTypeException if the name stands for something else: the wait goes on
   */
  @Nullable T pop(TxAccess tx, Name name);

  /**
   * Whether an answer of null says that there is nothing for others behind this one either. True of
   * those who take whatever comes; not of those who only look, or look for something special.
   */
  default boolean isEmptyForAll() {
    return true;
  }

  /** Whether the end of the collection, too, is a reason to look. */
  default boolean isForRemovals() {
    return false;
  }
}
