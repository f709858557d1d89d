package dev.larder.redis.internal.wire;

import dev.larder.redis.RedisOptions;
import dev.larder.redis.internal.Server;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The listening sockets, their event loops, and the connections. */
public final class Listener implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.redis.Listener");

  /** A client with more unread than the second is not read from until it is down to the first. */
  private static final WriteBufferWaterMark UNREAD = new WriteBufferWaterMark(512 << 10, 1 << 20);

  private final Server server;
  private final RedisOptions options;
  private final Loops loops;
  private final ChannelGroup channels;
  private int port;
  private @Nullable Channel tcp;

  private Listener(Server server, RedisOptions options, Loops loops) {
    this.server = server;
    this.options = options;
    this.loops = loops;
    // Of our own threads: Netty's global one would outlive this endpoint.
    this.channels = new DefaultChannelGroup(loops.group.next(), true);
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalStateException if the port can't be had
   */
  public static Listener start(Server server, RedisOptions options) {
    return start(server, options, Loops.own(options.threads()));
  }

  /** The same on loops that are released when it is closed. */
  public static Listener start(Server server, RedisOptions options, Loops loops) {
    Listener listener = new Listener(server, options, loops);
    try {
      listener.listen();
    } catch (RuntimeException | Error e) {
      listener.close();
      throw e;
    }
    return listener;
  }

  private void listen() {
    InetSocketAddress address = new InetSocketAddress(options.bind(), options.port());
    if (address.isUnresolved()) {
      throw new IllegalStateException("no such address: " + options.bind());
    }
    if (!address.getAddress().isLoopbackAddress()
        && options.password() == null
        && !options.allowsRemoteWithoutPassword()) {
      throw new IllegalArgumentException(
          "anybody could reach "
              + options.bind()
              + ": set a password, or allow it by allowRemoteWithoutPassword");
    }
    port = listenOn(address);
    Path socket = options.unixSocket();
    if (socket != null) {
      bind(loops.transport.domainServer, loops.transport.address(socket), null);
    }
    server.config().listens(options.bind(), port, socket == null ? "" : socket.toString());
  }

  private int listenOn(InetSocketAddress address) {
    Channel bound = bind(loops.transport.server, address, options.tls());
    tcp = bound;
    return ((InetSocketAddress) bound.localAddress()).getPort();
  }

  /**
   * Opens or closes the door: while it is closed, the system refuses who wants to connect; those
   * who are connected stay. For one thread at a time.
   *
   * @throws IllegalStateException if somebody else has taken the port in between
   */
  public void admits(boolean isOpen) {
    Channel bound = tcp;
    if (isOpen && bound == null) {
      listenOn(new InetSocketAddress(options.bind(), port));
    } else if (!isOpen && bound != null) {
      bound.close().awaitUninterruptibly();
      Loops.awaitTurn(bound.eventLoop());
      tcp = null;
    }
  }

  private Channel bind(
      Class<? extends ServerChannel> type, SocketAddress address, @Nullable SSLContext tls) {
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops.group)
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, 511)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, UNREAD)
            .childHandler(new Clients(tls));
    if (address instanceof InetSocketAddress) {
      bootstrap
          .option(ChannelOption.SO_REUSEADDR, true)
          .childOption(ChannelOption.TCP_NODELAY, true)
          .childOption(ChannelOption.SO_KEEPALIVE, true);
    }
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IllegalStateException("can't listen on " + address, bound.cause());
    }
    channels.add(bound.channel());
    return bound.channel();
  }

  /** Sets up each connection. */
  private final class Clients extends ChannelInitializer<Channel> {
    private final @Nullable SSLContext tls;

    Clients(@Nullable SSLContext tls) {
      this.tls = tls;
    }

    @Override
    protected void initChannel(Channel client) {
      channels.add(client);
      if (tls != null) {
        SSLEngine engine = tls.createSSLEngine();
        engine.setUseClientMode(false);
        client.pipeline().addLast(new SslHandler(engine));
      }
      client.pipeline().addLast(new ClientChannel(server, loops.courier(client.eventLoop())));
    }
  }

  /** The port that it listens on. */
  public int port() {
    return port;
  }

  @Override
  public void close() {
    channels.close().awaitUninterruptibly();
    loops.settle();
    loops.release();
    Path socket = options.unixSocket();
    if (socket != null && port != 0) {
      try {
        Files.deleteIfExists(socket);
      } catch (IOException e) {
        LOG.warn("the socket {} stays behind: {}", socket, e.toString());
      }
    }
  }
}
