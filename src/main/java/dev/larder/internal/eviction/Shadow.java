package dev.larder.internal.eviction;

import java.util.Arrays;

/** A cache without values: what one setting of the policy would hold of the keys in the sample. */
final class Shadow {
  private final Space space;

  /** Slots plus one by hash, open addressing; a power of two, at most half full. */
  private int[] index = new int[16];

  Shadow(long maximum, double windowShare, int rounds, Frequencies frequencies) {
    space = new Space(maximum, rounds, frequencies, null);
    space.setShare(windowShare);
  }

  /** Asks for a hash, which a miss puts; whether it was there. */
  boolean access(int hash, int weight) {
    int place = place(hash);
    if (index[place] != 0) {
      space.use(index[place] - 1);
      return true;
    }
    int slot = space.regions.add(Regions.WINDOW, hash, weight);
    index[place] = slot + 1;
    while (space.isOver()) {
      remove(space.regions.hash(space.victim()));
    }
    space.slide();
    if (space.regions.size() * 2 > index.length) {
      grow();
    }
    return false;
  }

  /** Forgets a hash, as its entry was removed. */
  void remove(int hash) {
    int hole = place(hash);
    if (index[hole] == 0) {
      return;
    }
    space.regions.remove(index[hole] - 1);
    index[hole] = 0;
    // What stands behind is moved up, unless its own place lies after the hole.
    int mask = index.length - 1;
    for (int i = hole + 1 & mask; index[i] != 0; i = i + 1 & mask) {
      int home = home(space.regions.hash(index[i] - 1));
      if ((i - home & mask) >= (i - hole & mask)) {
        index[hole] = index[i];
        index[i] = 0;
        hole = i;
      }
    }
  }

  int size() {
    return space.regions.size();
  }

  private void grow() {
    int[] old = index;
    index = new int[old.length * 2];
    Arrays.stream(old)
        .filter(entry -> entry != 0)
        .forEach(entry -> index[place(space.regions.hash(entry - 1))] = entry);
  }

  /** Where a hash stands, or the empty place where it would. */
  private int place(int hash) {
    int place = home(hash);
    while (index[place] != 0 && space.regions.hash(index[place] - 1) != hash) {
      place = place + 1 & index.length - 1;
    }
    return place;
  }

  private int home(int hash) {
    return hash * 0x9E37_79B9 >>> 7 & index.length - 1;
  }
}
