package dev.larder.redis;

import dev.larder.Larder;
import dev.larder.internal.store.Store;
import dev.larder.redis.internal.Server;
import dev.larder.redis.internal.wire.Listener;
import java.util.Objects;

/** A port on which a store's keyspace is served to Redis clients. */
public final class RedisEndpoint implements AutoCloseable {
  private final Server server;
  private final Listener listener;

  private RedisEndpoint(Server server, Listener listener) {
    this.server = server;
    this.listener = listener;
  }

  /**
   * Starts to serve.
   *
   * @param larder the store
   * @param options where to listen
   * @return what is to be closed in the end
   * @throws IllegalStateException if Netty is not there, or the port is in use
   */
  public static RedisEndpoint start(Larder larder, RedisOptions options) {
    Objects.requireNonNull(options, "options");
    if (!(larder instanceof Store store)) {
      throw new IllegalArgumentException("only a store that Larder opened can be served");
    }
    store.shelf().engine().world(); // throws when the store is closed
    Server server = new Server(store, options.password());
    boolean started = false;
    try {
      RedisEndpoint endpoint = new RedisEndpoint(server, Listener.start(server, options));
      started = true;
      return endpoint;
    } catch (NoClassDefFoundError e) {
      throw new IllegalStateException(
          "the Redis endpoint needs io.netty:netty-transport and io.netty:netty-handler, 4.2 or"
              + " newer, on the class path",
          e);
    } finally {
      if (!started) {
        server.close();
      }
    }
  }

  /** {@return the port that it listens on} */
  public int port() {
    return listener.port();
  }

  /** Stops serving: closes all connections and frees the port. The store stays open. */
  @Override
  public void close() {
    listener.close();
    server.close();
  }
}
