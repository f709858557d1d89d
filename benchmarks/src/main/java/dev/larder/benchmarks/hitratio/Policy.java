package dev.larder.benchmarks.hitratio;

/** A simulated cache of a fixed number of entries, asked for one key after the other. */
interface Policy {
  /**
   * Asks for a key, which a miss loads and puts.
   *
   * @param key a number below the trace's number of keys
   * @return whether it was there
   */
  boolean access(int key);
}
