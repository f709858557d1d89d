package dev.larder.internal.channel;

import dev.larder.ChannelFullException;
import dev.larder.WhenFull;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue of messages and those who take them out of it, at most {@code width} at a time.
 *
 * @param <T> the type of the messages
 */
final class Lane<T> implements Consumer<T> {
  /*
   * Shared:
   *   mailbox    see Mailbox
   *   consumers  how many consume, from 0 to width; ENDED when none ever will again
   *   closing    OPEN, then DRAINING or STOPPING, which DRAINING may still become
   *
   * Invariants:
   *   1. At most `width` threads poll, and once `consumers` is ENDED only whoever holds `sweeping`.
   *   2. When no call is under way and a message is in the mailbox, somebody consumes, or the lane
   *      has ended and the message has been swept.
   *
   * No message stays behind. Who publishes (1) offers, which has a full fence, (2) reads
   * `consumers`, and if it is less than width makes itself responsible for one more, or, if it is
   * ENDED, sweeps. Who consumes and finds the mailbox empty (1) lowers `consumers`, (2) looks into
   * the mailbox again, and if there is something takes its place back. The same for who closes:
   * (1) writes `closing`, (2) reads `consumers`; the consumer reads `closing` after (1). Volatile
   * modes on both sides: at least one sees the other. (Dekker's argument.) That the queue's
   * isEmpty() compares indexes matters here: a message whose offer has returned is never missed.
   *
   * Each message is delivered once or dropped once: it leaves the mailbox by one poll, and who
   * polled it either calls the handler or counts it. Order: with width 1, polls are in the queue's
   * order, and each consumer's calls come before the write that gives its place to the next.
   *
   * Linearisation: publishing at the queue's; the end of delivering at the write of ENDED.
   */
  private static final VarHandle CONSUMERS;
  private static final VarHandle CLOSING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      CONSUMERS = lookup.findVarHandle(Lane.class, "consumers", int.class);
      CLOSING = lookup.findVarHandle(Lane.class, "closing", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int ENDED = -1;
  private static final int OPEN = 0;
  private static final int DRAINING = 1;
  private static final int STOPPING = 2;

  private static final int SPINS = 200;
  private static final int YIELDS = 50;
  private static final long PAUSE_NANOS = 20_000;
  private static final int PROBE_EVERY = 1024;
  private static final int PROBE_BACKLOG = 64;

  private static final Logger LOGGER = LoggerFactory.getLogger(dev.larder.Channel.class);

  private final Mailbox<T> mailbox;
  private final Registration owner;
  private final Consumer<? super T> handler;
  private final WhenFull whenFull;
  private final int width;
  private final Crew crew;
  private final @Nullable Demand<?> demand;
  private final LaneCounts counts = new LaneCounts();
  private final AtomicInteger sweeping = new AtomicInteger();
  private final CountDownLatch ended = new CountDownLatch(1);

  @SuppressWarnings("unused") // through CONSUMERS
  private int consumers;

  @SuppressWarnings("unused") // through CLOSING
  private int closing;

  /**
   * Who consumes, where that is one at a time. Plain: each thread compares it with itself only, and
   * only itself writes that in; a fence at each end of a burst would make waiting for one dearer.
   */
  private @Nullable Thread consumer;

  /** Brings consumers to a lane. */
  interface Crew {
    /** Brings one more, for whom {@code consumers} counts already. */
    void call(Lane<?> lane);
  }

  Lane(
      Registration owner,
      Mailbox<T> mailbox,
      WhenFull whenFull,
      Consumer<? super T> handler,
      int width,
      Crew crew) {
    this.owner = owner;
    this.mailbox = mailbox;
    this.whenFull = whenFull;
    this.handler = handler;
    this.width = width;
    this.crew = crew;
    this.demand = owner.setup.demand;
  }

  // ---- publishing -------------------------------------------------------------------------------

  @Override
  public void accept(T message) {
    if (mailbox.offer(message) || offerToFull(message)) {
      if (consumersVolatile() != width) {
        awake();
      }
    }
  }

  private void awake() {
    for (int now = consumersVolatile(); now < width; now = consumersVolatile()) {
      if (now == ENDED) {
        sweep();
        return;
      }
      if (casConsumers(now, now + 1)) {
        crew.call(this);
        return;
      }
    }
  }

  private boolean offerToFull(T message) {
    owner.warnFull();
    return switch (whenFull) {
      case WAIT -> offerWaiting(message);
      case DROP_OLDEST -> offerInPlace(message);
      case FAIL -> {
        drop();
        throw new ChannelFullException(owner, "the queue of '" + owner.name() + "' is full");
      }
      case DROP_NEWEST -> drop();
    };
  }

  private boolean drop() {
    counts.add(LaneCounts.DROPPED, 1);
    return false;
  }

  private boolean offerInPlace(T message) {
    do {
      counts.add(LaneCounts.DROPPED, mailbox.dropOldest());
    } while (!mailbox.offer(message));
    return true;
  }

  @SuppressWarnings("ThreadPriorityCheck") // where cores are few, the consumer needs this one
  private boolean offerWaiting(T message) {
    Thread current = Thread.currentThread();
    if (consumer == current) {
      drop();
      throw new ChannelFullException(
          owner, "the queue of '" + owner.name() + "' is full, and its own handler can't wait");
    }
    for (int i = 0; !mailbox.offer(message); i++) {
      if (closingVolatile() != OPEN || current.isInterrupted()) {
        return drop();
      }
      if (i < SPINS) {
        Thread.onSpinWait();
      } else if (i < SPINS + YIELDS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(this, PAUSE_NANOS);
      }
    }
    return true;
  }

  // ---- consuming, by whom `consumers` counts ----------------------------------------------------

  /**
   * Delivers messages until there is none, or so many.
   *
   * @return whether there may be more
   */
  boolean deliver(int limit) {
    if (width == 1) {
      consumer = Thread.currentThread();
    }
    int left = limit;
    while (left > 0 && closingOpaque() != STOPPING && isWanted()) {
      T message = mailbox.poll();
      if (message == null) {
        break;
      }
      probe();
      call(message);
      left--;
    }
    if (width == 1) {
      consumer = null;
    }
    return left == 0;
  }

  private void call(T message) {
    try {
      handler.accept(message);
    } catch (NotDelivered e) {
      counts.add(LaneCounts.DROPPED, 1);
      return;
    } catch (Throwable t) {
      owner.failed(t);
    }
    if (width == 1) {
      counts.increment(LaneCounts.DELIVERED);
    } else {
      counts.add(LaneCounts.DELIVERED, 1);
    }
  }

  /** Measures, now and then, how long it takes until the messages queued now are polled. */
  private void probe() {
    long since = counts.get(LaneCounts.SINCE_PROBE) + 1;
    long ahead = counts.get(LaneCounts.PROBE_AHEAD);
    if (ahead > 0) {
      counts.set(LaneCounts.PROBE_AHEAD, ahead - 1);
      if (ahead == 1) {
        counts.set(LaneCounts.LAG, owner.bus.nanos() - counts.get(LaneCounts.PROBE_NANOS));
      }
    } else if (since >= PROBE_EVERY || since % PROBE_BACKLOG == 0 && isBehind()) {
      since = 0;
      counts.set(LaneCounts.PROBE_AHEAD, mailbox.size() + 1L);
      counts.set(LaneCounts.PROBE_NANOS, owner.bus.nanos());
    }
    counts.set(LaneCounts.SINCE_PROBE, since);
  }

  private boolean isBehind() {
    return mailbox.size() > PROBE_BACKLOG;
  }

  /**
   * Gives the place up, unless there is something to do.
   *
   * @return whether it was given up, and the caller is to consume no more
   */
  boolean leave() {
    for (; ; ) {
      int now = consumersVolatile();
      int how = closingVolatile();
      boolean through = how == STOPPING || how == DRAINING && mailbox.isEmpty();
      if (how == DRAINING && !through && isWanted()) {
        return false;
      }
      if (now == 1 && through) {
        if (casConsumers(1, ENDED)) {
          sweep();
          ended.countDown();
          owner.laneEnded();
          return true;
        }
      } else if (casConsumers(now, now - 1)) {
        // Only the last one can end the lane; the others leave that to it.
        boolean again = now == 1 ? hasWork() : how != STOPPING && !mailbox.isEmpty();
        return !(again && enter());
      }
    }
  }

  boolean hasWork() {
    int how = closingVolatile();
    return how == STOPPING || (mailbox.isEmpty() ? how == DRAINING : isWanted());
  }

  private boolean isWanted() {
    return demand == null || demand.isOpen();
  }

  /** Says that what was not wanted may be so now. */
  void wake() {
    awake();
  }

  /** Takes a place, if there is one. */
  private boolean enter() {
    for (int now = consumersVolatile(); now >= 0 && now < width; now = consumersVolatile()) {
      if (casConsumers(now, now + 1)) {
        return true;
      }
    }
    return false;
  }

  /** Takes out what is left after the end. Whoever comes meanwhile leaves it to who is at it. */
  private void sweep() {
    if (sweeping.getAndIncrement() != 0) {
      return;
    }
    int seen = 1;
    do {
      long swept = 0;
      for (T message = mailbox.poll(); message != null; message = mailbox.poll()) {
        swept++;
        owner.undelivered(message);
      }
      counts.add(LaneCounts.DROPPED, swept);
      seen = sweeping.addAndGet(-seen);
    } while (seen != 0);
  }

  boolean isIdle() {
    return consumersVolatile() == 0;
  }

  boolean hasEnded() {
    return consumersVolatile() == ENDED;
  }

  // ---- closing ----------------------------------------------------------------------------------

  /** Ends the lane when all that is queued is delivered. */
  void drain() {
    CLOSING.compareAndSet(this, OPEN, DRAINING);
    awake();
  }

  /** Ends the lane; what is queued is not delivered. */
  void stop() {
    CLOSING.setVolatile(this, STOPPING);
    awake();
  }

  /** The crew can't come: ends the lane in its place. */
  void abandon(RuntimeException why) {
    if (!isClosing()) {
      LOGGER.error("'{}' ends: its executor takes no task", owner.name(), why);
    }
    CLOSING.setVolatile(this, STOPPING);
    leave(); // who stops has nothing to stay for
    owner.close();
  }

  boolean isClosing() {
    return closingVolatile() != OPEN;
  }

  boolean isStopping() {
    return closingOpaque() == STOPPING;
  }

  boolean isConsumedByMe() {
    return consumer == Thread.currentThread();
  }

  /** Waits for the end; false when the time was up. */
  boolean awaitEnd(long nanos) throws InterruptedException {
    return ended.await(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
  }

  // ---- what is counted --------------------------------------------------------------------------

  long delivered() {
    return counts.get(LaneCounts.DELIVERED);
  }

  long dropped() {
    return counts.get(LaneCounts.DROPPED) + mailbox.replaced();
  }

  int queued() {
    return mailbox.size();
  }

  /** How many calls of the handler are under way, at most. */
  int calls() {
    return Math.max(0, consumersVolatile());
  }

  long lagNanos() {
    return counts.get(LaneCounts.LAG);
  }

  private int consumersVolatile() {
    return (int) CONSUMERS.getVolatile(this);
  }

  private boolean casConsumers(int expected, int next) {
    return CONSUMERS.compareAndSet(this, expected, next);
  }

  private int closingVolatile() {
    return (int) CLOSING.getVolatile(this);
  }

  private int closingOpaque() {
    return (int) CLOSING.getOpaque(this);
  }
}
