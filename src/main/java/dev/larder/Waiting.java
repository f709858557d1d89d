package dev.larder;

/** How a subscription's own thread waits for messages. */
public enum Waiting {
  /** It looks for a moment, then parks. A publisher that finds it parked wakes it. */
  PARK,

  /** It looks all the time: the shortest delay, for the price of a core. */
  SPIN
}
