package dev.larder.internal.codec;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import org.jspecify.annotations.Nullable;

/**
 * The codec of a record: its components by name, so that data outlives changes of the class. {@link
 * ValueFormat} shows the bytes.
 *
 * @param <T> the record
 */
final class RecordCodec<T> implements BufferCodec<T> {
  static final String PREFIX = "record:";

  /** How accessors are called. */
  static final MethodType ACCESSOR = MethodType.methodType(Object.class, Object.class);

  /** How constructors are called. */
  static final MethodType CONSTRUCTOR = MethodType.methodType(Object.class, Object[].class);

  private final Class<T> type;

  /** Filled by who makes the codec, before anybody else sees it. */
  private final Component[] components;

  private final MethodHandle constructor;

  RecordCodec(Class<T> type, Component[] components, MethodHandle constructor) {
    this.type = type;
    this.components = components;
    this.constructor = constructor;
  }

  @Override
  public Class<T> type() {
    return type;
  }

  @Override
  public String name() {
    return PREFIX + type.getName();
  }

  @Override
  public boolean isCanonical() {
    return false;
  }

  @Override
  public void write(T value, ByteSink out) {
    writeObject(value, out, 0);
  }

  void writeObject(Object value, ByteSink out, int depth) {
    out.putByte(ValueFormat.VERSION);
    out.putVarint(components.length);
    for (Component component : components) {
      component.write(type.cast(value), out, depth);
    }
  }

  @Override
  public T read(ByteSource in) {
    return read(in, 0);
  }

  T read(ByteSource in, int depth) {
    ValueFormat.version(in);
    int count = in.getCount();
    @Nullable Object[] values = new Object[components.length];
    boolean[] seen = new boolean[components.length];
    for (int i = 0; i < count; i++) {
      Component component = next(in, i);
      if (component == null) {
        in.skip(1);
        in.skip(in.getCount());
      } else if (seen[component.index()]) {
        throw new IllegalArgumentException(
            Component.where(type, component.name()) + "the data has it twice");
      } else {
        seen[component.index()] = true;
        values[component.index()] = component.read(in, depth);
      }
    }
    in.end();
    for (Component component : components) {
      if (!seen[component.index()]) {
        values[component.index()] = component.absent();
      }
    }
    return construct(values);
  }

  /** Reads a name; null if no component has it. Most data has the order of the class. */
  private @Nullable Component next(ByteSource in, int expected) {
    if (expected < components.length && components[expected].skipName(in)) {
      return components[expected];
    }
    for (Component component : components) {
      if (component.skipName(in)) {
        return component;
      }
    }
    in.skip(in.getCount());
    return null;
  }

  private T construct(@Nullable Object[] values) {
    try {
      return type.cast((Object) constructor.invokeExact(values));
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalArgumentException(
          "the record " + type.getName() + " refuses what was read: " + e, e);
    }
  }
}
