package dev.larder.benchmarks.hitratio;

import java.util.Arrays;

/**
 * A sequence of keys, numbered from 0 in order of first use.
 *
 * @param name what it is called in tables
 * @param accesses the keys in order
 * @param keys how many different ones
 */
record Trace(String name, int[] accesses, int keys) {
  /** Numbers arbitrary keys that are not negative in order of first use. */
  static Trace of(String name, int[] raw) {
    int[] numbers = new int[Arrays.stream(raw).max().orElse(-1) + 1];
    int[] accesses = new int[raw.length];
    int keys = 0;
    for (int i = 0; i < raw.length; i++) {
      if (numbers[raw[i]] == 0) {
        numbers[raw[i]] = ++keys;
      }
      accesses[i] = numbers[raw[i]] - 1;
    }
    return new Trace(name, accesses, keys);
  }

  /** How many entries a share of the keys is. */
  int capacity(int percent) {
    return Math.max(1, Math.round(keys * percent / 100f));
  }
}
