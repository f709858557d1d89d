package dev.larder;

import java.time.Duration;
import java.util.Optional;

/**
 * What everything with a name in the keyspace has in common.
 *
 * <p>A collection that is empty does not exist: its name is free for another type, and its expiry
 * is forgotten. A handle to it stays valid and brings the collection back with the first element
 * that is put in. When the name has meanwhile come into use under another type, every call on the
 * handle throws {@link WrongTypeException}.
 *
 * <p>Every call on a handle of a closed store throws {@link LarderClosedException}. All handles may
 * be used by any number of threads.
 */
public interface LarderCollection {
  /** {@return the name} */
  String name();

  /**
   * Lets the whole collection run out after the given time, in place of any expiry it had.
   *
   * @param timeToLive at least one millisecond
   * @return false when the collection does not exist, and nothing was done
   * @throws IllegalArgumentException if the time is shorter than a millisecond
   */
  boolean expire(Duration timeToLive);

  /**
   * Takes the expiry of the whole collection away.
   *
   * @return whether it had one
   */
  boolean persist();

  /**
   * How long the whole collection still lives.
   *
   * @return the time, or empty when it does not exist or has no expiry
   */
  Optional<Duration> timeToLive();
}
