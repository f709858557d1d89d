package dev.larder.internal.kind;

/**
 * Hears how a wait without a thread ended: of one of these once, unless it was cancelled. Called on
 * the thread that served the wait; it must not block.
 *
 * @param <T> what describes the element
 */
public interface Receiver<T> {
  /** Something was handed over; what was done has been committed. */
  void taken(T element);

  /** The store was closed. */
  void closed();
}
