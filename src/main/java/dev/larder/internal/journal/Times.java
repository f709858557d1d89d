package dev.larder.internal.journal;

import java.time.Instant;

/** Times as people read them. */
public final class Times {
  private Times() {}

  /** A time in milliseconds of the epoch as ISO 8601 has it, in UTC. */
  public static String text(long millis) {
    return Instant.ofEpochMilli(millis).toString();
  }
}
