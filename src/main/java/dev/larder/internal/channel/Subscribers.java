package dev.larder.internal.channel;

import java.util.Arrays;

/** Copies of arrays of subscribers, in the order of their sequence, with one more or one less. */
final class Subscribers {
  private Subscribers() {}

  /** A copy with one more, put behind all that subscribed earlier. */
  static <T> Subscriber<T>[] with(Subscriber<T>[] all, Subscriber<T> subscriber) {
    int at = all.length;
    while (at > 0 && all[at - 1].sequence() > subscriber.sequence()) {
      at--;
    }
    Subscriber<T>[] copy = Arrays.copyOf(all, all.length + 1);
    System.arraycopy(all, at, copy, at + 1, all.length - at);
    copy[at] = subscriber;
    return copy;
  }

  /** A copy without the element at an index. */
  static <T> Subscriber<T>[] without(Subscriber<T>[] all, int at) {
    Subscriber<T>[] copy = Arrays.copyOf(all, all.length - 1);
    System.arraycopy(all, at + 1, copy, at, copy.length - at);
    return copy;
  }

  /** Where an owner's subscriber stands, or -1. */
  static int indexOf(Subscriber<?>[] all, Registration owner) {
    for (int i = 0; i < all.length; i++) {
      if (all[i].owner == owner) {
        return i;
      }
    }
    return -1;
  }

  static boolean anyDirect(Subscriber<?>[] all) {
    for (Subscriber<?> subscriber : all) {
      if (subscriber.isDirect()) {
        return true;
      }
    }
    return false;
  }
}
