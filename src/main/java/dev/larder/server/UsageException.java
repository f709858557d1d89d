package dev.larder.server;

/** The command line is not one that can be followed; the message says why. */
final class UsageException extends RuntimeException {
  UsageException(String message) {
    super(message);
  }
}
