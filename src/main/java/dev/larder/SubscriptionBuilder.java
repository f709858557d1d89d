package dev.larder;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * Says how a handler gets messages. Defaults: every message, on the publisher's thread, at priority
 * 0, for ever; a handler that throws is logged and counted. With a thread or an executor: a queue
 * of 1024 messages, and a publisher that finds it full waits.
 *
 * <p>What selects and changes messages ({@link #filter}, {@link #map}, {@link #ofType}) runs on the
 * publisher's thread, in the order given, before the queue, and is to be said first: after a key, a
 * measure of bytes or an error handler was given, {@code map} and {@code ofType} throw {@link
 * IllegalStateException}, since those are for messages of the type of then.
 *
 * <p>For one thread, and for one subscription.
 *
 * @param <T> the type of the messages that the handler gets
 */
public interface SubscriptionBuilder<T> {
  /**
   * Passes on only some messages.
   *
   * @param wanted says which
   * @return this builder
   */
  SubscriptionBuilder<T> filter(Predicate<? super T> wanted);

  /**
   * Passes on something else for each message.
   *
   * @param <R> its type
   * @param change makes it; not null
   * @return this builder
   */
  <R> SubscriptionBuilder<R> map(Function<? super T, ? extends R> change);

  /**
   * Passes on only messages of a class or one of its subclasses.
   *
   * @param <S> their type
   * @param type the class or interface
   * @return this builder
   */
  <S> SubscriptionBuilder<S> ofType(Class<S> type);

  /**
   * Sets the place among the subscribers of a channel: the higher, the earlier. Among equals, who
   * subscribed first comes first.
   *
   * @param priority 0 by default
   * @return this builder
   */
  SubscriptionBuilder<T> priority(int priority);

  /**
   * Ends the subscription with the first message that is passed on.
   *
   * @return this builder
   */
  SubscriptionBuilder<T> once();

  /**
   * Ends the subscription after a time, by the store's clock.
   *
   * @param time at least one millisecond
   * @return this builder
   */
  SubscriptionBuilder<T> during(Duration time);

  /**
   * Keeps the handler only as long as somebody else does. The subscription ends with the first
   * message after the handler was collected. A lambda that nobody holds goes at once.
   *
   * @return this builder
   */
  SubscriptionBuilder<T> weak();

  /**
   * Names the subscription, for warnings and metrics.
   *
   * @param name its name
   * @return this builder
   */
  SubscriptionBuilder<T> named(String name);

  /**
   * Calls the handler on a thread of its own, in order; it parks when there is nothing to do.
   *
   * @return this builder
   */
  default SubscriptionBuilder<T> onWorker() {
    return onWorker(Waiting.PARK);
  }

  /**
   * Calls the handler on a thread of its own, in order.
   *
   * @param waiting how that thread waits for messages
   * @return this builder
   */
  SubscriptionBuilder<T> onWorker(Waiting waiting);

  /**
   * Calls the handler on an executor's threads, virtual ones if it has such: with a concurrency of
   * 1 in order, otherwise in any.
   *
   * @param executor runs tasks
   * @param concurrency how many calls there may be at once
   * @return this builder
   */
  SubscriptionBuilder<T> on(Executor executor, int concurrency);

  /**
   * Calls the handler on an executor's threads: messages of equal keys one after the other, in
   * order. Each key belongs to one of several lanes, each of which has a queue and delivers one
   * message at a time.
   *
   * @param executor runs tasks
   * @param lanes how many calls there may be at once
   * @param key gives a message's key, not null, on the publisher's thread
   * @return this builder
   */
  SubscriptionBuilder<T> onByKey(Executor executor, int lanes, Function<? super T, ?> key);

  /**
   * Bounds the queue (with keys, that of each lane).
   *
   * @param capacity how many messages it holds, rounded up to a power of two
   * @param whenFull what then
   * @return this builder
   */
  SubscriptionBuilder<T> queue(int capacity, WhenFull whenFull);

  /**
   * Queues only the latest message: one that comes while another waits replaces it.
   *
   * @return this builder
   */
  SubscriptionBuilder<T> latestOnly();

  /**
   * Lets the queue grow up to a number of bytes, by the measure given. It takes any message while
   * it is empty.
   *
   * @param bytes at most this
   * @param size how much a message counts
   * @param whenFull what then; dropping the oldest is not possible
   * @return this builder
   */
  SubscriptionBuilder<T> growing(long bytes, ToLongFunction<? super T> size, WhenFull whenFull);

  /**
   * Calls the handler again at a message at which it threw. The thread that delivers waits
   * meanwhile, so that the order is kept.
   *
   * @param times how often, at most
   * @param backOff how long to wait the first time, by the store's clock and rounded up to
   *     milliseconds; each further time twice as long
   * @return this builder
   */
  SubscriptionBuilder<T> retry(int times, Duration backOff);

  /**
   * Hands a message at which the handler threw for the last time to another, in place of the log.
   *
   * @param handler gets the message, and what was thrown
   * @return this builder
   */
  SubscriptionBuilder<T> onError(BiConsumer<? super T, ? super Throwable> handler);

  /**
   * Appends each message at which the handler threw for the last time, and each that was queued
   * when the subscription was closed, to a list.
   *
   * @param list of any store
   * @return this builder
   */
  SubscriptionBuilder<T> deadLetters(LarderList<? super T> list);

  /**
   * Lets something travel with each message to the handler's thread.
   *
   * @param context what travels
   * @return this builder
   */
  SubscriptionBuilder<T> carrying(MessageContext context);

  /**
   * Counts and times each call of the handler, and warns of those that take long, at most once a
   * second.
   *
   * @param warnAfter how long a call may take
   * @return this builder
   */
  SubscriptionBuilder<T> measured(Duration warnAfter);

  /**
   * Subscribes.
   *
   * @param handler gets the messages
   * @return the subscription, to be closed; it stays in force when it is dropped without that
   * @throws LarderClosedException if the store is closed
   */
  Subscription subscribe(Consumer<? super T> handler);

  /**
   * {@return a publisher as {@code java.util.concurrent.Flow} has it} Each of its subscribers gets
   * a subscription as said here, with a queue in which messages wait for demand; without a thread
   * or executor given, on a thread of its own. It completes when the store or the subscription is
   * closed.
   */
  Flow.Publisher<T> publisher();
}
