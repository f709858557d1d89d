package dev.larder.redis.differential;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** The server under test. */
public interface Ours extends AutoCloseable {
  /** {@code larder}: the endpoint; {@code redis}: a second real server, which tests the harness. */
  String PROPERTY = "larder.differential.ours";

  int port();

  default InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port());
  }

  @Override
  void close() throws IOException;

  static boolean isStandIn() {
    return System.getProperty(PROPERTY, "larder").equals("redis");
  }

  static Ours start() throws IOException {
    return isStandIn() ? RealRedis.start() : larder();
  }

  private static Ours larder() {
    Larder larder = Larder.inMemory();
    RedisEndpoint endpoint = larder.redis(0);
    return new Ours() {
      @Override
      public int port() {
        return endpoint.port();
      }

      @Override
      public void close() {
        endpoint.close();
        larder.close();
      }
    };
  }
}
