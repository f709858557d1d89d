package dev.larder.internal.eviction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** A moment for each slot: eight bytes, in chunks that never move. */
public final class Moments {
  /*
   * Shared: any thread reads and writes moments, one maintainer at a time adds chunks. A moment is
   * that of one slot alone and orders nothing, so opaque is enough; a claim is a compare-and-set,
   * so that one of several threads has it. The directory is released after its chunks are made.
   */
  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle CHUNKS;

  static {
    try {
      CHUNKS = MethodHandles.lookup().findVarHandle(Moments.class, "chunks", long[][].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long[][] chunks = {};

  /** Makes room for a slot. The maintainer's. */
  public void reserve(int slot) {
    long[][] now = chunks;
    int needed = (slot >>> CHUNK_BITS) + 1;
    if (needed > now.length) {
      long[][] more = Arrays.copyOf(now, Math.max(needed, now.length + now.length / 8));
      for (int i = now.length; i < more.length; i++) {
        more[i] = new long[CHUNK];
      }
      CHUNKS.setRelease(this, more);
    }
  }

  /** Whether there is room for a slot. */
  private static boolean has(long[][] now, int slot) {
    return slot >>> CHUNK_BITS < now.length;
  }

  private long[][] chunksAcquire() {
    return (long[][]) CHUNKS.getAcquire(this);
  }

  /** The moment of a slot; one that is not known is taken for now. */
  public long get(int slot, long now) {
    long[][] all = chunksAcquire();
    return has(all, slot)
        ? (long) LONGS.getOpaque(all[slot >>> CHUNK_BITS], slot & CHUNK - 1)
        : now;
  }

  /** Sets the moment of a slot, if there is room for it. */
  public void set(int slot, long moment) {
    long[][] all = chunksAcquire();
    if (has(all, slot)) {
      LONGS.setOpaque(all[slot >>> CHUNK_BITS], slot & CHUNK - 1, moment);
    }
  }

  /** Sets the moment of a slot if it is the one expected; one thread only can. */
  public boolean claim(int slot, long expected, long moment) {
    long[][] all = chunksAcquire();
    return has(all, slot)
        && LONGS.compareAndSet(all[slot >>> CHUNK_BITS], slot & CHUNK - 1, expected, moment);
  }
}
