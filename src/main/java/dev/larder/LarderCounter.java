package dev.larder;

/**
 * A whole number with a name, exact under contention. Every call is atomic and O(1). A counter that
 * does not exist counts as 0.
 */
public interface LarderCounter extends LarderCollection {
  /** {@return the number; 0 when the counter does not exist} */
  long get();

  /**
   * Sets the number; an expiry is taken away.
   *
   * @param value the number
   */
  void set(long value);

  /**
   * Adds to the number, keeping an expiry.
   *
   * @param delta what to add, may be negative
   * @return the new number
   * @throws ArithmeticException if the result is beyond a long; the counter stays as it is
   */
  long add(long delta);

  /**
   * Adds 1.
   *
   * @return the new number
   * @throws ArithmeticException if the result is beyond a long; the counter stays as it is
   */
  default long increment() {
    return add(1);
  }

  /**
   * Subtracts 1.
   *
   * @return the new number
   * @throws ArithmeticException if the result is beyond a long; the counter stays as it is
   */
  default long decrement() {
    return add(-1);
  }

  /**
   * Sets the number and returns the one before; an expiry is taken away.
   *
   * @param value the number
   * @return the number before, 0 when the counter did not exist
   */
  long getAndSet(long value);

  /**
   * Sets the number if it is what is expected, keeping its expiry.
   *
   * @param expected the number that must be there; 0 also for a counter that does not exist
   * @param value the new number
   * @return whether it was set
   */
  boolean compareAndSet(long expected, long value);

  /**
   * Removes the counter.
   *
   * @return the number that it had, 0 when it did not exist
   */
  long remove();
}
