package dev.larder.benchmarks.hitratio;

/**
 * SIEVE (Zhang et al., NSDI 2024): a queue in order of arrival, and a hand that goes from its tail
 * to its head, spares what was used since it last came by, and stays where it evicted.
 */
final class Sieve implements Policy {
  private final int capacity;
  private final Queues queue;
  private final boolean[] used;
  private int hand = Queues.NONE;

  Sieve(int keys, int capacity) {
    this.capacity = capacity;
    queue = new Queues(keys, 1);
    used = new boolean[keys];
  }

  @Override
  public boolean access(int key) {
    if (queue.queueOf(key) == 0) {
      used[key] = true;
      return true;
    }
    if (queue.size(0) == capacity) {
      evict();
    }
    queue.toHead(0, key);
    used[key] = false;
    return false;
  }

  private void evict() {
    int victim = hand == Queues.NONE ? queue.tail(0) : hand;
    while (used[victim]) {
      used[victim] = false;
      int after = queue.nearerToHead(victim);
      victim = after == Queues.NONE ? queue.tail(0) : after;
    }
    hand = queue.nearerToHead(victim);
    queue.remove(victim);
  }
}
