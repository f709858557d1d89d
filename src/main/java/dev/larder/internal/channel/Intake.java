package dev.larder.internal.channel;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The lanes of one subscription. */
final class Intake {
  /** How long a lane that has been stopped may take to find out; it is less, unless it calls. */
  private static final long GRACE_NANOS = 20_000_000;

  private static final Logger LOGGER = LoggerFactory.getLogger(dev.larder.Channel.class);

  private final Registration owner;
  private final List<Lane<Object>> lanes;

  Intake(Registration owner, List<Lane<Object>> lanes) {
    this.owner = owner;
    this.lanes = List.copyOf(lanes);
  }

  /** What publishers call. */
  Consumer<Object> entrance() {
    if (lanes.size() == 1) {
      return lanes.get(0);
    }
    Function<Object, ?> key = owner.setup.key;
    Lane<?>[] all = lanes.toArray(Lane<?>[]::new);
    return message -> {
      Object published = Carried.bare(message);
      lane(all, key == null ? published : key.apply(published)).accept(message);
    };
  }

  @SuppressWarnings("unchecked") // all are of Object
  private static Lane<Object> lane(Lane<?>[] all, Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return (Lane<Object>) all[Math.floorMod(hash ^ hash >>> 16, all.length)];
  }

  void stop() {
    lanes.forEach(Lane::stop);
  }

  /** Ends when all that is queued is delivered, without waiting for it. */
  void finish() {
    lanes.forEach(Lane::drain);
  }

  /** More may be delivered than before. */
  void wake() {
    lanes.forEach(Lane::wake);
  }

  boolean hasEnded() {
    return lanes.stream().allMatch(Lane::hasEnded);
  }

  /** Delivers what is queued; see {@link dev.larder.Subscription#close(Duration)}. */
  long drain(Duration patience) {
    finish();
    if (lanes.stream().anyMatch(Lane::isConsumedByMe)) {
      return queued();
    }
    long before = dropped();
    boolean interrupted = !await(nanosOf(patience));
    if (!hasEnded()) {
      stop();
      if (!await(GRACE_NANOS)) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    long under = hasEnded() ? 0 : lanes.stream().mapToLong(l -> l.queued() + l.calls()).sum();
    long left = dropped() - before + under;
    if (left > 0) {
      LOGGER.warn(
          "'{}' was closed with {} messages not delivered after {}", owner.name(), left, patience);
    }
    return left;
  }

  private static long nanosOf(Duration patience) {
    return patience.compareTo(Duration.ofDays(36_500)) > 0
        ? Long.MAX_VALUE / 2
        : patience.toNanos();
  }

  /** Waits for the end of all; false when interrupted. */
  private boolean await(long nanos) {
    long deadline = owner.bus.nanos() + nanos;
    try {
      for (Lane<Object> lane : lanes) {
        if (!lane.awaitEnd(Math.max(0, deadline - owner.bus.nanos()))) {
          return true;
        }
      }
      return true;
    } catch (InterruptedException e) {
      return false;
    }
  }

  long delivered() {
    return lanes.stream().mapToLong(Lane::delivered).sum();
  }

  long dropped() {
    return lanes.stream().mapToLong(Lane::dropped).sum();
  }

  long queued() {
    return lanes.stream().mapToLong(Lane::queued).sum();
  }

  long lagNanos() {
    return lanes.stream().mapToLong(Lane::lagNanos).max().orElse(0);
  }

  boolean isStopping() {
    return lanes.get(0).isStopping();
  }
}
