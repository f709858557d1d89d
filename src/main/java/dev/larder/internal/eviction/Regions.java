package dev.larder.internal.eviction;

import java.util.Arrays;

/**
 * Queues of slots, each slot in one of them at most, with the weight of each queue. Links are
 * numbers in arrays: 13 bytes a slot, 17 where entries have weights of their own.
 */
final class Regions {
  static final int NONE = -1;

  /** What is new, in order of use. */
  static final int WINDOW = 0;

  /** What has left the window and was not used since. */
  static final int PROBATION = 1;

  /** What was used while it was in the main part. */
  static final int PROTECTED = 2;

  /** What may not be evicted for now. */
  static final int HELD = 3;

  /** What weighs nothing, so that nothing is won by evicting it. */
  static final int WEIGHTLESS = 4;

  /** A slot that holds no entry. */
  static final int FREE = 5;

  private static final int QUEUES = 5;
  private static final int FIRST_SLOTS = 16;

  /** The first places belong to the queues' heads: a slot's links stand at its number plus five. */
  private int[] previous = new int[QUEUES + FIRST_SLOTS];

  private int[] next = new int[QUEUES + FIRST_SLOTS];
  private int[] hashes = new int[FIRST_SLOTS];
  private byte[] regions = new byte[FIRST_SLOTS];

  /** Empty as long as each entry weighs one. */
  private int[] weights = {};

  private final long[] weightOf = new long[QUEUES];
  private int free = NONE;
  private int used;
  private int size;

  Regions() {
    clear();
  }

  void clear() {
    for (int head = 0; head < QUEUES; head++) {
      previous[head] = head;
      next[head] = head;
      weightOf[head] = 0;
    }
    free = NONE;
    used = 0;
    size = 0;
  }

  /** Takes a free slot and puts it to the head of a queue. */
  int add(int region, int hash, int weight) {
    int slot = free;
    if (slot == NONE) {
      slot = used++;
      if (slot == hashes.length) {
        grow();
      }
    } else {
      free = next[slot + QUEUES];
    }
    hashes[slot] = hash;
    setWeight(slot, weight);
    size++;
    link(region, slot);
    return slot;
  }

  private void setWeight(int slot, int weight) {
    if (weight != 1 && weights.length == 0) {
      weights = new int[hashes.length];
      Arrays.fill(weights, 1);
    }
    if (weights.length != 0) {
      weights[slot] = weight;
    }
  }

  /** The length after one: by an eighth, so that few bytes are spare and copying stays linear. */
  static int grown(int length) {
    return length + FIRST_SLOTS + length / 8;
  }

  private void grow() {
    int slots = grown(hashes.length);
    previous = Arrays.copyOf(previous, QUEUES + slots);
    next = Arrays.copyOf(next, QUEUES + slots);
    hashes = Arrays.copyOf(hashes, slots);
    regions = Arrays.copyOf(regions, slots);
    if (weights.length != 0) {
      weights = Arrays.copyOf(weights, slots);
    }
  }

  /** Frees a slot. */
  void remove(int slot) {
    unlink(slot);
    regions[slot] = FREE;
    next[slot + QUEUES] = free;
    free = slot;
    size--;
  }

  void toHead(int region, int slot) {
    unlink(slot);
    link(region, slot);
  }

  private void link(int region, int slot) {
    int place = slot + QUEUES;
    int second = next[region];
    next[region] = place;
    previous[place] = region;
    next[place] = second;
    previous[second] = place;
    regions[slot] = (byte) region;
    weightOf[region] += weight(slot);
  }

  private void unlink(int slot) {
    int place = slot + QUEUES;
    next[previous[place]] = next[place];
    previous[next[place]] = previous[place];
    weightOf[regions[slot]] -= weight(slot);
  }

  void reweigh(int slot, int weight) {
    int region = regions[slot];
    unlink(slot);
    setWeight(slot, weight);
    // The place in the queue stays: only its neighbours' links were touched.
    int place = slot + QUEUES;
    next[previous[place]] = place;
    previous[next[place]] = place;
    weightOf[region] += weight;
  }

  /** How many slots hold an entry. */
  int size() {
    return size;
  }

  /** How many slots there have been: all numbers are below. */
  int slots() {
    return used;
  }

  boolean isUsed(int slot) {
    return slot < used && regions[slot] != FREE;
  }

  int region(int slot) {
    return regions[slot];
  }

  int hash(int slot) {
    return hashes[slot];
  }

  int weight(int slot) {
    return weights.length == 0 ? 1 : weights[slot];
  }

  long weightOf(int region) {
    return weightOf[region];
  }

  boolean isEmpty(int region) {
    return next[region] == region;
  }

  int tail(int region) {
    return previous[region] - QUEUES < 0 ? NONE : previous[region] - QUEUES;
  }

  int head(int region) {
    return next[region] - QUEUES < 0 ? NONE : next[region] - QUEUES;
  }

  /** The slot after this one as seen from the head, or NONE. */
  int towardsTail(int slot) {
    int place = next[slot + QUEUES];
    return place < QUEUES ? NONE : place - QUEUES;
  }

  /** The slot before this one as seen from the tail, or NONE. */
  int towardsHead(int slot) {
    int place = previous[slot + QUEUES];
    return place < QUEUES ? NONE : place - QUEUES;
  }
}
