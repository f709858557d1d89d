package dev.larder;

/** Thrown by a transaction that met a conflict more often than it may be retried. */
public final class TransactionConflictException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** How often the function was run. */
  private final long attempts;

  /**
   * Says how often it was tried.
   *
   * @param attempts how often the function was run, at least 1
   */
  public TransactionConflictException(long attempts) {
    super("the transaction met a conflict in each of " + attempts + " attempts; nothing was done");
    this.attempts = attempts;
  }

  /** {@return how often the function was run} */
  public long attempts() {
    return attempts;
  }
}
