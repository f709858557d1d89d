package dev.larder.redis.internal.measure;

/** What is counted of the server as a whole, besides its commands. */
public enum Figure {
  CONNECTIONS(0),
  REFUSED_CONNECTIONS(1),
  BYTES_IN(2),
  BYTES_OUT(3),
  READS(4),
  WRITES(5),
  ERRORS(6),

  /** Keys that were looked up to be read, and found. */
  HITS(7),

  /** Those that were not. */
  MISSES(8);

  /** Where it is counted, behind the commands. */
  final int slot;

  Figure(int slot) {
    this.slot = slot;
  }
}
