package dev.larder.benchmarks.bus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/** A subscriber that adds up, and shows how many it has had to whoever waits for it. */
public final class Counter implements Consumer<Tick> {
  private static final VarHandle COUNT = MethodHandles.arrayElementVarHandle(long[].class);
  private static final int PLACE = 16;

  private final long[] padded = new long[2 * PLACE];
  private long sum;

  @Override
  public void accept(Tick tick) {
    sum += tick.number;
    COUNT.setRelease(padded, PLACE, padded[PLACE] + 1);
  }

  /** How many messages it has had. */
  public long count() {
    return (long) COUNT.getAcquire(padded, PLACE);
  }

  /** What it has added up. */
  public long sum() {
    return sum;
  }
}
