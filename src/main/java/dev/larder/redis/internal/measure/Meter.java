package dev.larder.redis.internal.measure;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** What one thread counts, for that thread alone to add to. */
public final class Meter {
  /*
   * Written by one thread, read by any. Each number stands for itself: it is set opaque, without a
   * locked instruction, and a sum over meters may miss what is being added just now. Histograms are
   * made at first use and published with release. Nothing is ever set back: a reset is the sums of
   * that moment, see Measures.
   */
  private static final VarHandle NUMBERS = MethodHandles.arrayElementVarHandle(long[].class);
  private static final VarHandle TIMES = MethodHandles.arrayElementVarHandle(Histogram[].class);

  static final int CALLS = 0;
  static final int NANOS = 1;
  static final int REJECTED = 2;
  static final int FAILED = 3;

  /** Numbers of a command. */
  static final int EACH = 4;

  private final int commands;
  private final long[] numbers;
  private final @Nullable Histogram[] times;

  Meter(int commands) {
    this.commands = commands;
    this.numbers = new long[size(commands)];
    this.times = new @Nullable Histogram[commands];
  }

  /** How many numbers a meter of so many commands has. */
  static int size(int commands) {
    return commands * EACH + Figure.values().length;
  }

  /**
   * Counts a command that ran.
   *
   * @param isTracked whether its time goes into the histogram, too
   */
  public void ran(int command, long nanos, boolean isFailed, boolean isTracked) {
    add(command * EACH + CALLS, 1);
    took(command, nanos, isTracked);
    if (isFailed) {
      add(command * EACH + FAILED, 1);
    }
  }

  /** Counts time that a command took besides. */
  public void took(int command, long nanos, boolean isTracked) {
    add(command * EACH + NANOS, nanos);
    if (isTracked) {
      Histogram histogram = times[command];
      if (histogram == null) {
        histogram = new Histogram();
        TIMES.setRelease(times, command, histogram);
      }
      histogram.add(nanos);
    }
  }

  /** Counts a command that was refused before it ran. */
  public void rejected(int command) {
    add(command * EACH + REJECTED, 1);
  }

  /** Counts something else. */
  public void add(Figure figure, long count) {
    add(commands * EACH + figure.slot, count);
  }

  private void add(int index, long count) {
    NUMBERS.setOpaque(numbers, index, numbers[index] + count);
  }

  void addNumbersTo(long[] sums) {
    for (int i = 0; i < numbers.length; i++) {
      sums[i] += (long) NUMBERS.getOpaque(numbers, i);
    }
  }

  void addTimesTo(int command, long[] sums) {
    Histogram histogram = (Histogram) TIMES.getAcquire(times, command);
    if (histogram != null) {
      histogram.addTo(sums);
    }
  }
}
