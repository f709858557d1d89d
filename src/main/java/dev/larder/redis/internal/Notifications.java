package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;

/** Keyspace notifications. */
public final class Notifications {
  /** Whether anybody wants events of a class. */
  boolean wants(char kind) {
    return false;
  }

  /** Tells those who listen. */
  public void notify(char kind, String event, Name key, int database) {}
}
