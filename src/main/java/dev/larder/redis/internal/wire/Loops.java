package dev.larder.redis.internal.wire;

import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.util.IdentityHashMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The threads that serve connections, and who brings them what others have for their clients. */
public final class Loops {
  /*
   * Shared: `shared`, the loops that several endpoints of a JVM have together and by how many they
   * are held, replaced as one by compare-and-set. Who takes the count to 0 takes them out with the
   * same step, so that nobody finds loops that are being ended.
   */
  private record Held(Loops loops, int users) {}

  private static final AtomicReference<@Nullable Held> SHARED = new AtomicReference<>();

  final Transport transport = Transport.best();
  final EventLoopGroup group;
  private final boolean isShared;
  private final IdentityHashMap<EventExecutor, Courier> couriers = new IdentityHashMap<>();

  private Loops(int threads, boolean isShared) {
    this.isShared = isShared;
    this.group =
        new MultiThreadIoEventLoopGroup(
            threads,
            new DefaultThreadFactory(isShared ? "larder-kit" : "larder-redis", true),
            transport.handlers());
    for (EventExecutor loop : group) {
      couriers.put(loop, new Courier((EventLoop) loop));
    }
  }

  /** Loops of one endpoint's own. */
  static Loops own(int threads) {
    return new Loops(threads, false);
  }

  /** The loop that many small endpoints have together; each holder has to {@link #release} it. */
  public static Loops share() {
    for (; ; ) {
      Held held = SHARED.get();
      if (held != null) {
        if (SHARED.compareAndSet(held, new Held(held.loops, held.users + 1))) {
          return held.loops;
        }
        continue;
      }
      Loops made = new Loops(1, true);
      if (SHARED.compareAndSet(null, new Held(made, 1))) {
        return made;
      }
      made.end();
    }
  }

  /** Lets go of them; the last one ends the threads. */
  public void release() {
    if (!isShared) {
      end();
      return;
    }
    for (; ; ) {
      Held held = SHARED.get();
      if (held == null || held.loops != this) {
        throw new IllegalStateException("released more often than taken");
      }
      Held left = held.users == 1 ? null : new Held(this, held.users - 1);
      if (SHARED.compareAndSet(held, left)) {
        if (left == null) {
          end();
        }
        return;
      }
    }
  }

  private void end() {
    group.shutdownGracefully(0, 0, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  /** Waits until what closed connections still have to do is done, where the threads live on. */
  void settle() {
    if (isShared) {
      group.forEach(Loops::awaitTurn);
    }
  }

  /**
   * Waits until a loop has been round once. Then what closed channels had to do is done, and the
   * system has let go of their sockets: NIO's selector does so in its next turn only, and Netty
   * looks for delayed tasks after it.
   */
  static void awaitTurn(EventExecutor loop) {
    CompletableFuture<Boolean> turned = new CompletableFuture<>();
    try {
      loop.execute(
          () -> {
            var unused = loop.schedule(() -> turned.complete(true), 1, TimeUnit.NANOSECONDS);
          });
    } catch (RejectedExecutionException e) {
      return; // it has ended, and with it all that was its own
    }
    turned.join();
  }

  Courier courier(EventLoop loop) {
    Courier courier = couriers.get(loop);
    if (courier == null) {
      throw new IllegalStateException("a connection of a loop of somebody else's");
    }
    return courier;
  }
}
