package dev.larder.internal.channel;

import dev.larder.LarderClosedException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscriber of a publisher: what it has asked for, and how it is told of the end.
 *
 * @param <T> the type of the messages
 */
final class Demand<T> implements Flow.Subscription {
  /*
   * Shared: `asked`, how many messages may still be handed over; the lane looks at it before it
   * polls, and whoever raises it wakes the lane afterwards (see Lane for why none stays behind).
   * `subscriber` goes once to null, when no signal is to come any more: who signals the end has
   * taken it away. Signals are one after the other: messages come from the lane's one consumer, the
   * end from where that one ends, and neither before `introduced`, which is set when onSubscribe
   * has returned. Who ends sets `ended` and then looks at that; who introduces does the reverse.
   */
  private static final Logger LOGGER = LoggerFactory.getLogger(dev.larder.Channel.class);

  private final AtomicLong asked = new AtomicLong();
  private final AtomicReference<Flow.@Nullable Subscriber<? super T>> subscriber;
  private volatile boolean introduced;
  private volatile boolean ended;
  private volatile @Nullable Throwable failure;
  private volatile @Nullable Registration registration;

  private Demand(Flow.Subscriber<? super T> subscriber) {
    this.subscriber = new AtomicReference<>(subscriber);
  }

  /** Subscribes a subscriber; what goes wrong is signalled to it. */
  static <T> void subscribe(PipelineBuilder<T> builder, Flow.Subscriber<? super T> subscriber) {
    Demand<T> demand = new Demand<>(subscriber);
    try {
      demand.registration = builder.subscribe(demand);
    } catch (LarderClosedException e) {
      demand.subscriber.set(null);
      subscriber.onSubscribe(demand);
      subscriber.onError(e);
      return;
    }
    subscriber.onSubscribe(demand);
    demand.introduce();
  }

  private void introduce() {
    introduced = true;
    if (ended) {
      signalEnd();
    } else {
      wake();
    }
  }

  boolean isOpen() {
    return introduced && asked.get() > 0;
  }

  /** Hands a message over; by the lane's consumer, when the gate is open. */
  void next(Object message) {
    Flow.Subscriber<? super T> current = subscriber.get();
    if (current == null) {
      throw NotDelivered.INSTANCE;
    }
    if (asked.get() != Long.MAX_VALUE) {
      asked.decrementAndGet();
    }
    try {
      current.onNext(cast(message));
    } catch (RuntimeException e) {
      cancel();
      throw e;
    }
  }

  @SuppressWarnings("unchecked") // the stages give nothing else
  private T cast(Object message) {
    return (T) message;
  }

  /** The lane has ended. */
  void end() {
    ended = true;
    if (introduced) {
      signalEnd();
    }
  }

  private void signalEnd() {
    Flow.Subscriber<? super T> current = subscriber.getAndSet(null);
    if (current != null) {
      Throwable why = failure;
      try {
        if (why == null) {
          current.onComplete();
        } else {
          current.onError(why);
        }
      } catch (RuntimeException e) {
        LOGGER.error("A subscriber threw at the end", e);
      }
    }
  }

  @Override
  public void request(long messages) {
    if (subscriber.get() == null) {
      return;
    }
    if (messages < 1) {
      failure = new IllegalArgumentException("3.9: at least 1 is asked for, but " + messages);
      close();
      return;
    }
    asked.getAndAccumulate(messages, (now, more) -> now + more < 0 ? Long.MAX_VALUE : now + more);
    wake();
  }

  private void wake() {
    Registration known = registration;
    if (known != null && known.intake != null) {
      known.intake.wake();
    }
  }

  @Override
  public void cancel() {
    subscriber.set(null);
    close();
  }

  private void close() {
    Registration known = registration;
    if (known != null) {
      known.close();
    }
  }
}
