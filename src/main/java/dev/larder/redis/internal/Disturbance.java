package dev.larder.redis.internal;

/** What goes wrong with a request or its reply. */
public sealed interface Disturbance {
  /** It runs only after some time of the store's. */
  record Delay(long millis) implements Disturbance {}

  /** It does not run, and the connection is not read from, until somebody releases it. */
  record Stall() implements Disturbance {}

  /** It does not run, and the connection is closed. */
  record Drop() implements Disturbance {}

  /** It does not run, and is answered with an error. */
  record Answer(String error) implements Disturbance {}

  /**
   * It runs, and the connection is reset behind the first bytes of its reply.
   *
   * @param bytes how many; negative for the half of the reply
   */
  record Cut(int bytes) implements Disturbance {}

  /** It runs, and its reply is sent a byte at a time, with a pause of the store's between. */
  record Drip(long pauseMillis) implements Disturbance {}
}
