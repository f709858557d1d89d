package dev.larder.internal.tx;

/** Ends an attempt whose reads no longer fit together. Never leaves this package. */
final class Conflict extends RuntimeException {
  @SuppressWarnings("StaticAssignmentOfThrowable") // it has no trace and no state
  static final Conflict INSTANCE = new Conflict();

  private static final long serialVersionUID = 1L;

  private Conflict() {
    super("conflict", null, false, false);
  }
}
