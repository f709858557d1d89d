package dev.larder.redis.internal;

import org.jspecify.annotations.Nullable;

/** Sees what clients send, and may disturb it: for tests. Without one an endpoint does neither. */
public interface Probe {
  /**
   * A client has connected.
   *
   * @return what watches the connection, or null if nothing does
   */
  @Nullable Watch connected(Session session);

  /** What watches one connection; called on the thread that serves it. */
  interface Watch {
    /** Bytes came: what arrives from now on did not come with what arrived before. */
    void piece();

    /**
     * A request is about to run.
     *
     * @return how to disturb it, or null
     */
    @Nullable Disturbance arrives(byte[][] request);

    /**
     * A request ran, or waits for something, or was disturbed; one that runs after a delay comes
     * twice.
     *
     * @param error the reply, if it is an error, else null
     */
    void ran(byte[][] request, @Nullable String error);

    /** The connection has ended. */
    void closed();
  }
}
