package dev.larder.internal.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An element of the array that a publish walks: a handler that can be taken away.
 *
 * @param <T> the type of the messages
 */
final class Subscriber<T> {
  /*
   * Shared: `handler`, set by the constructor and once to null. Objects of this class reach other
   * threads only by a release of the array that holds them, so the handler's own fields are seen;
   * the null carries no data. Hence an opaque read is enough in a publish: it sees the null if the
   * close happened before it. It stands on the hot path: one field is both flag and target, which
   * spares a load per subscriber, and lets the handler be collected at once.
   */
  private static final VarHandle HANDLER;

  static {
    try {
      HANDLER = MethodHandles.lookup().findVarHandle(Subscriber.class, "handler", Consumer.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What the user closes; null only in the mark of a closed channel. */
  final @Nullable Registration owner;

  @SuppressWarnings("unused") // through HANDLER
  private @Nullable Consumer<? super T> handler;

  Subscriber(@Nullable Registration owner, Consumer<? super T> handler) {
    this.owner = owner;
    this.handler = handler;
  }

  /** What to call, null when it has ended. */
  @SuppressWarnings("unchecked")
  @Nullable Consumer<? super T> handlerOpaque() {
    return (Consumer<? super T>) HANDLER.getOpaque(this);
  }

  /** Takes the handler away; returns whether it was there. */
  boolean end() {
    return HANDLER.getAndSet(this, null) != null;
  }

  /** Its place in the order of delivery. */
  long sequence() {
    return owner == null ? 0 : owner.sequence;
  }

  /** Whether it was subscribed on the channel itself. */
  boolean isDirect() {
    return owner instanceof DirectSubscription;
  }
}
