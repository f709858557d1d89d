package dev.larder.benchmarks.hitratio;

/** Evicts what came the longest time ago. */
final class Fifo implements Policy {
  private final int capacity;
  private final Queues queue;

  Fifo(int keys, int capacity) {
    this.capacity = capacity;
    queue = new Queues(keys, 1);
  }

  @Override
  public boolean access(int key) {
    if (queue.queueOf(key) == 0) {
      return true;
    }
    if (queue.size(0) == capacity) {
      queue.remove(queue.tail(0));
    }
    queue.toHead(0, key);
    return false;
  }
}
