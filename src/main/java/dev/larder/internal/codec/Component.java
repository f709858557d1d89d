package dev.larder.internal.codec;

import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/** One component of a record: where its value comes from, and how it is written. */
final class Component {
  private final String where;
  private final String name;
  private final byte[] sizedName;
  private final int index;
  private final MethodHandle accessor;
  private final Shape shape;
  private final boolean primitive;
  private final @Nullable Object absent;

  Component(
      String where,
      String name,
      int index,
      MethodHandle accessor,
      Shape shape,
      boolean primitive,
      @Nullable Object absent) {
    this.where = where;
    this.name = name;
    this.sizedName = sizedName(name);
    this.index = index;
    this.accessor = accessor;
    this.shape = shape;
    this.primitive = primitive;
    this.absent = absent;
  }

  /** How messages about a component begin. */
  static String where(Class<?> type, String name) {
    return "record " + type.getName() + ", component " + name + ": ";
  }

  private static byte[] sizedName(String name) {
    ByteSink out = new ByteSink();
    int begin = out.beginSized();
    out.putText(name);
    out.endSized(begin);
    return out.toByteArray();
  }

  String name() {
    return name;
  }

  int index() {
    return index;
  }

  /** What it is when the data doesn't have it. */
  @Nullable Object absent() {
    return absent instanceof byte[] bytes ? bytes.clone() : absent;
  }

  /** Goes on behind the name, if it is this one's. */
  boolean skipName(ByteSource in) {
    return in.skipIfNext(sizedName);
  }

  /** Appends name and value. */
  void write(Object owner, ByteSink out, int depth) {
    out.put(sizedName);
    Object value = get(owner);
    try {
      shape.writeTagged(value, out, depth);
    } catch (IllegalArgumentException | ClassCastException e) {
      throw new IllegalArgumentException(where + e.getMessage(), e);
    }
  }

  @SuppressWarnings("CatchingUnchecked") // checked ones can come out of an accessor, too
  private @Nullable Object get(Object owner) {
    try {
      return (Object) accessor.invokeExact(owner);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException(where + "its accessor threw " + e, e);
    }
  }

  /** Reads a value. */
  @Nullable Object read(ByteSource in, int depth) {
    try {
      Object value = shape.readTagged(in, depth);
      if (value == null && primitive) {
        throw new IllegalArgumentException(
            "the data has null where " + shape.name() + " is wanted");
      }
      return value;
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(where + e.getMessage(), e);
    }
  }
}
