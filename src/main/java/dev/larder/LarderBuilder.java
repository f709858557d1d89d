package dev.larder;

import dev.larder.internal.store.Store;
import dev.larder.internal.time.TimeSource;
import java.time.InstantSource;
import java.util.Objects;

/**
 * Configures a store. Defaults: the system's clock; transactions are retried without a bound.
 *
 * <p>For one thread; it may open any number of stores.
 */
public final class LarderBuilder {
  private InstantSource clock = TimeSource.system();
  private long transactionRetries = Long.MAX_VALUE;

  LarderBuilder() {}

  /**
   * Sets the clock that all expiry reads.
   *
   * @param source the clock, not null
   * @return this builder
   */
  public LarderBuilder clock(InstantSource source) {
    clock = Objects.requireNonNull(source, "clock");
    return this;
  }

  /**
   * Bounds how often a transaction that met a conflict is run again.
   *
   * @param retries at least 0
   * @return this builder
   * @throws IllegalArgumentException if it is negative
   */
  public LarderBuilder transactionRetries(long retries) {
    if (retries < 0) {
      throw new IllegalArgumentException("retries must be at least 0, but is " + retries);
    }
    transactionRetries = retries;
    return this;
  }

  /** {@return an open, empty store in memory} */
  public Larder open() {
    return new Store(clock, transactionRetries);
  }
}
