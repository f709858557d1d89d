package dev.larder.redis.internal.wire;

import dev.larder.redis.internal.Dispatcher;
import dev.larder.redis.internal.Reply;
import dev.larder.redis.internal.Server;
import dev.larder.redis.internal.Session;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** One connection: bytes in, commands run in their order, replies out. For its event loop alone. */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a connection that can't be written to is closed by Netty
final class ClientChannel extends ChannelInboundHandlerAdapter implements Session.Connection {
  private final Server server;
  private final Dispatcher dispatcher;
  private final RequestDecoder decoder = new RequestDecoder();
  private final RespWriter writer = new RespWriter(Unpooled.EMPTY_BUFFER);
  private ByteBuf received = Unpooled.EMPTY_BUFFER;
  private ByteBuf out = Unpooled.EMPTY_BUFFER;
  private boolean running;
  private boolean paused;
  private boolean closing;

  @SuppressWarnings("NullAway.Init") // set when the channel becomes active, before all else
  private ChannelHandlerContext context;

  @SuppressWarnings("NullAway.Init") // likewise
  private Session session;

  ClientChannel(Server server) {
    this.server = server;
    this.dispatcher = server.dispatcher();
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    session = server.open(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    if (closing) {
      bytes.release();
      return;
    }
    if (!received.isReadable()) {
      received.release();
      received = bytes;
    } else {
      received = merged(ctx, received, bytes);
    }
    run();
  }

  private static ByteBuf merged(ChannelHandlerContext ctx, ByteBuf first, ByteBuf second) {
    ByteBuf all = first;
    if (all.refCnt() > 1 || all.maxWritableBytes() < second.readableBytes() || all.isReadOnly()) {
      all = ctx.alloc().buffer(first.readableBytes() + second.readableBytes());
      all.writeBytes(first);
      first.release();
    }
    all.discardSomeReadBytes();
    all.writeBytes(second);
    second.release();
    return all;
  }

  private void run() {
    if (running) {
      return;
    }
    running = true;
    try {
      while (!paused && !closing) {
        byte[][] request = decoder.next(received);
        if (request == null) {
          break;
        }
        if (request.length > 0) {
          dispatcher.dispatch(session, request, reply());
        }
      }
    } catch (ProtocolException e) {
      reply().error("ERR Protocol error: " + e.getMessage());
      close();
    } catch (RuntimeException e) {
      Dispatcher.failed(reply(), e);
      close();
    } finally {
      running = false;
    }
    flush();
  }

  @Override
  public Reply reply() {
    if (out.maxCapacity() == 0) {
      out = context.alloc().buffer();
      writer.to(out);
    }
    return writer;
  }

  @Override
  public void flush() {
    if (running) {
      return; // run() does it after all that came together
    }
    ByteBuf written = out;
    if (written.isReadable()) {
      out = Unpooled.EMPTY_BUFFER;
      var sent = context.writeAndFlush(written);
      if (closing) {
        sent.addListener(ChannelFutureListener.CLOSE);
      }
    } else if (closing) {
      context.close();
    }
  }

  @Override
  public void execute(Runnable action) {
    context.executor().execute(action);
  }

  @Override
  public void pause() {
    paused = true;
  }

  @Override
  public void resume() {
    paused = false;
    run();
  }

  @Override
  public void close() {
    closing = true;
    flush();
  }

  @Override
  public void protocol(int version) {
    writer.protocol(version);
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closing = true;
    session.closed();
    received.release();
    received = Unpooled.EMPTY_BUFFER;
    out.release();
    out = Unpooled.EMPTY_BUFFER;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    ctx.close(); // a reset, mostly
  }
}
