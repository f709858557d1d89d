package dev.larder.redis.internal;

import java.util.Locale;

/** What a command is, as COMMAND INFO says it; and how it is run. */
public enum Flag {
  WRITE,
  READONLY,
  DENYOOM,
  ADMIN,
  PUBSUB,
  NOSCRIPT,
  BLOCKING,
  LOADING,
  STALE,
  SKIP_MONITOR,
  SKIP_SLOWLOG,
  ASKING,
  FAST,
  NO_AUTH,
  MAY_REPLICATE,
  NO_MULTI,
  MOVABLEKEYS,
  ALLOW_BUSY,
  NO_ASYNC_LOADING,
  /**
   * Not Redis's: the handler makes one change, or one read, of one cell, and needs no transaction
   * around it; or it touches no data.
   */
  SINGLE;

  /** As COMMAND INFO says it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
