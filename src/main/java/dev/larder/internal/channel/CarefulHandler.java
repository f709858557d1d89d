package dev.larder.internal.channel;

import dev.larder.internal.time.Alarms;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler again at a message at which it threw, and then gives the message away. */
final class CarefulHandler implements Consumer<Object> {
  private static final Logger LOGGER = LoggerFactory.getLogger(dev.larder.Channel.class);

  private static final int MOST_DOUBLINGS = 20;

  /** Doubled so often, and added to a time, it is still a long. */
  private static final long LONGEST_FIRST_MILLIS = Long.MAX_VALUE >> MOST_DOUBLINGS + 1;

  private static final long LOOK_MILLIS = 10;

  private final Registration owner;
  private final Consumer<Object> handler;

  CarefulHandler(Registration owner, Consumer<Object> handler) {
    this.owner = owner;
    this.handler = handler;
  }

  @Override
  public void accept(Object message) {
    for (int attempt = 0; ; attempt++) {
      try {
        handler.accept(message);
        return;
      } catch (NotDelivered e) {
        throw e;
      } catch (VirtualMachineError e) {
        throw e; // it is about the JVM, not about the message
      } catch (Throwable thrown) {
        long failedAt = owner.bus.alarms().millis(); // before anybody can see that it has failed
        owner.countFailed();
        if (attempt >= owner.setup.retries || !pause(attempt, failedAt)) {
          giveAway(message, thrown);
          return;
        }
      }
    }
  }

  /** Waits before the next attempt, by the store's clock; false when there is to be none. */
  private boolean pause(int attempt, long failedAt) {
    Alarms alarms = owner.bus.alarms();
    long first = Math.min(owner.setup.backOffMillis, LONGEST_FIRST_MILLIS);
    long wait = first << Math.min(attempt, MOST_DOUBLINGS);
    long deadline = failedAt + wait;
    for (long left = deadline - alarms.millis(); left > 0; left = deadline - alarms.millis()) {
      if (isOver() || Thread.currentThread().isInterrupted()) {
        return false;
      }
      // A few milliseconds at a time: to see soon enough that it is over, or the clock was moved.
      LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(Math.min(left, LOOK_MILLIS)));
    }
    return !isOver();
  }

  private boolean isOver() {
    Intake intake = owner.intake;
    return intake == null ? !owner.inForce() : intake.isStopping();
  }

  private void giveAway(Object message, Throwable thrown) {
    boolean kept = owner.keepDead(message);
    if (owner.setup.onError != null) {
      owner.setup.onError.accept(message, thrown);
    } else if (kept) {
      LOGGER.warn("Subscriber '{}' threw; the message is a dead letter", owner.name(), thrown);
    } else {
      LOGGER.error("Subscriber '{}' threw, {} attempts", owner.name(), owner.setup.retries, thrown);
    }
  }
}
