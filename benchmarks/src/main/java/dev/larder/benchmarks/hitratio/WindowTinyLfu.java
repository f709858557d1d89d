package dev.larder.benchmarks.hitratio;

/**
 * W-TinyLFU (Einziger, Friedman, Manes 2017) with a window of a fixed share: what leaves the window
 * takes the place of the main part's victim only if it was used more often. The main part is a
 * segmented LRU, four fifths of it protected.
 */
final class WindowTinyLfu implements Policy {
  private static final int WINDOW = 0;
  private static final int PROBATION = 1;
  private static final int PROTECTED = 2;

  private final int windowCapacity;
  private final int mainCapacity;
  private final int protectedCapacity;
  private final Queues queues;
  private final Counts counts;

  WindowTinyLfu(int keys, int capacity, double share) {
    windowCapacity = Math.max(1, (int) Math.round(capacity * share));
    mainCapacity = capacity - windowCapacity;
    protectedCapacity = mainCapacity * 4 / 5;
    queues = new Queues(keys, 3);
    counts = new Counts(capacity);
  }

  @Override
  public boolean access(int key) {
    counts.add(key);
    switch (queues.queueOf(key)) {
      case WINDOW -> queues.toHead(WINDOW, key);
      case PROBATION, PROTECTED -> {
        queues.toHead(PROTECTED, key);
        if (queues.size(PROTECTED) > protectedCapacity) {
          queues.toHead(PROBATION, queues.tail(PROTECTED));
        }
      }
      default -> {
        queues.toHead(WINDOW, key);
        if (queues.size(WINDOW) > windowCapacity) {
          leaveWindow(queues.tail(WINDOW));
        }
        return false;
      }
    }
    return true;
  }

  private void leaveWindow(int candidate) {
    if (queues.size(PROBATION) + queues.size(PROTECTED) < mainCapacity) {
      queues.toHead(PROBATION, candidate);
      return;
    }
    int victim = queues.tail(queues.size(PROBATION) > 0 ? PROBATION : PROTECTED);
    if (victim != Queues.NONE && counts.of(candidate) > counts.of(victim)) {
      queues.remove(victim);
      queues.toHead(PROBATION, candidate);
    } else {
      queues.remove(candidate);
    }
  }
}
