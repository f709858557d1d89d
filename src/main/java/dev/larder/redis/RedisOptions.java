package dev.larder.redis;

import java.util.Objects;

/**
 * How a Redis endpoint listens.
 *
 * @param bind the address; another than loopback needs a password
 * @param port the port, 0 for a free one
 * @param threads how many threads serve connections
 */
public record RedisOptions(String bind, int port, int threads) {
  /** Checks what is given. */
  public RedisOptions {
    Objects.requireNonNull(bind, "bind");
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 0 to 65535, but this is " + port);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread must serve, but this is " + threads);
    }
  }

  /** Loopback, a free port, one thread. */
  public static RedisOptions ofDefaults() {
    return new RedisOptions("127.0.0.1", 0, 1);
  }

  /** With another port. */
  public RedisOptions withPort(int newPort) {
    return new RedisOptions(bind, newPort, threads);
  }
}
