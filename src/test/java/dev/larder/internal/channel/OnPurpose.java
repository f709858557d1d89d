package dev.larder.internal.channel;

/** What handlers throw in tests; without a trace, since each is logged. */
final class OnPurpose extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OnPurpose() {
    super("on purpose", null, false, false);
  }

  /** An error that is none of the machine's. */
  static final class Failure extends Error {
    private static final long serialVersionUID = 1L;

    Failure() {
      super("on purpose", null, false, false);
    }
  }
}
