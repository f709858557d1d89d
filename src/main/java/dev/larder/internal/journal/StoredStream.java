package dev.larder.internal.journal;

import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamChange;

/** A stream as recovery finds it. It exists while its name does, empty or not. */
public final class StoredStream extends StoredCollection {
  /** So many elements of a stream stand together in a snapshot. */
  public static final int CHUNK = 128;

  private Stream stream = Stream.EMPTY;
  private long version = 1;

  /** Whether it is known what it was before the changes to come. */
  private boolean known;

  StoredStream(long id) {
    super(id);
  }

  /** What is in it. */
  public Stream stream() {
    return stream;
  }

  /** Which version of the stream this is. */
  public long version() {
    return version;
  }

  /**
   * Applies a change if it follows this version.
   *
   * @return whether it did
   */
  boolean apply(StreamChange change) {
    if (!change.isWhole() && (change.before != version || !known)) {
      return false;
    }
    stream = change.applyTo(stream);
    version = change.version;
    known = true;
    return true;
  }

  @Override
  public long writeTo(ChangeWriter out) {
    return StreamChange.whole(
        id(),
        version,
        stream,
        CHUNK,
        part -> {
          out.stream(part);
          out.boundary();
        });
  }

  @Override
  public boolean isInhabited(long now) {
    return true;
  }
}
