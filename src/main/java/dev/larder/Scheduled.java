package dev.larder;

/** A message that is to be published later, once or again and again. */
public interface Scheduled {
  /**
   * Calls it off. A publish that is under way may still finish.
   *
   * @return whether it was still to be published
   */
  boolean cancel();
}
