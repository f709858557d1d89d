package dev.larder.internal.codec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The shapes of lists, sets, maps and optionals in a record. What they read can't be changed. */
final class CompoundShapes {
  private CompoundShapes() {}

  /** A list. It may hold nulls. */
  static final class OfList extends Shape {
    private final Shape elements;

    OfList(Shape elements) {
      super(ValueFormat.LIST, "list<" + elements.name() + ">");
      this.elements = elements;
    }

    @Override
    void write(Object value, ByteSink out, int depth) {
      writeAll((List<?>) value, elements, out, depth);
    }

    @Override
    Object read(ByteSource in, int depth) {
      int count = ValueFormat.count(in, ValueFormat.LEAST_VALUE_BYTES);
      List<@Nullable Object> read = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        read.add(elements.readTagged(in, ValueFormat.deeper(depth)));
      }
      return Collections.unmodifiableList(read);
    }

    @Override
    Object absent() {
      return List.of();
    }
  }

  /** A set, in the order of its iteration. */
  static final class OfSet extends Shape {
    private final Shape elements;

    OfSet(Shape elements) {
      super(ValueFormat.SET, "set<" + elements.name() + ">");
      this.elements = elements;
    }

    @Override
    void write(Object value, ByteSink out, int depth) {
      writeAll((Set<?>) value, elements, out, depth);
    }

    @Override
    Object read(ByteSource in, int depth) {
      int count = ValueFormat.count(in, ValueFormat.LEAST_VALUE_BYTES);
      Set<@Nullable Object> read = new LinkedHashSet<>();
      for (int i = 0; i < count; i++) {
        if (!read.add(elements.readTagged(in, ValueFormat.deeper(depth)))) {
          throw new IllegalArgumentException("a set has an element twice");
        }
      }
      return Collections.unmodifiableSet(read);
    }

    @Override
    Object absent() {
      return Set.of();
    }
  }

  /** A map, in the order of its iteration. */
  static final class OfMap extends Shape {
    private final Shape keys;
    private final Shape values;

    OfMap(Shape keys, Shape values) {
      super(ValueFormat.MAP, "map<" + keys.name() + "," + values.name() + ">");
      this.keys = keys;
      this.values = values;
    }

    @Override
    void write(Object value, ByteSink out, int depth) {
      List<Map.Entry<?, ?>> copy = new ArrayList<>(((Map<?, ?>) value).entrySet());
      out.putVarint(copy.size());
      for (Map.Entry<?, ?> entry : copy) {
        keys.writeTagged(entry.getKey(), out, ValueFormat.deeper(depth));
        values.writeTagged(entry.getValue(), out, ValueFormat.deeper(depth));
      }
    }

    @Override
    Object read(ByteSource in, int depth) {
      int count = ValueFormat.count(in, 2 * ValueFormat.LEAST_VALUE_BYTES);
      Map<@Nullable Object, @Nullable Object> read = new LinkedHashMap<>();
      for (int i = 0; i < count; i++) {
        Object key = keys.readTagged(in, ValueFormat.deeper(depth));
        Object value = values.readTagged(in, ValueFormat.deeper(depth));
        if (read.containsKey(key)) {
          throw new IllegalArgumentException("a map has a key twice");
        }
        read.put(key, value);
      }
      return Collections.unmodifiableMap(read);
    }

    @Override
    Object absent() {
      return Map.of();
    }
  }

  /** An optional. */
  static final class OfOptional extends Shape {
    private final Shape content;

    OfOptional(Shape content) {
      super(ValueFormat.OPTIONAL, "optional<" + content.name() + ">");
      this.content = content;
    }

    @Override
    void write(Object value, ByteSink out, int depth) {
      ((Optional<?>) value)
          .ifPresent(present -> content.writeTagged(present, out, ValueFormat.deeper(depth)));
    }

    @Override
    Object read(ByteSource in, int depth) {
      if (in.remaining() == 0) {
        return Optional.empty();
      }
      Object present = content.readTagged(in, ValueFormat.deeper(depth));
      if (present == null) {
        throw new IllegalArgumentException("an optional must not hold null");
      }
      return Optional.of(present);
    }

    @Override
    Object absent() {
      return Optional.empty();
    }
  }

  private static void writeAll(Collection<?> values, Shape elements, ByteSink out, int depth) {
    Object[] copy = values.toArray(); // so that the count is right whoever changes it now
    out.putVarint(copy.length);
    for (Object element : copy) {
      elements.writeTagged(element, out, ValueFormat.deeper(depth));
    }
  }
}
