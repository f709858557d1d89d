package dev.larder.internal.eviction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/** Which slots were used since the policy last looked: a byte for each. */
final class Marks {
  /*
   * Shared: readers set marks, one maintainer at a time clears them and adds chunks.
   *
   * 1. A chunk never moves, so that a mark is never set in a copy that nobody looks at.
   * 2. A mark says only that a slot is worth a look. Lost, late or on a slot that meanwhile holds
   *    another entry it costs a little of the hit ratio and nothing else, hence opaque: all that is
   *    needed is that a write becomes seen some time.
   * 3. The directory is released after its chunks are made: who sees it sees them.
   */
  private static final int CHUNK_BITS = 10;
  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final VarHandle BYTES = MethodHandles.arrayElementVarHandle(byte[].class);
  private static final VarHandle CHUNKS;

  static {
    try {
      CHUNKS = MethodHandles.lookup().findVarHandle(Marks.class, "chunks", byte[][].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private byte[][] chunks = {};

  /** Makes room for slots below a number. The maintainer's. */
  void reserve(int slots) {
    byte[][] now = chunks;
    int needed = slots + CHUNK - 1 >>> CHUNK_BITS;
    if (needed > now.length) {
      byte[][] more = Arrays.copyOf(now, Math.max(needed, now.length + now.length / 8));
      for (int i = now.length; i < more.length; i++) {
        more[i] = new byte[CHUNK];
      }
      CHUNKS.setRelease(this, more);
    }
  }

  /** Marks a slot; whether it was not marked. Writes only then. */
  boolean mark(int slot) {
    byte[][] now = (byte[][]) CHUNKS.getAcquire(this);
    if (slot >>> CHUNK_BITS >= now.length) {
      return false; // of an entry that came from another map with its slot
    }
    byte[] chunk = now[slot >>> CHUNK_BITS];
    int index = slot & CHUNK - 1;
    if ((byte) BYTES.getOpaque(chunk, index) != 0) {
      return false;
    }
    BYTES.setOpaque(chunk, index, (byte) 1);
    return true;
  }

  /** Takes a mark away; whether it was there. The maintainer's. */
  boolean clear(int slot) {
    byte[] chunk = chunk(slot);
    int index = slot & CHUNK - 1;
    if ((byte) BYTES.getOpaque(chunk, index) == 0) {
      return false;
    }
    BYTES.setOpaque(chunk, index, (byte) 0);
    return true;
  }

  private byte[] chunk(int slot) {
    return ((byte[][]) CHUNKS.getAcquire(this))[slot >>> CHUNK_BITS];
  }
}
