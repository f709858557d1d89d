package dev.larder.internal.channel;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A handler among a channel's subscribers.
 *
 * @param <T> the type of the messages
 */
final class Subscriber<T> {
  /*
   * Shared: `ended`, false at first and once set to true, before the subscriber is taken out of
   * its channel's delivery. A publish looks at it only after it has seen that the delivery was
   * replaced. It carries no data, it is written before that replacement, which is a
   * compare-and-set, and read behind a fence: so opaque reads and writes are enough.
   */
  private static final VarHandle ENDED;

  static {
    try {
      ENDED = MethodHandles.lookup().findVarHandle(Subscriber.class, "ended", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** What the user closes; null only in the mark of a closed channel. */
  final @Nullable Registration owner;

  /** What is called. */
  final Consumer<? super T> target;

  @SuppressWarnings("unused") // through ENDED
  private boolean ended;

  Subscriber(@Nullable Registration owner, Consumer<? super T> target) {
    this.owner = owner;
    this.target = target;
  }

  boolean hasEnded() {
    return (boolean) ENDED.getOpaque(this);
  }

  /** Lets it be called no more by who looks; to be followed by taking it out. */
  void end() {
    ENDED.setOpaque(this, true);
  }

  /** Its place in the order of delivery. */
  long sequence() {
    return owner == null ? 0 : owner.sequence;
  }

  /** Whether it gets a message before another does. */
  boolean comesBefore(Subscriber<?> other) {
    int priority = owner == null ? 0 : owner.setup.priority;
    int others = other.owner == null ? 0 : other.owner.setup.priority;
    return priority != others ? priority > others : sequence() < other.sequence();
  }

  /** Whether it was subscribed on the channel itself. */
  boolean isDirect() {
    return owner instanceof DirectSubscription;
  }
}
