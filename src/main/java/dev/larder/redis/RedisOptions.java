package dev.larder.redis;

import java.util.Objects;

/**
 * How a Redis endpoint listens.
 *
 * @param bind the address, which must be one of the loopback interface: there is no password yet
 * @param port the port, 0 for a free one
 * @param threads how many threads serve connections
 */
public record RedisOptions(String bind, int port, int threads) {
  /**
   * Checks what is given.
   *
   * @param bind the address
   * @param port the port, 0 for a free one
   * @param threads how many threads serve connections
   * @throws IllegalArgumentException if one of them is not allowed
   */
  public RedisOptions {
    Objects.requireNonNull(bind, "bind");
    if (!bind.equals("127.0.0.1") && !bind.equals("::1") && !bind.equals("localhost")) {
      throw new IllegalArgumentException(
          "anybody could reach " + bind + ", and there is no password yet: bind to 127.0.0.1");
    }
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("a port is from 0 to 65535, but this is " + port);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("at least one thread must serve, but this is " + threads);
    }
  }

  /**
   * Loopback, a free port, one thread.
   *
   * @return the options
   */
  public static RedisOptions ofDefaults() {
    return new RedisOptions("127.0.0.1", 0, 1);
  }

  /**
   * With another port.
   *
   * @param newPort the port, 0 for a free one
   * @return the options
   */
  public RedisOptions withPort(int newPort) {
    return new RedisOptions(bind, newPort, threads);
  }
}
