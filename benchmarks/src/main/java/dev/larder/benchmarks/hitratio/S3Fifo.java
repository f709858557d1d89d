package dev.larder.benchmarks.hitratio;

/**
 * S3-FIFO (Yang et al., SOSP 2023): a small queue of a tenth for what is new, a main queue with
 * second chances, and a ghost queue, as long as the main one, of what left the small one unused.
 */
final class S3Fifo implements Policy {
  private static final int SMALL = 0;
  private static final int MAIN = 1;
  private static final int GHOST = 2;

  private final int smallCapacity;
  private final int capacity;
  private final Queues queues;
  private final byte[] uses;

  S3Fifo(int keys, int capacity) {
    this.capacity = capacity;
    smallCapacity = Math.max(1, capacity / 10);
    queues = new Queues(keys, 3);
    uses = new byte[keys];
  }

  @Override
  public boolean access(int key) {
    int queue = queues.queueOf(key);
    if (queue == SMALL || queue == MAIN) {
      uses[key] = (byte) Math.min(3, uses[key] + 1);
      return true;
    }
    while (queues.size(SMALL) + queues.size(MAIN) >= capacity) {
      if (queues.size(SMALL) >= smallCapacity || queues.size(MAIN) == 0) {
        evictSmall();
      } else {
        evictMain();
      }
    }
    queues.toHead(queue == GHOST ? MAIN : SMALL, key);
    uses[key] = 0;
    return false;
  }

  private void evictSmall() {
    int tail = queues.tail(SMALL);
    if (uses[tail] > 1) {
      uses[tail] = 0;
      queues.toHead(MAIN, tail);
      return;
    }
    if (queues.size(GHOST) >= Math.max(1, capacity - smallCapacity)) {
      queues.remove(queues.tail(GHOST));
    }
    queues.toHead(GHOST, tail);
  }

  private void evictMain() {
    int tail = queues.tail(MAIN);
    while (uses[tail] > 0) {
      uses[tail]--;
      queues.toHead(MAIN, tail);
      tail = queues.tail(MAIN);
    }
    queues.remove(tail);
  }
}
