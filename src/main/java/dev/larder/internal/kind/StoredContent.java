package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.codec.ByteSource;
import dev.larder.internal.journal.ChangeWriter;
import dev.larder.internal.journal.StoredName;
import dev.larder.internal.journal.StoredStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a name stands for as it was found on the disk: in bytes, until a handle says which types it
 * has. It never changes; the first handle puts a typed content in its place.
 */
final class StoredContent extends TypedContent {
  private final StoredName stored;

  private StoredContent(StoredName stored) {
    super(Types.of(stored.type().kind()));
    this.stored = stored;
  }

  /** The content of a name; a counter or a stream needs no handle to say its type. */
  static TypedContent of(StoredName stored) {
    if (stored.collection() instanceof StoredStream stream) {
      return StreamContent.recorded(stream.id(), stream.version(), stream.stream());
    }
    return stored.type().kind() == CollectionType.COUNTER
        ? new CounterContent(new ByteSource(Objects.requireNonNull(stored.value())).getZigzag())
        : new StoredContent(stored);
  }

  StoredName stored() {
    return stored;
  }

  @Override
  String typeText() {
    return stored.type().toString();
  }

  @Override
  boolean isInhabited(long now) {
    return stored.isInhabited(now);
  }

  @Override
  public void describe(@Nullable Object before, ChangeWriter out) {
    stored.describe(out);
  }

  @Override
  public long describeAll(ChangeWriter out) {
    return stored.describeAll(out);
  }
}
