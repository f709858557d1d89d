package dev.larder.junit;

import java.util.Map;
import java.util.Objects;

/**
 * Where the store under test is to be reached by Redis clients.
 *
 * @param host an address of this machine
 * @param port the port
 */
public record RedisAddress(String host, int port) {
  /**
   * Checks what is given.
   *
   * @param host see the record
   * @param port see the record
   */
  public RedisAddress {
    Objects.requireNonNull(host, "host");
  }

  /** {@return {@code redis://host:port}, which Jedis, Lettuce and Redisson take} */
  public String uri() {
    return "redis://" + this;
  }

  /** {@return the properties of Spring Boot: {@code spring.data.redis.host} and {@code .port}} */
  public Map<String, String> springProperties() {
    return Map.of("spring.data.redis.host", host, "spring.data.redis.port", Integer.toString(port));
  }

  /** {@return {@code host:port}} */
  @Override
  public String toString() {
    return host + ":" + port;
  }
}
