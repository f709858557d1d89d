package dev.larder.redis.internal.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Sends some replies a byte at a time, and what comes after them when they are through: for tests.
 * For the connection's loop alone.
 */
@SuppressWarnings("FutureReturnValueIgnored") // Netty closes what can't be written to
final class Dripper extends ChannelOutboundHandlerAdapter {
  static final String NAME = "dripper";

  private final ClientChannel client;
  private final Deque<Piece> pieces = new ArrayDeque<>();
  private long pauseMillis = -1;
  private boolean pausing;

  /** Some bytes, and the pause after each of them; -1 to send them at once. */
  private record Piece(ByteBuf bytes, long pauseMillis, ChannelPromise promise) {}

  Dripper(ClientChannel client) {
    this.client = client;
  }

  /** Lets the next that is written drip. */
  void dripNext(long pause) {
    pauseMillis = pause;
  }

  @Override
  public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
    pieces.add(new Piece((ByteBuf) message, pauseMillis, promise));
    pauseMillis = -1;
    drain(ctx);
  }

  private void drain(ChannelHandlerContext ctx) {
    while (!pausing && !pieces.isEmpty()) {
      Piece piece = pieces.getFirst();
      if (piece.pauseMillis < 0 || piece.bytes.readableBytes() <= 1) {
        pieces.removeFirst();
        ctx.writeAndFlush(piece.bytes, piece.promise);
        continue;
      }
      if (piece.pauseMillis > 0) {
        pausing = true;
        client.schedule( // before the byte, at whose sight a test may move the clock
            piece.pauseMillis,
            () -> {
              pausing = false;
              drain(ctx);
            });
      }
      ctx.writeAndFlush(piece.bytes.readRetainedSlice(1));
    }
  }

  /** The connection has ended: also what waits is given up. */
  void drop() {
    pausing = true;
    pieces.forEach(piece -> piece.bytes.release());
    pieces.clear();
  }
}
