package dev.larder.internal.eviction;

import java.util.Arrays;
import java.util.function.IntConsumer;

/**
 * Which slots are to be looked at when, as a hierarchy of wheels (Varghese and Lauck, "Hashed and
 * hierarchical timing wheels", 1987). For one thread at a time. A slot costs eight bytes, and
 * entering and leaving are O(1); the time at which it is due is not kept: who is told of a slot
 * looks whether it is, and enters it again if not.
 */
public final class TimingWheel {
  /** 64 milliseconds, then four seconds, four and a half minutes, five hours, twelve days. */
  private static final int TICK_BITS = 6;

  private static final int PLACE_BITS = 6;
  private static final int PLACES = 1 << PLACE_BITS;
  private static final int LEVELS = 5;

  /** The last head: what is being handed out, and what is too far away for all wheels. */
  private static final int HEADS = LEVELS * PLACES + 2;

  private static final int FAR = LEVELS * PLACES;
  private static final int LOOSE = FAR + 1;

  /** The first places belong to the lists' heads: a slot stands at its number plus HEADS. */
  private int[] previous = new int[HEADS];

  private int[] next = new int[HEADS];
  private long now;
  private int size;

  /** An empty wheel. */
  public TimingWheel(long nowMillis) {
    now = nowMillis;
    for (int head = 0; head < HEADS; head++) {
      previous[head] = head;
      next[head] = head;
    }
  }

  /** Enters a slot, or enters it anew. */
  public void schedule(int slot, long deadlineMillis) {
    reserve(slot);
    cancel(slot);
    link(head(Math.max(deadlineMillis, now)), slot + HEADS);
    size++;
  }

  /** Takes a slot out, if it is in. */
  public void cancel(int slot) {
    int place = slot + HEADS;
    if (place < next.length && next[place] != -1) {
      unlink(place);
      size--;
    }
  }

  /** How many slots are in. */
  public int size() {
    return size;
  }

  private void reserve(int slot) {
    int before = next.length;
    if (slot + HEADS >= before) {
      int length = HEADS + Regions.grown(slot);
      previous = Arrays.copyOf(previous, length);
      next = Arrays.copyOf(next, length);
      Arrays.fill(next, before, length, -1);
    }
  }

  private int head(long deadline) {
    for (int level = 0; level < LEVELS; level++) {
      int shift = TICK_BITS + level * PLACE_BITS;
      if ((deadline >> shift) - (now >> shift) < PLACES) {
        return level * PLACES + ((int) (deadline >> shift) & PLACES - 1);
      }
    }
    return FAR;
  }

  private void link(int head, int place) {
    int last = previous[head];
    next[last] = place;
    previous[place] = last;
    next[place] = head;
    previous[head] = place;
  }

  private void unlink(int place) {
    next[previous[place]] = next[place];
    previous[next[place]] = previous[place];
    next[place] = -1;
  }

  /**
   * Goes on to a moment and hands out all slots that may be due by then, and some that are not: who
   * gets one looks, and schedules it again. They are out of the wheel by then.
   *
   * @param most how many at most; the rest is handed out by further calls
   * @return whether all were
   */
  public boolean advance(long nowMillis, int most, IntConsumer due) {
    if (nowMillis > now) {
      long before = now;
      now = nowMillis;
      for (int level = 0; level < LEVELS; level++) {
        int shift = TICK_BITS + level * PLACE_BITS;
        long from = before >> shift;
        long to = nowMillis >> shift;
        for (long tick = from; tick <= to && tick < from + PLACES; tick++) {
          loosen(level * PLACES + ((int) tick & PLACES - 1));
        }
        if (from == to) {
          break;
        }
        if (level == LEVELS - 1) {
          loosen(FAR);
        }
      }
    } else if (next[LOOSE] == LOOSE) {
      loosen((int) (now >> TICK_BITS) & PLACES - 1); // and not what has just been looked at
    }
    for (int i = 0; i < most && next[LOOSE] != LOOSE; i++) {
      int place = next[LOOSE];
      unlink(place);
      size--;
      due.accept(place - HEADS);
    }
    return next[LOOSE] == LOOSE;
  }

  /** Moves what is in a list to that which is handed out. */
  private void loosen(int head) {
    if (next[head] == head) {
      return;
    }
    int first = next[head];
    int last = previous[head];
    int end = previous[LOOSE];
    next[end] = first;
    previous[first] = end;
    next[last] = LOOSE;
    previous[LOOSE] = last;
    next[head] = head;
    previous[head] = head;
  }

  /** A time before which no slot is due, or {@link Long#MAX_VALUE} when none is in. */
  public long nextDue() {
    if (size == 0) {
      return Long.MAX_VALUE;
    }
    if (next[LOOSE] != LOOSE) {
      return now;
    }
    long earliest = Long.MAX_VALUE;
    for (int level = 0; level < LEVELS; level++) {
      int shift = TICK_BITS + level * PLACE_BITS;
      for (int i = 0; i < PLACES; i++) {
        long tick = (now >> shift) + i;
        int head = level * PLACES + ((int) tick & PLACES - 1);
        if (next[head] != head) {
          earliest = Math.min(earliest, Math.max(now, tick << shift));
          break;
        }
      }
    }
    int farShift = TICK_BITS + (LEVELS - 1) * PLACE_BITS;
    return next[FAR] == FAR ? earliest : Math.min(earliest, ((now >> farShift) + 1) << farShift);
  }
}
