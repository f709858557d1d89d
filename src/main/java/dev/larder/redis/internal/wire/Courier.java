package dev.larder.redis.internal.wire;

import dev.larder.redis.internal.Push;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.varhandle.MpscUnboundedVarHandleArrayQueue;

/**
 * Brings to the clients of one event loop what other threads have for them, and sends what they
 * have been given, replies included, when the loop has been round: one wake-up and one write for
 * many messages.
 */
final class Courier {
  /*
   * Shared: `parcels`, a queue of many producers and one consumer, the loop; and `called`, true
   * from when somebody asked the loop to come until it does. Who puts a parcel in does so before it
   * looks at `called`, and the loop takes `called` back before it looks for parcels (both sides
   * volatile): so a parcel is either seen by the loop that is coming, or calls it.
   *
   * Parcels of one thread stay in their order. The rest is the loop's own.
   */
  private final MpscUnboundedVarHandleArrayQueue<Parcel> parcels =
      new MpscUnboundedVarHandleArrayQueue<>(256);
  private final AtomicBoolean called = new AtomicBoolean();
  private final EventLoop loop;
  private final Runnable come = this::come;
  private List<ClientChannel> touched = new ArrayList<>();
  private List<ClientChannel> spare = new ArrayList<>();

  /** What is on its way. */
  private record Parcel(ClientChannel to, Push push) {}

  Courier(EventLoop loop) {
    this.loop = loop;
  }

  /** Sends to a client of this loop; from any thread. */
  void send(ClientChannel to, Push push) {
    if (to.mayWait(push)) {
      parcels.offer(new Parcel(to, push));
      call();
    }
  }

  private void call() {
    if (!called.get() && called.compareAndSet(false, true)) {
      try {
        loop.execute(come);
      } catch (RejectedExecutionException e) {
        parcels.clear(); // the endpoint is closed, and nobody is there to get them
      }
    }
  }

  /** Hands out all that is on its way; on the loop. */
  void deliver() {
    Parcel parcel = parcels.poll();
    while (parcel != null) {
      parcel.to.arrived(parcel.push);
      parcel = parcels.poll();
    }
  }

  /** Has a client that was given something sent it before long; on the loop. */
  void touched(ClientChannel client) {
    touched.add(client);
    call();
  }

  private void come() {
    called.set(false);
    deliver();
    List<ClientChannel> now = touched;
    touched = spare;
    now.forEach(ClientChannel::flushTouched);
    now.clear();
    spare = now;
  }
}
