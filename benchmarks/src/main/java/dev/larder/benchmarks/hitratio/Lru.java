package dev.larder.benchmarks.hitratio;

/** Evicts what was used the longest time ago. */
final class Lru implements Policy {
  private final int capacity;
  private final Queues queue;

  Lru(int keys, int capacity) {
    this.capacity = capacity;
    queue = new Queues(keys, 1);
  }

  @Override
  public boolean access(int key) {
    boolean hit = queue.queueOf(key) == 0;
    if (!hit && queue.size(0) == capacity) {
      queue.remove(queue.tail(0));
    }
    queue.toHead(0, key);
    return hit;
  }
}
