package dev.larder.internal.channel;

import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a handler again at a message at which it threw, and then gives the message away. */
final class CarefulHandler implements Consumer<Object> {
  private static final Logger LOGGER = LoggerFactory.getLogger(dev.larder.Channel.class);

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
        owner.countFailed();
        if (attempt >= owner.setup.retries || !pause(attempt)) {
          giveAway(message, thrown);
          return;
        }
      }
    }
  }

  /** Waits before the next attempt; false when there is to be none. */
  private boolean pause(int attempt) {
    long nanos = owner.setup.backOffNanos << Math.min(attempt, 20);
    long deadline = owner.bus.nanos() + nanos;
    for (long left = nanos; left > 0; left = deadline - owner.bus.nanos()) {
      if (isOver() || Thread.currentThread().isInterrupted()) {
        return false;
      }
      LockSupport.parkNanos(this, Math.min(left, 10_000_000)); // to see the end of it soon enough
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
