package dev.larder.junit;

/** What a test may leave behind. */
public enum Leak {
  /** Connections that are still open. */
  CONNECTIONS,

  /** Clients that are still subscribed. */
  SUBSCRIPTIONS,

  /** Keys that never expire. */
  KEYS_WITHOUT_EXPIRY
}
