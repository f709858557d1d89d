package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.journal.ChangeWriter;
import org.jspecify.annotations.Nullable;

/** The content of a counter. */
final class CounterContent extends TypedContent {
  static final Types TYPES = Types.of(CollectionType.COUNTER);

  private final long value;

  CounterContent(long value) {
    super(TYPES);
    this.value = value;
  }

  @Override
  public void describe(@Nullable Object before, ChangeWriter out) {
    int part = out.beginValue(types().name());
    out.out().putZigzag(value);
    out.endPart(part);
  }

  long value() {
    return value;
  }

  @Override
  public long describeAll(ChangeWriter out) {
    describe(null, out);
    return 1;
  }
}
