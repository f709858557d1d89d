package dev.larder.junit;

import dev.larder.redis.internal.Disturbance;
import dev.larder.redis.internal.Session;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that goes wrong until it has happened often enough, or is ended. */
public final class Fault {
  /*
   * Shared: `ended` and `stalled`. Who stalls a connection enters it and then looks whether this
   * has ended, who ends this says so first and then lets go of those that are entered.
   */
  private final String text;
  private final Disturbance disturbance;
  private final AtomicInteger hits = new AtomicInteger();
  private final Queue<Session> stalled = new ConcurrentLinkedQueue<>();
  private volatile boolean ended;

  Fault(String text, Disturbance disturbance) {
    this.text = text;
    this.disturbance = disturbance;
  }

  /** {@return how many commands it has met} */
  public int hits() {
    return hits.get();
  }

  /** Ends it; commands that are stalled run now. */
  public void end() {
    ended = true;
    for (Session session = stalled.poll(); session != null; session = stalled.poll()) {
      Session.Connection connection = session.connection();
      connection.later(connection::release);
    }
  }

  boolean isEnded() {
    return ended;
  }

  Disturbance disturbance() {
    return disturbance;
  }

  /** It happens to a command of this client; false if it has just ended. */
  boolean happen(Session session) {
    if (disturbance instanceof Disturbance.Stall) {
      stalled.add(session);
      if (ended && stalled.remove(session)) {
        return false;
      }
    }
    hits.incrementAndGet();
    return true;
  }

  @Override
  public String toString() {
    return text;
  }
}
