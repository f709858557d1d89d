package dev.larder.benchmarks.bus;

/** A message; made once and used again and again, so that what is allocated is the bus's. */
public final class Tick {
  /** When it was published. */
  public long nanos;

  /** A number. */
  public int number;
}
