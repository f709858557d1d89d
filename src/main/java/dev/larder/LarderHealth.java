package dev.larder;

import java.time.Duration;
import java.util.Optional;

/**
 * How a store and its disk get on.
 *
 * @param writable whether changes are still made; false after a write or sync has failed, and then
 *     for good: open the directory again
 * @param failure what failed, or empty
 * @param queuedBytes how many bytes of changes wait to be written
 * @param waits how often a change had to wait until the disk had caught up
 * @param unsynced how old the oldest change is that is not known to be on the disk; zero when there
 *     is none. To the millisecond or so: a change is taken note of when it leaves the queue
 */
public record LarderHealth(
    boolean writable,
    Optional<Throwable> failure,
    long queuedBytes,
    long waits,
    Duration unsynced) {
  /** {@return the health of a store that has no disk} */
  public static LarderHealth inMemory() {
    return new LarderHealth(true, Optional.empty(), 0, 0, Duration.ZERO);
  }
}
