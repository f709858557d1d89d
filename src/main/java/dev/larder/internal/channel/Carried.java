package dev.larder.internal.channel;

import org.jspecify.annotations.Nullable;

/**
 * A message in a queue, with what travels along.
 *
 * @param message the message
 * @param context what was captured on the publisher's thread
 */
record Carried(Object message, @Nullable Object context) {
  /** What was published, whether or not something travels with it. */
  static Object bare(Object message) {
    return message instanceof Carried carried ? carried.message : message;
  }
}
