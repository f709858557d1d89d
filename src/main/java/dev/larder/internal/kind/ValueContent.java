package dev.larder.internal.kind;

/** The content of a value. */
final class ValueContent extends TypedContent {
  private final Object value;

  ValueContent(Types types, Object value) {
    super(types);
    this.value = value;
  }

  Object value() {
    return value;
  }
}
