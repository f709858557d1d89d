package dev.larder.internal.channel;

import dev.larder.Subscription;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/** What both kinds of subscription have: a place in the order of subscribing, and failures. */
abstract sealed class Registration implements Subscription
    permits DirectSubscription, PatternSubscription {
  /*
   * Shared: `failures`, a plain count, touched only when a handler threw. Nothing is concluded from
   * it about other fields, so opaque reads are enough.
   */
  private static final VarHandle FAILURES;

  static {
    try {
      FAILURES = MethodHandles.lookup().findVarHandle(Registration.class, "failures", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  final ChannelBus bus;

  /** Its place in the order of delivery, from 1 on, drawn once over all channels of the store. */
  final long sequence;

  @SuppressWarnings("unused") // through FAILURES
  private long failures;

  Registration(ChannelBus bus) {
    this.bus = bus;
    this.sequence = bus.nextSequence();
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

  /** Whether it has not been closed, whatever the bus is. */
  abstract boolean inForce();

  final void countFailure() {
    FAILURES.getAndAdd(this, 1L);
  }
}
