package dev.larder.junit;

/** What a test may leave behind. */
public enum Leak {
  /** Connections that are still open. */
  CONNECTIONS,

  /** Clients, and handlers in this JVM, that are still subscribed. */
  SUBSCRIPTIONS,

  /** Keys that never expire. */
  KEYS_WITHOUT_EXPIRY
}
