package dev.larder.internal.channel;

import dev.larder.LarderList;
import dev.larder.Subscription;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What both kinds of subscription have: a place in the order of subscribing, and counts. */
abstract sealed class Registration implements Subscription
    permits DirectSubscription, PatternSubscription {
  /*
   * Shared: `failures`, a plain count, touched only when a handler threw, and `warned`, when the
   * last warning was given. Nothing is concluded from them about other fields, so opaque reads are
   * enough. `intake` and `meter` are set while the subscription is made, before others see it.
   */
  private static final VarHandle FAILURES;
  private static final VarHandle WARNED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      FAILURES = lookup.findVarHandle(Registration.class, "failures", long.class);
      WARNED = lookup.findVarHandle(Registration.class, "warnedNanos", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final long WARN_EVERY_NANOS = 1_000_000_000L;
  private static final Logger LOGGER = LoggerFactory.getLogger(dev.larder.Channel.class);

  final ChannelBus bus;
  final Setup setup;

  /** Its place in the order of delivery, from 1 on, drawn once over all channels of the store. */
  final long sequence;

  /** The queues, or null when handlers run on the publisher's thread. */
  @Nullable Intake intake;

  @Nullable CallMeter meter;

  @SuppressWarnings("unused") // through FAILURES
  private long failures;

  @SuppressWarnings("unused") // through WARNED
  private long warnedNanos;

  Registration(ChannelBus bus, Setup setup) {
    this.bus = bus;
    this.setup = setup;
    this.sequence = bus.nextSequence();
    this.warnedNanos = bus.nanos() - WARN_EVERY_NANOS;
  }

  /** Makes what is called out of the subscription it is for, which is not complete yet. */
  interface Wiring<T> extends Function<Registration, Consumer<? super T>> {}

  /** What the subscription is of, for its name. */
  abstract String source();

  @Override
  public final String name() {
    return setup.name != null ? setup.name : source() + "#" + sequence;
  }

  @Override
  public final long failures() {
    bus.requireOpen();
    return (long) FAILURES.getOpaque(this);
  }

  @Override
  public final boolean isActive() {
    bus.requireOpen();
    return inForce();
  }

  @Override
  public final long delivered() {
    if (intake != null) {
      return intake.delivered();
    }
    return meter == null ? 0 : meter.calls();
  }

  @Override
  public final long dropped() {
    return intake == null ? 0 : intake.dropped();
  }

  @Override
  public final long queued() {
    return intake == null ? 0 : intake.queued();
  }

  @Override
  public final Duration lag() {
    return Duration.ofNanos(intake == null ? 0 : intake.lagNanos());
  }

  @Override
  public final Duration handlerTime() {
    return Duration.ofNanos(meter == null ? 0 : meter.nanos());
  }

  /** Whether it has not been closed, whatever the bus is. */
  abstract boolean inForce();

  /** Takes it out of the channels: publishes that begin later don't meet it. */
  abstract void cut();

  @Override
  public final void close() {
    cut();
    stop();
  }

  /** Takes no message more, and ends when those that are queued are delivered. */
  final void finish() {
    cut();
    if (intake != null) {
      intake.finish();
    }
  }

  /** Ends the queues; for who has taken it out of the channels. */
  final void stop() {
    if (intake != null) {
      intake.stop();
    }
  }

  @Override
  public final long close(Duration patience) {
    cut();
    return intake == null ? 0 : intake.drain(patience);
  }

  /** All lanes have ended. */
  final void ended() {
    Runnable then = onEnd;
    if (then != null) {
      then.run();
    }
  }

  /** What is to be done when the last lane has ended; set while the subscription is made. */
  @Nullable Runnable onEnd;

  final void laneEnded() {
    if (intake != null && intake.hasEnded()) {
      ended();
    }
  }

  final void countFailure() {
    FAILURES.getAndAdd(this, 1L);
  }

  /** Counts and logs what a handler threw on a thread of the library's. */
  final void failed(Throwable thrown) {
    countFailed();
    LOGGER.error("Subscriber '{}' threw", name(), thrown);
  }

  /** Counts what a handler threw. */
  void countFailed() {
    countFailure();
    bus.countFailure();
  }

  /** Keeps a message that was queued and is not delivered, if there is a list for it. */
  final void undelivered(Object message) {
    keepDead(Carried.bare(message));
  }

  /** Appends to the list for dead letters. */
  final boolean keepDead(Object message) {
    LarderList<Object> list = setup.deadLetters;
    if (list == null) {
      return false;
    }
    try {
      list.add(message);
      return true;
    } catch (RuntimeException e) {
      LOGGER.error("A dead letter of '{}' could not be kept: {}", name(), message, e);
      return true;
    }
  }

  private boolean mayWarn() {
    long now = bus.nanos();
    long last = (long) WARNED.getOpaque(this);
    return now - last >= WARN_EVERY_NANOS && WARNED.compareAndSet(this, last, now);
  }

  final void warnFull() {
    if (mayWarn()) {
      LOGGER.warn("Subscriber '{}' is slow: its queue is full with {}", name(), queued());
    }
  }

  final void warnSlow(long nanos) {
    if (mayWarn()) {
      LOGGER.warn("Subscriber '{}' is slow: a call took {}", name(), Duration.ofNanos(nanos));
    }
  }
}
