package dev.larder.redis.internal.wire;

import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.NetUtil;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;

/** What moves the bytes: the system's epoll where it can be had, else the JDK's selectors. */
enum Transport {
  NIO(NioServerSocketChannel.class, NioServerDomainSocketChannel.class) {
    @Override
    IoHandlerFactory handlers() {
      return NioIoHandler.newFactory();
    }

    @Override
    SocketAddress address(Path socket) {
      return UnixDomainSocketAddress.of(socket);
    }
  },
  EPOLL(EpollServerSocketChannel.class, EpollServerDomainSocketChannel.class) {
    @Override
    IoHandlerFactory handlers() {
      return EpollIoHandler.newFactory();
    }

    @Override
    SocketAddress address(Path socket) {
      return new DomainSocketAddress(socket.toString());
    }
  };

  final Class<? extends ServerChannel> server;
  final Class<? extends ServerChannel> domainServer;

  Transport(Class<? extends ServerChannel> server, Class<? extends ServerChannel> domainServer) {
    this.server = server;
    this.domainServer = domainServer;
  }

  abstract IoHandlerFactory handlers();

  abstract SocketAddress address(Path socket);

  /** The best that is there. */
  static Transport best() {
    if (!mayLoadLibraries()) {
      return NIO;
    }
    try {
      return Epoll.isAvailable() ? EPOLL : NIO;
    } catch (LinkageError e) {
      return NIO; // its jar is optional
    }
  }

  /**
   * Whether Netty may load a native library without a warning of the JVM's. From JDK 22 on a module
   * can be asked; before that there was no warning.
   */
  private static boolean mayLoadLibraries() {
    try {
      return (boolean)
          MethodHandles.publicLookup()
              .findVirtual(
                  Module.class, "isNativeAccessEnabled", MethodType.methodType(boolean.class))
              .invokeExact(NetUtil.class.getModule());
    } catch (NoSuchMethodException e) {
      return true;
    } catch (Throwable e) {
      throw new IllegalStateException("a module can't be asked for its rights", e);
    }
  }
}
