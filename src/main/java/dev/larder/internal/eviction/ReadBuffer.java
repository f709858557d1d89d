package dev.larder.internal.eviction;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.IntConsumer;

/** The order in which slots were marked, as far as there was room to note it. */
final class ReadBuffer {
  /*
   * Shared: readers write, one maintainer at a time empties. A stripe is a count and STRIPE slots,
   * on cache lines of its own. Nothing is compared and set: two readers of one stripe may take the
   * same place, and a reader may write into a stripe that is just being emptied. Then a slot is
   * lost, or told at the next time. The mark of a lost one is still there, and the policy finds it
   * when it comes by (Space.settle), so no use is forgotten. Opaque is enough by the same reason.
   */
  private static final int STRIPE = 16;

  /** 128 bytes: the count, the slots, and what keeps neighbours apart. */
  private static final int STRIDE = 32;

  private static final VarHandle INTS = MethodHandles.arrayElementVarHandle(int[].class);

  private final int[] ints;
  private final int stripes;

  /**
   * Makes an empty buffer.
   *
   * @param stripes a power of two
   */
  ReadBuffer(int stripes) {
    this.stripes = stripes;
    ints = new int[STRIDE * (stripes + 1)];
  }

  /** Notes a slot, if there is room. */
  void offer(int slot) {
    int base = (stripe() + 1) * STRIDE;
    int count = (int) INTS.getOpaque(ints, base);
    if (count < STRIPE) {
      INTS.setOpaque(ints, base + 1 + count, slot + 1);
      INTS.setOpaque(ints, base, count + 1);
    }
  }

  /** Hands on what was noted. The maintainer's. */
  void drain(IntConsumer consumer) {
    for (int base = STRIDE; base < ints.length; base += STRIDE) {
      int count = (int) INTS.getOpaque(ints, base);
      for (int i = base + 1; i <= base + count; i++) {
        int noted = (int) INTS.getOpaque(ints, i);
        if (noted != 0) {
          INTS.setOpaque(ints, i, 0);
          consumer.accept(noted - 1);
        }
      }
      if (count != 0) {
        INTS.setOpaque(ints, base, 0);
      }
    }
  }

  private int stripe() {
    long mixed = Thread.currentThread().getId() * 0x9E37_79B9_7F4A_7C15L;
    return (int) (mixed >>> 40) & stripes - 1;
  }
}
