package dev.larder.internal.stream;

import org.jspecify.annotations.Nullable;

/** Which number a new entry gets. */
public final class StreamAppend {
  /** Why there is no number for an entry. */
  public enum Failure {
    /** The number is not after the last one. */
    NOT_AFTER_LAST,
    /** Nothing can come after the last number. */
    EXHAUSTED,
    /** Nothing can come after the last number in its millisecond, which was asked for. */
    MILLISECOND_EXHAUSTED
  }

  /**
   * A number, or why there is none.
   *
   * @param id the number, or null
   * @param failure null if there is a number
   */
  public record Chosen(@Nullable StreamId id, @Nullable Failure failure) {
    private static Chosen of(StreamId id) {
      return new Chosen(id, null);
    }

    private static Chosen not(Failure failure) {
      return new Chosen(null, failure);
    }
  }

  private StreamAppend() {}

  /**
   * A number of the present time, or the next one when the last is of a later time.
   *
   * @param now in milliseconds of the epoch
   */
  public static Chosen automatic(Stream stream, long now) {
    StreamId last = stream.lastId();
    if (last.equals(StreamId.MAX)) {
      return Chosen.not(Failure.EXHAUSTED);
    }
    return Chosen.of(Long.compareUnsigned(now, last.ms()) > 0 ? new StreamId(now, 0) : last.next());
  }

  /** The next number of a millisecond. */
  public static Chosen ofMillisecond(Stream stream, long ms) {
    StreamId last = stream.lastId();
    if (last.equals(StreamId.MAX)) {
      return Chosen.not(Failure.EXHAUSTED);
    }
    int order = Long.compareUnsigned(ms, last.ms());
    if (order > 0) {
      return Chosen.of(new StreamId(ms, 0));
    }
    if (order < 0) {
      return Chosen.not(Failure.NOT_AFTER_LAST);
    }
    return last.seq() == -1
        ? Chosen.not(Failure.MILLISECOND_EXHAUSTED)
        : Chosen.of(new StreamId(ms, last.seq() + 1));
  }

  /** A number that a client chose. */
  public static Chosen explicit(Stream stream, StreamId id) {
    if (stream.lastId().equals(StreamId.MAX)) {
      return Chosen.not(Failure.EXHAUSTED);
    }
    return id.isAfter(stream.lastId()) ? Chosen.of(id) : Chosen.not(Failure.NOT_AFTER_LAST);
  }
}
