package dev.larder.benchmarks.hitratio;

import java.util.Arrays;

/** Several queues over the same keys, of which each key is in one at most. */
final class Queues {
  static final int NONE = -1;

  private final int keys;
  private final int[] previous;
  private final int[] next;
  private final byte[] queueOf;
  private final int[] sizes;

  Queues(int keys, int queues) {
    this.keys = keys;
    previous = new int[keys + queues];
    next = new int[keys + queues];
    queueOf = new byte[keys];
    Arrays.fill(queueOf, (byte) NONE);
    sizes = new int[queues];
    for (int head = keys; head < keys + queues; head++) {
      previous[head] = head;
      next[head] = head;
    }
  }

  /** The queue that a key is in, or NONE. */
  int queueOf(int key) {
    return queueOf[key];
  }

  int size(int queue) {
    return sizes[queue];
  }

  /** Puts a key to the head of a queue, out of the one where it is. */
  void toHead(int queue, int key) {
    remove(key);
    int head = keys + queue;
    int second = next[head];
    next[head] = key;
    previous[key] = head;
    next[key] = second;
    previous[second] = key;
    queueOf[key] = (byte) queue;
    sizes[queue]++;
  }

  void remove(int key) {
    if (queueOf[key] == NONE) {
      return;
    }
    next[previous[key]] = next[key];
    previous[next[key]] = previous[key];
    sizes[queueOf[key]]--;
    queueOf[key] = NONE;
  }

  /** The key at the tail, or NONE. */
  int tail(int queue) {
    return orNone(previous[keys + queue]);
  }

  /** The key nearer to the head than this one, or NONE. */
  int nearerToHead(int key) {
    return orNone(previous[key]);
  }

  private int orNone(int index) {
    return index < keys ? index : NONE;
  }
}
