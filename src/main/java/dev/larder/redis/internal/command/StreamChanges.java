package dev.larder.redis.internal.command;

import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamResult;
import org.jspecify.annotations.Nullable;

/** Results of changes that are partly nothing, which NullAway can't follow through records. */
@SuppressWarnings("NullAway")
final class StreamChanges {
  private StreamChanges() {}

  /** A stream that is as it shall be, and an answer that may be null. */
  static <T> StreamResult<@Nullable Stream, @Nullable T> of(
      @Nullable Stream after, @Nullable T answer) {
    return new StreamResult<>(after, answer);
  }

  /** No change. */
  static <T> StreamResult<@Nullable Stream, T> none(T answer) {
    return new StreamResult<>(null, answer);
  }
}
