package dev.larder.redis.internal.wire;

/** Bytes that are no request: the client is told and the connection closed. */
public final class ProtocolException extends RuntimeException {
  ProtocolException(String text) {
    super(text, null, false, false);
  }
}
