package dev.larder.internal.cache;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.LongAdder;

/** Counts hits and misses, exactly and mostly without an atomic instruction. */
final class HitCounter {
  /*
   * Shared: stripes of an owner's id and two counts, on cache lines of their own. A stripe belongs
   * to the first thread that came to it, for good, and only that one writes the counts: opaque
   * reads and writes of one writer lose nothing. Others that come to it count in adders. Virtual
   * threads come and go by the million, so they own none.
   */
  private static final int STRIPES = 64;
  private static final int STRIDE = 16;
  private static final VarHandle LONGS = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] longs = new long[STRIDE * (STRIPES + 1)];
  private final LongAdder otherHits = new LongAdder();
  private final LongAdder otherMisses = new LongAdder();

  void hit() {
    if (!count(1)) {
      otherHits.increment();
    }
  }

  void miss() {
    if (!count(2)) {
      otherMisses.increment();
    }
  }

  long hits() {
    return sum(1) + otherHits.sum();
  }

  long misses() {
    return sum(2) + otherMisses.sum();
  }

  private boolean count(int which) {
    Thread thread = Thread.currentThread();
    long id = thread.getId();
    int base = ((int) id & STRIPES - 1) * STRIDE + STRIDE;
    if ((long) LONGS.getOpaque(longs, base) != id && !own(base, id, thread)) {
      return false;
    }
    LONGS.setOpaque(longs, base + which, (long) LONGS.getOpaque(longs, base + which) + 1);
    return true;
  }

  private boolean own(int base, long id, Thread thread) {
    return (long) LONGS.getOpaque(longs, base) == 0
        && !Virtual.is(thread)
        && LONGS.compareAndSet(longs, base, 0L, id);
  }

  private long sum(int which) {
    long sum = 0;
    for (int base = STRIDE; base < longs.length; base += STRIDE) {
      sum += (long) LONGS.getOpaque(longs, base + which);
    }
    return sum;
  }

  /** Asks a thread of a newer JVM whether it is virtual. */
  private static final class Virtual {
    private static final MethodHandle IS = find();

    private static MethodHandle find() {
      try {
        return MethodHandles.publicLookup()
            .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
      } catch (ReflectiveOperationException e) {
        // Before JDK 21 there are none.
        return MethodHandles.dropArguments(
            MethodHandles.constant(boolean.class, false), 0, Thread.class);
      }
    }

    static boolean is(Thread thread) {
      try {
        return (boolean) IS.invokeExact(thread);
      } catch (Throwable e) {
        throw new AssertionError(e);
      }
    }
  }
}
