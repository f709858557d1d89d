package dev.larder;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Publish and subscribe inside the JVM, by name and message class. A message goes to those who are
 * subscribed when it is published, directly or by a pattern over names ({@link Larder#subscribe});
 * nothing is kept for who was not there.
 *
 * <p><b>Delivery.</b> What is said here is of handlers that are given to {@link #subscribe}; {@link
 * #subscriber} has other ways. Handlers run on the publisher's thread, one after the other, in the
 * order in which they subscribed; {@link #publish} returns when the last has. Messages of one
 * publishing thread reach a subscriber in the order of publishing; messages of several threads
 * reach it on several threads at once. A handler that publishes is run to the end of that inner
 * publish first, so that subscribers after it see the inner message before the outer one.
 *
 * <p><b>Failures.</b> A handler that throws is logged through SLF4J and counted, and the others
 * still get the message. Only a {@link VirtualMachineError} goes on to the publisher, after the
 * others got the message.
 *
 * <p><b>Changes meanwhile.</b> Subscribing and closing is allowed at any time, from inside handlers
 * too. Who subscribes gets the messages whose publish begins after that; who has closed is not
 * called any more, even by a publish that is under way.
 *
 * <p><b>Threads and cost.</b> All calls are allowed from all threads, take no lock and never wait,
 * but for a publish that finds a queue full whose subscriber wants it to wait. A publish is
 * O(subscribers) and allocates nothing unless a handler throws; subscribing and closing are
 * O(subscribers of the channel).
 *
 * <p><b>What is kept.</b> A channel and its counts live as long as somebody holds the handle, or
 * has a subscription to the very name that is not closed (holding on to the {@link Subscription} is
 * not needed). Otherwise it may be collected, and its name is free for another message class.
 *
 * @param <T> the type of the messages
 */
public interface Channel<T> {
  /**
   * {@return the channel's name}
   *
   * @throws LarderClosedException if the store is closed
   */
  String name();

  /**
   * {@return the class of the messages}
   *
   * @throws LarderClosedException if the store is closed
   */
  Class<T> type();

  /**
   * Hands a message to every subscriber and returns when all have had it.
   *
   * @param message the message, not null; the same object goes to all
   * @return how many subscribers were handed the message, those that threw among them
   * @throws NullPointerException if the message is null
   * @throws LarderClosedException if the store is closed
   */
  int publish(T message);

  /**
   * Subscribes. The same handler can be subscribed several times, and is then called as often.
   *
   * @param handler gets each message, on the publisher's thread
   * @return the subscription, to be closed; it stays in force when it is dropped without that
   * @throws LarderClosedException if the store is closed
   */
  Subscription subscribe(Consumer<? super T> handler);

  /**
   * Begins a subscription that is more than a handler on the publisher's thread: with a thread and
   * a queue of its own, on an executor, with a filter, for a time, and so on.
   *
   * @return its builder
   */
  SubscriptionBuilder<T> subscriber();

  /**
   * Publishes a message after a time of the store's clock, on a thread of the store's: subscribers
   * that take long need a queue. It is lost if the store is closed before, or neither it nor the
   * channel is held by anybody.
   *
   * @param message the message
   * @param delay how long, from now on
   * @return to call it off
   * @throws LarderClosedException if the store is closed
   */
  Scheduled publishAfter(T message, Duration delay);

  /**
   * Publishes messages again and again, as {@link #publishAfter}. Where the clock jumps on, as many
   * are published as periods have passed.
   *
   * @param message makes each message
   * @param period from now to the first, and from each to the next; at least a millisecond
   * @return to call it off
   * @throws LarderClosedException if the store is closed
   */
  Scheduled publishEvery(Supplier<? extends T> message, Duration period);

  /**
   * Makes the channel keep its latest message, for good, and hand it to each new subscriber before
   * (or, if another publishes meanwhile, instead of) what is published later. A publish then costs
   * a compare-and-set and an object.
   *
   * @return this channel
   */
  Channel<T> sticky();

  /** {@return the latest message of a sticky channel; empty if there is none} */
  Optional<T> latest();

  /**
   * {@return how many subscribers a message published now would be handed to, those by pattern
   * included}
   *
   * @throws LarderClosedException if the store is closed
   */
  int subscribers();

  /**
   * {@return a subscriber as {@code java.util.concurrent.Flow} has it, which publishes here} It
   * takes one message after the other, on the thread that brings it.
   */
  Flow.Subscriber<T> flowSubscriber();

  /**
   * {@return how often a handler threw at a message of this channel}
   *
   * @throws LarderClosedException if the store is closed
   */
  long failures();
}
