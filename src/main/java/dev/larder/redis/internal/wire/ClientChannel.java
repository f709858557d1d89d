package dev.larder.redis.internal.wire;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Buffers;
import dev.larder.redis.internal.Dispatcher;
import dev.larder.redis.internal.Disturbance;
import dev.larder.redis.internal.Prefetcher;
import dev.larder.redis.internal.Probe;
import dev.larder.redis.internal.Push;
import dev.larder.redis.internal.Reply;
import dev.larder.redis.internal.Server;
import dev.larder.redis.internal.Session;
import dev.larder.redis.internal.config.OutputLimits;
import dev.larder.redis.internal.config.OutputLimits.Limit;
import dev.larder.redis.internal.measure.Figure;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundBuffer;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: bytes in, commands run in their order, replies out. For its event loop alone.
 *
 * <p>A client that doesn't read its replies is not read from either while more than a mebibyte
 * waits for it; and when more than {@link #MAX_UNREAD} wait and there is yet more to send, which
 * are messages then, it is cut off.
 */
@SuppressWarnings(
    "FutureReturnValueIgnored") // a connection that can't be written to is closed by Netty
final class ClientChannel extends ChannelInboundHandlerAdapter implements Session.Connection {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.redis.ClientChannel");

  /** So much may wait before the client is cut off. */
  private static final long MAX_UNREAD = 64L << 20;

  /** Replies are handed on in pieces of about this size. */
  private static final int PIECE = 64 * 1024;

  private static final long IDLE_CHECK_MILLIS = 500;

  private final Server server;
  private final Dispatcher dispatcher;
  private final RespWriter writer = new RespWriter(Unpooled.EMPTY_BUFFER);
  private ByteBuf received = Unpooled.EMPTY_BUFFER;
  private ByteBuf out = Unpooled.EMPTY_BUFFER;
  private boolean running;
  private boolean paused;
  private boolean closing;
  private long unreadCounted;

  /** For other threads: what the buffers held when there was nothing to do any more. */
  private volatile Buffers shown = Buffers.EMPTY;

  private long replyPeak;

  private final Courier courier;
  private final List<Push> deferred = new ArrayList<>();

  /** Where the reply to the command that is being run begins; -1 between commands. */
  private int replyStart = -1;

  private boolean touched;
  private volatile boolean resp3;

  /** A command that has to wait while commands are paused. */
  private @Nullable Args held;

  /** The same, when it may run. */
  private @Nullable Args released;

  private long softSince;

  /** Whether the loop looks now and then whether the client does anything. */
  private boolean idleWatched;

  /** How many bytes other threads have given to the courier for it. */
  private final AtomicLong onTheWay = new AtomicLong();

  /** What watches it, in tests. */
  private Probe.@Nullable Watch watch;

  /** What is to happen to the next that is sent, in tests. */
  private @Nullable Disturbance onReply;

  private boolean stalled;

  @SuppressWarnings("NullAway.Init") // set when the channel becomes active, before all else
  private ChannelHandlerContext context;

  @SuppressWarnings("NullAway.Init") // likewise
  private Session session;

  @SuppressWarnings("NullAway.Init") // likewise
  private RequestQueue requests;

  ClientChannel(Server server, Courier courier) {
    this.server = server;
    this.courier = courier;
    this.dispatcher = server.dispatcher();
  }

  @Override
  public void channelActive(ChannelHandlerContext ctx) {
    context = ctx;
    if (server.sessions().size() >= server.config().maxClients()) {
      closing = true;
      session = server.unlisted(this);
      reply().error("ERR max number of clients reached");
      flush();
      return;
    }
    session = server.open(this);
    requests = new RequestQueue(new Prefetcher(session));
    Probe probe = server.probe();
    if (probe != null) {
      watch = probe.connected(session);
    }
    requests.trust(session.isAuthenticated(), server.config().maxBulk());
    watchIdle();
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf bytes = (ByteBuf) message;
    session.meter().add(Figure.READS, 1);
    session.meter().add(Figure.BYTES_IN, bytes.readableBytes());
    if (closing) {
      bytes.release();
      return;
    }
    if (watch != null) {
      watch.piece();
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
    if (running || closing) {
      return;
    }
    running = true;
    try {
      runAll();
    } catch (ProtocolException e) {
      reply().error("ERR Protocol error: " + e.getMessage());
      closing = true;
    } catch (RuntimeException e) {
      Dispatcher.failed(reply(), e);
      closing = true;
    } catch (Error e) { // one client's, never the loop's
      LOG.error("a command failed; its connection is closed", e);
      out.clear();
      closing = true;
    } finally {
      running = false;
    }
    if (closing || watch != null) {
      flush();
    } else if (out.isReadable()) {
      sendAtTheEnd();
    }
    readOrNot();
    show();
  }

  /**
   * Has what is there sent when the loop has served all that came with it: a client that is woken
   * for each of many replies takes more of the processor than the replies.
   */
  private void sendAtTheEnd() {
    if (!touched) {
      touched = true;
      courier.touched(this);
    }
  }

  private void runAll() {
    session.newPiece();
    while (!paused && !closing && held == null) {
      requests.trust(session.isAuthenticated(), server.config().maxBulk());
      boolean isReleased = released != null;
      Args request = isReleased ? released : requests.next(received, watch == null);
      released = null;
      if (request == null) {
        break;
      }
      if (isHttp(request)) {
        LOG.warn("client {} speaks HTTP: a page in a browser may be behind it", session.id());
        closing = true;
        break;
      }
      if (request.count() > 0) {
        Probe.Watch watching = watch;
        if (watching == null) {
          dispatch(request);
        } else {
          dispatch(request, isReleased, watching);
        }
      }
      if (held != null) {
        break;
      }
      if (out.readableBytes() > PIECE) {
        writeOut();
        session.newPiece();
        if (!context.channel().isWritable()) {
          break; // channelWritabilityChanged goes on
        }
      }
    }
    if (!received.isReadable()) {
      received.release();
      received = Unpooled.EMPTY_BUFFER;
    }
  }

  private void dispatch(Args request) {
    Reply reply = reply();
    replyStart = reply.mark();
    try {
      dispatcher.dispatch(session, request, reply);
    } finally {
      if (session.state().dropsReply()) {
        out.writerIndex(replyStart);
      }
      replyStart = -1;
      if (!deferred.isEmpty()) {
        deferred.forEach(this::append);
        deferred.clear();
      }
    }
  }

  /** The same for one that is watched, and may be disturbed. */
  private void dispatch(Args request, boolean isReleased, Probe.Watch watching) {
    Disturbance disturbance = isReleased ? null : watching.arrives(request.all());
    if (disturbance instanceof Disturbance.Delay delay) {
      hold(request, delay.millis());
      watching.ran(request.all(), null);
      return;
    } else if (disturbance instanceof Disturbance.Stall) {
      held = request;
      stalled = true;
      watching.ran(request.all(), null);
      return;
    } else if (disturbance instanceof Disturbance.Drop) {
      closing = true;
      watching.ran(request.all(), null);
      return;
    } else if (disturbance instanceof Disturbance.Answer answer) {
      dispatcher.refuse(session, request, answer.error(), reply());
      watching.ran(request.all(), answer.error());
      return;
    } else if (disturbance != null) {
      if (out.isReadable()) {
        writeOut(); // what is not meant
      }
      onReply = disturbance;
    }
    int begin = reply().mark();
    dispatch(request);
    if (held == null) {
      watching.ran(request.all(), errorFrom(begin));
    }
    if (onReply != null && out.isReadable()) {
      writeOut(); // without what follows
    }
  }

  /** The text of an error that was written from some byte on, or null. */
  private @Nullable String errorFrom(int begin) {
    if (out.writerIndex() <= begin || out.getByte(begin) != '-') {
      return null;
    }
    int end = out.indexOf(begin, out.writerIndex(), (byte) '\r');
    return out.toString(begin + 1, end - begin - 1, StandardCharsets.ISO_8859_1);
  }

  /** Whether a browser may have been made to send this; Redis closes such connections as well. */
  private static boolean isHttp(Args request) {
    return request.count() > 0 && (request.is(0, "POST") || request.is(0, "HOST:"));
  }

  /** Stops reading while the client doesn't, or while nothing of it may run. */
  private void readOrNot() {
    boolean wanted =
        context.channel().isWritable() && !stalled && !(paused && received.readableBytes() > PIECE);
    if (context.channel().config().isAutoRead() != wanted) {
      context.channel().config().setAutoRead(wanted);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext ctx) {
    if (ctx.channel().isWritable()) {
      run();
    } else {
      readOrNot();
    }
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
    if (out.isReadable()) {
      writeOut();
    } else if (closing && context.channel().isActive()) {
      context.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }
  }

  private void writeOut() {
    ByteBuf written = out;
    out = Unpooled.EMPTY_BUFFER;
    long unread = unread();
    replyPeak = Math.max(replyPeak, written.readableBytes());
    if (unread > MAX_UNREAD || isOverLimit(unread) || tooMuchInAll(unread)) {
      written.release();
      cutOff("it does not read what waits for it, " + unread + " bytes");
      return;
    }
    Disturbance disturbance = onReply;
    if (disturbance != null) {
      onReply = null;
      if (disturbance instanceof Disturbance.Cut cut) {
        sendCut(written, cut);
        return;
      }
      if (disturbance instanceof Disturbance.Drip drip) {
        dripper().dripNext(drip.pauseMillis());
      }
    }
    session.meter().add(Figure.WRITES, 1);
    session.meter().add(Figure.BYTES_OUT, written.readableBytes());
    boolean isLast = closing && !running;
    context
        .writeAndFlush(written)
        .addListener(isLast ? ChannelFutureListener.CLOSE : ChannelFutureListener.CLOSE_ON_FAILURE);
  }

  /** Sends the beginning of a reply, and resets the connection. */
  private void sendCut(ByteBuf written, Disturbance.Cut cut) {
    int all = written.readableBytes();
    int kept = cut.bytes() < 0 ? all / 2 : Math.min(all, cut.bytes());
    closing = true;
    context.channel().config().setOption(ChannelOption.SO_LINGER, 0);
    context
        .writeAndFlush(written.writerIndex(written.readerIndex() + kept))
        .addListener(ChannelFutureListener.CLOSE);
  }

  private Dripper dripper() {
    Dripper known = context.pipeline().get(Dripper.class);
    if (known == null) {
      known = new Dripper(this);
      context.pipeline().addBefore(context.name(), Dripper.NAME, known);
    }
    return known;
  }

  /** Whether client-output-buffer-limit has it cut off. */
  private boolean isOverLimit(long unread) {
    if (unread == 0) {
      softSince = 0;
      return false;
    }
    OutputLimits limits = server.config().outputLimits();
    Limit limit = session.subscriptions().any() ? limits.pubsub() : limits.normal();
    if (limit.soft() == 0 || unread <= limit.soft()) {
      softSince = 0;
    } else if (softSince == 0) {
      softSince = server.now();
    } else if (server.now() - softSince > limit.seconds() * 1000) {
      return true;
    }
    return limit.hard() > 0 && unread > limit.hard();
  }

  private long unread() {
    ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
    return waiting == null ? 0 : waiting.totalPendingWriteBytes();
  }

  /** Counts clients with much unread together, and says whether they have too much. */
  private boolean tooMuchInAll(long unread) {
    long counted = context.channel().isWritable() ? 0 : unread;
    if (counted != unreadCounted) {
      long all = server.unread().addAndGet(counted - unreadCounted);
      unreadCounted = counted;
      return counted > 0 && all > Runtime.getRuntime().maxMemory() / 4;
    }
    return false;
  }

  @Override
  public void execute(Runnable action) {
    if (context.executor().inEventLoop()) {
      action.run();
    } else {
      context.executor().execute(action);
    }
  }

  @Override
  public void push(Push push) {
    if (context.executor().inEventLoop()) {
      courier.deliver(); // what was on its way before
      take(push);
    } else {
      courier.send(this, push);
    }
  }

  /** Whether there is room for more on the way to this client; one that has none is cut off. */
  boolean mayWait(Push push) {
    if (onTheWay.addAndGet(push.size()) <= MAX_UNREAD) {
      return true;
    }
    onTheWay.addAndGet(-push.size());
    context.executor().execute(() -> cutOff("messages for it wait for its thread"));
    return false;
  }

  private void cutOff(String why) {
    if (!closing) {
      LOG.warn("client {} is cut off: {}", session.id(), why);
    }
    closing = true;
    forgetUnread(); // now: others, looked at before the loop goes on, need not be cut as well
    context.close();
  }

  private void forgetUnread() {
    server.unread().addAndGet(-unreadCounted);
    unreadCounted = 0;
  }

  /** Takes what came through the courier, if it is still wanted. */
  void arrived(Push push) {
    onTheWay.addAndGet(-push.size());
    if (push.isFor(session)) {
      take(push);
    }
  }

  /** Puts it before the reply to a command that is being run, or behind it once that has begun. */
  private void take(Push push) {
    if (closing) {
      return;
    }
    if (replyStart >= 0 && (push.isLate() || out.writerIndex() > replyStart)) {
      deferred.add(push);
      return;
    }
    append(push);
    if (replyStart >= 0) {
      replyStart = out.writerIndex();
    } else if (out.readableBytes() > PIECE && !running) {
      flush();
    }
    sendAtTheEnd();
  }

  private void append(Push push) {
    byte[] bytes = push.bytes(resp3);
    boolean isArray = bytes.length > 0 && bytes[0] == '*';
    if (bytes.length == 0 || !resp3 && isArray && !session.subscriptions().any()) {
      return; // it could not tell it from a reply
    }
    try {
      reply();
      out.writeByte(resp3 && isArray ? '>' : bytes[0]);
      out.writeBytes(bytes, 1, bytes.length - 1);
    } catch (OutOfMemoryError e) { // this client's, and neither the publisher's nor the loop's
      LOG.error("no memory for what client {} is to be sent", session.id(), e);
      cutOff("it would miss a message");
    }
  }

  /** Sends what was written since. */
  void flushTouched() {
    touched = false;
    flush();
    show();
  }

  @Override
  public boolean later(Runnable action) {
    try {
      context.executor().execute(action);
      return true;
    } catch (RejectedExecutionException e) {
      LOG.debug("the loop has ended, and with it the connection", e);
      return false;
    }
  }

  @Override
  public Runnable schedule(long millis, Runnable action) {
    return StoreTimer.start(context.executor(), server.time(), millis, action);
  }

  @Override
  public void watchIdle() {
    if (!idleWatched && !closing && server.config().timeout() > 0) {
      idleWatched = true;
      schedule(IDLE_CHECK_MILLIS, this::checkIdle);
    }
  }

  private void checkIdle() {
    idleWatched = false;
    long seconds = server.config().timeout();
    if (seconds > 0 && session.isIdle(seconds)) {
      LOG.debug("client {} was idle for {} s", session.id(), seconds);
      closing = true;
      context.close();
    }
    watchIdle();
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
  public boolean isResp3() {
    return resp3;
  }

  @Override
  public String address() {
    return text(context.channel().remoteAddress());
  }

  @Override
  public String localAddress() {
    return text(context.channel().localAddress());
  }

  @Override
  public boolean isLocalSocket() {
    return !(context.channel().localAddress() instanceof InetSocketAddress);
  }

  private String text(@Nullable SocketAddress address) {
    if (address instanceof InetSocketAddress internet) {
      InetAddress host = internet.getAddress();
      String numbers = host == null ? internet.getHostString() : host.getHostAddress();
      return (host instanceof Inet6Address ? "[" + numbers + "]" : numbers)
          + ":"
          + internet.getPort();
    }
    SocketAddress local = context.channel().localAddress();
    return (local == null ? "" : local) + ":0";
  }

  @Override
  public Buffers buffers() {
    return context.executor().inEventLoop() ? measured() : shown;
  }

  /** Shows others what is held; as a rule that is nothing, as before. */
  private void show() {
    boolean isEmpty =
        !received.isReadable()
            && !session.isMulti()
            && requests.held() == 0
            && unread() == 0
            && replyPeak == shown.replyPeak();
    if (!isEmpty || shown.total() > 0) {
      shown = measured();
    }
  }

  private Buffers measured() {
    Args running = replyStart >= 0 ? requests.latest() : held;
    ChannelOutboundBuffer waiting = context.channel().unsafe().outboundBuffer();
    return new Buffers(
        received.writerIndex(),
        received.capacity() - received.writerIndex(),
        requests.held() + (running == null ? 0 : running.bytes()),
        session.queuedBytes(),
        out.capacity(),
        replyPeak,
        out.readableBytes(),
        waiting == null ? 0 : waiting.size(),
        waiting == null ? 0 : waiting.totalPendingWriteBytes());
  }

  @Override
  public void hold(Args request, long millis) {
    held = request;
    schedule(millis, this::release);
  }

  @Override
  public void release() {
    Args request = held;
    if (request != null) {
      held = null;
      stalled = false;
      released = request;
      run();
    }
  }

  @Override
  public void close() {
    closing = true;
    flush();
  }

  @Override
  public void protocol(int version) {
    writer.protocol(version);
    resp3 = version == 3;
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    closing = true;
    forgetUnread();
    session.closed();
    if (watch != null) {
      watch.closed();
      Dripper dripper = ctx.pipeline().get(Dripper.class);
      if (dripper != null) {
        dripper.drop();
      }
    }
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
