package dev.larder.benchmarks.hitratio;

import java.util.Arrays;
import java.util.BitSet;

/**
 * The optimum (Belady 1966): evicts what is used again last, and that may be what has just come.
 * Needs the whole trace.
 */
final class Clairvoyant implements Policy {
  private static final int NEVER = Integer.MAX_VALUE;

  private final int capacity;
  private final int[] nextUse;

  /** The position at which a cached key is used again. No two keys share one. */
  private final BitSet nextUses;

  private int size;
  private int position;

  Clairvoyant(Trace trace, int capacity) {
    this.capacity = capacity;
    int[] accesses = trace.accesses();
    nextUse = new int[accesses.length];
    nextUses = new BitSet(accesses.length);
    int[] last = new int[trace.keys()];
    Arrays.fill(last, NEVER);
    for (int i = accesses.length - 1; i >= 0; i--) {
      nextUse[i] = last[accesses[i]];
      last[accesses[i]] = i;
    }
  }

  @Override
  public boolean access(int key) {
    int now = position++;
    boolean hit = nextUses.get(now);
    if (hit) {
      nextUses.clear(now);
      size--;
    }
    int next = nextUse[now];
    if (next != NEVER) {
      nextUses.set(next);
      size++;
      if (size > capacity) {
        nextUses.clear(nextUses.length() - 1);
        size--;
      }
    }
    return hit;
  }
}
