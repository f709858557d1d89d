package dev.larder.internal.kind;

import dev.larder.CollectionType;

/** The content of a counter. */
final class CounterContent extends TypedContent {
  static final Types TYPES = Types.of(CollectionType.COUNTER);

  private final long value;

  CounterContent(long value) {
    super(TYPES);
    this.value = value;
  }

  long value() {
    return value;
  }
}
