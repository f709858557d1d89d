package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.journal.ChangeWriter;
import dev.larder.internal.journal.StoredStream;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamChange;
import dev.larder.internal.stream.StreamDifference;
import org.jspecify.annotations.Nullable;

/** One version of a stream. Immutable. An empty one exists as any other does. */
final class StreamContent extends TypedContent {
  /** The types of every stream: it has bytes only. */
  static final Types TYPES = Types.of(CollectionType.STREAM);

  private final Stream stream;
  private final long id;
  private final long version;
  private boolean recorded;

  private StreamContent(Stream stream, long id, long version, boolean recorded) {
    super(TYPES);
    this.stream = stream;
    this.id = id;
    this.version = version;
    this.recorded = recorded;
  }

  /**
   * The first version of a stream of its own.
   *
   * @param id its number, which it keeps as long as it exists
   */
  static StreamContent first(long id, Stream stream) {
    return new StreamContent(stream, id, 1, false);
  }

  /** A version that the journal knows already. */
  static StreamContent recorded(long id, long version, Stream stream) {
    return new StreamContent(stream, id, version, true);
  }

  /** What is in it. */
  Stream stream() {
    return stream;
  }

  /** The version after this one. */
  StreamContent next(Stream changed) {
    return new StreamContent(changed, id, version + 1, false);
  }

  @Override
  public void describe(@Nullable Object before, ChangeWriter out) {
    if (recorded || !(before instanceof StreamContent content && content.id == id)) {
      out.bind(types().name(), id);
      if (!recorded) {
        StreamChange.whole(id, version, stream, Integer.MAX_VALUE, out::stream);
      }
    } else {
      out.stream(StreamDifference.between(id, content.version, content.stream, version, stream));
    }
    recorded = true; // by the one thread that sees this version before it is published
  }

  @Override
  public long describeAll(ChangeWriter out) {
    out.bind(types().name(), id);
    return StreamChange.whole(
        id,
        version,
        stream,
        StoredStream.CHUNK,
        part -> {
          out.stream(part);
          out.boundary();
        });
  }
}
