package dev.larder.internal.channel;

import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a channel's messages, by priority and then in the order of their sequence; never
 * changed.
 *
 * <p>Beside the subscribers it has their handlers laid out for a publish: the first three in fields
 * of their own, so that each is called at a place of its own in the code. The JIT then has a
 * profile for each and can inline three handlers of different classes, which a loop hides from it;
 * and there is one load less on the way to a handler than through its subscriber.
 *
 * @param <T> the type of the messages
 */
final class Delivery<T> {
  private static final Consumer<?>[] NO_MORE = {};

  /** Nobody. */
  static final Delivery<?> NONE = new Delivery<>(new Subscriber<?>[0]);

  /** The end of a channel: its one handler throws whatever comes, see {@link LocalChannel}. */
  static final Delivery<?> CLOSED =
      new Delivery<>(
          new Subscriber<?>[] {
            new Subscriber<Object>(
                null,
                message -> {
                  throw NotDelivered.INSTANCE;
                })
          });

  final Subscriber<T>[] subscribers;
  final @Nullable Consumer<? super T> first;
  final @Nullable Consumer<? super T> second;
  final @Nullable Consumer<? super T> third;

  /** What the channel keeps if it is sticky, else null. Then the handlers stand nowhere else. */
  final @Nullable Kept kept;

  /** The handlers from the fourth on. */
  final Consumer<? super T>[] more;

  /** The latest message of a sticky channel, or that there is none yet. */
  record Kept(@Nullable Object message) {}

  private Delivery(Subscriber<?>[] subscribers) {
    this(subscribers, null);
  }

  @SuppressWarnings("unchecked") // generic arrays
  private Delivery(Subscriber<?>[] subscribers, @Nullable Kept kept) {
    this.subscribers = (Subscriber<T>[]) subscribers;
    this.kept = kept;
    int size = kept == null ? subscribers.length : 0; // a sticky channel's publish is a slow one
    this.first = size > 0 ? this.subscribers[0].target : null;
    this.second = size > 1 ? this.subscribers[1].target : null;
    this.third = size > 2 ? this.subscribers[2].target : null;
    Consumer<?>[] rest = size > 3 ? new Consumer<?>[size - 3] : NO_MORE;
    for (int i = 3; i < size; i++) {
      rest[i - 3] = subscribers[i].target;
    }
    this.more = (Consumer<? super T>[]) rest;
  }

  /** One with a subscriber more, behind all of its priority or more that subscribed earlier. */
  Delivery<T> with(Subscriber<T> subscriber) {
    int size = subscribers.length;
    int at = size;
    while (at > 0 && subscriber.comesBefore(subscribers[at - 1])) {
      at--;
    }
    Subscriber<T>[] copy = Arrays.copyOf(subscribers, size + 1);
    System.arraycopy(subscribers, at, copy, at + 1, size - at);
    copy[at] = subscriber;
    return new Delivery<>(copy, kept);
  }

  /** One without the subscriber at an index. */
  @SuppressWarnings("unchecked") // NONE holds nothing of any type
  Delivery<T> without(int at) {
    int size = subscribers.length - 1;
    if (size == 0 && kept == null) {
      return (Delivery<T>) NONE;
    }
    Subscriber<T>[] copy = Arrays.copyOf(subscribers, size);
    System.arraycopy(subscribers, at + 1, copy, at, size - at);
    return new Delivery<>(copy, kept);
  }

  /** One of a channel that keeps its latest message, of which this may be the first. */
  Delivery<T> keeping(@Nullable T message) {
    return new Delivery<>(subscribers, new Kept(message));
  }

  /** Where an owner's subscriber stands, or -1. */
  int indexOf(Registration owner) {
    for (int i = 0; i < subscribers.length; i++) {
      if (subscribers[i].owner == owner) {
        return i;
      }
    }
    return -1;
  }

  /** How many are in force. */
  int active() {
    int active = 0;
    for (Subscriber<T> subscriber : subscribers) {
      if (subscriber.owner != null && subscriber.owner.inForce()) {
        active++;
      }
    }
    return active;
  }

  boolean anyDirect() {
    for (Subscriber<T> subscriber : subscribers) {
      if (subscriber.isDirect()) {
        return true;
      }
    }
    return false;
  }
}
