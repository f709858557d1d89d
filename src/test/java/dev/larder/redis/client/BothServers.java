package dev.larder.redis.client;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import dev.larder.redis.differential.RealRedis;
import java.io.IOException;
import org.junit.jupiter.api.Assumptions;

/** Both servers that a client's job runs on: what holds for the reference has to hold for ours. */
final class BothServers implements AutoCloseable {
  enum Which {
    LARDER,
    REDIS
  }

  private final Larder larder = Larder.inMemory();
  private final RedisEndpoint endpoint = larder.redis(0);
  private final boolean hasReference = RealRedis.isInstalled();
  private final RealRedis reference;

  @SuppressWarnings("NullAway") // where there is no reference, nobody gets as far as to ask it
  BothServers() throws IOException {
    reference = hasReference ? RealRedis.start() : null;
  }

  /** Where one of them listens, emptied; skips the test when it is not there. */
  int port(Which which) {
    if (which == Which.LARDER) {
      larder.clear();
      return endpoint.port();
    }
    Assumptions.assumeTrue(hasReference, "redis-server 7.0 is not installed");
    return reference.port();
  }

  /** The store behind ours. */
  Larder larder() {
    return larder;
  }

  @Override
  public void close() throws IOException {
    endpoint.close();
    larder.close();
    if (hasReference) {
      reference.close();
    }
  }
}
