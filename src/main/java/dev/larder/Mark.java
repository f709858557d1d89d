package dev.larder;

/**
 * A moment of a store that it can be taken back to, any number of times: see {@link Larder#mark()}.
 * Marks are independent of each other. What the store held at that moment stays in memory as long
 * as the mark is reachable and not closed.
 */
public interface Mark extends AutoCloseable {
  /** Lets go of the moment: nothing can be taken back to it any more. */
  @Override
  void close();
}
