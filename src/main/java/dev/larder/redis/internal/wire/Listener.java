package dev.larder.redis.internal.wire;

import dev.larder.redis.RedisOptions;
import dev.larder.redis.internal.Server;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The listening socket, its event loops, and the connections. */
public final class Listener implements AutoCloseable {
  private final EventLoopGroup loops;
  private final ChannelGroup clients;
  private final Channel channel;

  private Listener(EventLoopGroup loops, ChannelGroup clients, Channel channel) {
    this.loops = loops;
    this.clients = clients;
    this.channel = channel;
  }

  /**
   * Starts to listen.
   *
   * @throws IllegalStateException if the port can't be had
   */
  public static Listener start(Server server, RedisOptions options) {
    EventLoopGroup loops =
        new MultiThreadIoEventLoopGroup(
            options.threads(),
            new DefaultThreadFactory("larder-redis", true),
            NioIoHandler.newFactory());
    ChannelGroup clients = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(loops)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_REUSEADDR, true)
            .option(ChannelOption.SO_BACKLOG, 511)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel client) {
                    clients.add(client);
                    client.pipeline().addLast(new ClientChannel(server));
                  }
                });
    var bound = bootstrap.bind(options.bind(), options.port()).awaitUninterruptibly();
    if (!bound.isSuccess()) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
      throw new IllegalStateException(
          "can't listen on " + options.bind() + ":" + options.port(), bound.cause());
    }
    return new Listener(loops, clients, bound.channel());
  }

  /** The port that it listens on. */
  public int port() {
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  @Override
  public void close() {
    channel.close().awaitUninterruptibly();
    clients.close().awaitUninterruptibly();
    loops.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
