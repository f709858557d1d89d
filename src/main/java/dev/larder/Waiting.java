package dev.larder;

/** How a subscription's own thread waits for messages. */
public enum Waiting {
  /** It looks for a moment, then parks. A publisher that finds it parked wakes it. */
  PARK,

  /**
   * It looks all the time: the shortest delay, for the price of a core. Soon it looks only as often
   * as other threads that want the core let it.
   */
  SPIN
}
