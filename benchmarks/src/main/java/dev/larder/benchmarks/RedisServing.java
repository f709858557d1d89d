package dev.larder.benchmarks;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import dev.larder.redis.RedisOptions;
import java.util.concurrent.CountDownLatch;

/** A Redis endpoint with some event loops, until it is killed: {@code PORT THREADS}. */
public final class RedisServing {
  private RedisServing() {}

  /** Serves. */
  public static void main(String[] args) throws InterruptedException {
    int port = Integer.parseInt(args[0]);
    int threads = Integer.parseInt(args[1]);
    try (Larder larder = Larder.inMemory();
        RedisEndpoint endpoint =
            RedisEndpoint.start(
                larder, RedisOptions.builder().port(port).threads(threads).build())) {
      System.out.println("ready " + endpoint.port());
      new CountDownLatch(1).await();
    }
  }
}
