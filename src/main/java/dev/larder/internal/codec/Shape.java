package dev.larder.internal.codec;

import org.jspecify.annotations.Nullable;

/** How the values of one component of a record, or those in it, are written and read. */
abstract class Shape {
  private final int tag;
  private final String name;

  Shape(int tag, String name) {
    this.tag = tag;
    this.name = name;
  }

  /** The type, as messages say it. */
  final String name() {
    return name;
  }

  /** Appends the payload. */
  abstract void write(Object value, ByteSink out, int depth);

  /** Reads all of a payload. */
  abstract Object read(ByteSource in, int depth);

  /** Reads a payload with another tag, where nothing is lost by it. */
  Object readOther(int found, ByteSource in) {
    throw new IllegalArgumentException(
        "the data has " + ValueFormat.name(found) + " where " + name + " is wanted");
  }

  /** What a component is that the data doesn't have. */
  @Nullable Object absent() {
    return null;
  }

  /**
   * Parses the text of a {@link dev.larder.Default}.
   *
   * @throws IllegalArgumentException if it is none for this type
   */
  Object parse(String text) {
    throw new IllegalArgumentException("@Default can't be on " + name);
  }

  /** Appends tag, length and payload. */
  final void writeTagged(@Nullable Object value, ByteSink out, int depth) {
    if (value == null) {
      out.putByte(ValueFormat.NULL);
      out.putByte(0);
      return;
    }
    out.putByte(tag);
    int begin = out.beginSized();
    write(value, out, depth);
    out.endSized(begin);
  }

  /** Reads tag, length and payload. */
  final @Nullable Object readTagged(ByteSource in, int depth) {
    int found = in.getByte() & 0xff;
    ByteSource part = in.getPart();
    Object value = null;
    if (found == tag) {
      value = read(part, depth);
    } else if (found != ValueFormat.NULL) {
      value = readOther(found, part);
    }
    part.end();
    return value;
  }
}
