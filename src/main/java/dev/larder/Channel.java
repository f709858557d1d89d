package dev.larder;

import java.util.function.Consumer;

/**
 * Publish and subscribe inside the JVM, by name and message class. A message goes to those who are
 * subscribed when it is published, directly or by a pattern over names ({@link Larder#subscribe});
 * nothing is kept for who was not there.
 *
 * <p><b>Delivery.</b> Handlers run on the publisher's thread, one after the other, in the order in
 * which they subscribed; {@link #publish} returns when the last has. Messages of one publishing
 * thread reach a subscriber in the order of publishing; messages of several threads reach it on
 * several threads at once. A handler that publishes is run to the end of that inner publish first,
 * so that subscribers after it see the inner message before the outer one.
 *
 * <p><b>Failures.</b> A handler that throws is logged through SLF4J and counted, and the others
 * still get the message. Only a {@link VirtualMachineError} goes on to the publisher, after the
 * others got the message.
 *
 * <p><b>Changes meanwhile.</b> Subscribing and closing is allowed at any time, from inside handlers
 * too. Who subscribes gets the messages whose publish begins after that; who has closed is not
 * called any more, even by a publish that is under way.
 *
 * <p><b>Threads and cost.</b> All calls are allowed from all threads, take no lock and never wait.
 * A publish is O(subscribers) and allocates nothing unless a handler throws; subscribing and
 * closing are O(subscribers of the channel).
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
   * {@return how many subscribers a message published now would be handed to, those by pattern
   * included}
   *
   * @throws LarderClosedException if the store is closed
   */
  int subscribers();

  /**
   * {@return how often a handler threw at a message of this channel}
   *
   * @throws LarderClosedException if the store is closed
   */
  long failures();
}
