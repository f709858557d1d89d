package dev.larder.redis.internal.hyperloglog;

/**
 * 16384 small numbers in bytes, behind a header of 16. For one thread.
 *
 * <p>Dense, each has six bits; the lowest bit of the first is the lowest of the first byte. See
 * {@link SparseRegisters} for the other form.
 */
interface Registers {
  /** How many there are. */
  int COUNT = 1 << 14;

  /** Before the registers. */
  int HEADER = 16;

  /**
   * Raises a register to a value.
   *
   * @return whether it was less
   * @throws dev.larder.redis.internal.RedisException if the bytes make no sense
   */
  boolean raise(int index, int value);

  /**
   * Raises others to the values of these.
   *
   * @throws dev.larder.redis.internal.RedisException if the bytes make no sense
   */
  void raise(byte[] others);

  /** The bytes, the header's included; changed in place. */
  byte[] bytes();
}
