package dev.larder;

import java.time.Duration;

/**
 * How a cache writes behind.
 *
 * @param batch how many keys are written together at most; so many are written without delay
 * @param delay how long a change waits for others at most. Looked at twenty times a second
 * @param retries how often a batch that failed is tried again; after that its keys are written one
 *     by one, and those that still fail are given up, which is logged
 * @param backOff how long after a failure it is tried again, twice as long after each further one
 * @param capacity how many keys may wait. When there are more, who changes an entry writes what
 *     waits, or waits for who is writing it, before that call returns
 */
public record WriteBehind(int batch, Duration delay, int retries, Duration backOff, int capacity) {
  /**
   * Checks them.
   *
   * @param batch how many keys are written together at most
   * @param delay how long a change waits for others at most
   * @param retries how often a batch that failed is tried again
   * @param backOff how long after a failure it is tried again
   * @param capacity how many keys may wait
   * @throws IllegalArgumentException if a number or time is too small, or a batch is larger than
   *     the capacity
   */
  public WriteBehind {
    if (batch < 1 || retries < 0 || capacity < batch) {
      throw new IllegalArgumentException(
          "a batch is at least 1 and at most the capacity, retries are at least 0; but batch is "
              + batch
              + ", capacity "
              + capacity
              + ", retries "
              + retries);
    }
    if (delay.isNegative() || backOff.compareTo(Duration.ofMillis(1)) < 0) {
      throw new IllegalArgumentException(
          "the delay must not be negative, the back-off at least a millisecond; but they are "
              + delay
              + " and "
              + backOff);
    }
  }

  /**
   * {@return batches of 100 keys, a delay of a second, 5 retries after 100 milliseconds and more, a
   * capacity of 10 000 keys}
   */
  public static WriteBehind ofDefaults() {
    return new WriteBehind(100, Duration.ofSeconds(1), 5, Duration.ofMillis(100), 10_000);
  }

  /**
   * {@return the same with batches of another size}
   *
   * @param keys how many keys are written together at most
   */
  public WriteBehind withBatch(int keys) {
    return new WriteBehind(keys, delay, retries, backOff, capacity);
  }

  /**
   * {@return the same with another delay}
   *
   * @param time how long a change waits for others at most
   */
  public WriteBehind withDelay(Duration time) {
    return new WriteBehind(batch, time, retries, backOff, capacity);
  }

  /**
   * {@return the same with other retries}
   *
   * @param number how often a batch that failed is tried again
   * @param firstBackOff how long after the first failure
   */
  public WriteBehind withRetries(int number, Duration firstBackOff) {
    return new WriteBehind(batch, delay, number, firstBackOff, capacity);
  }

  /**
   * {@return the same with another capacity}
   *
   * @param keys how many keys may wait
   */
  public WriteBehind withCapacity(int keys) {
    return new WriteBehind(batch, delay, retries, backOff, keys);
  }
}
