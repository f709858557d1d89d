package dev.larder.internal.codec;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which types a component may have had before, since every value of them is one of the new. */
final class Widening {
  private static final Map<Class<?>, List<Class<?>>> FROM =
      Map.of(
          Short.class, List.of(Byte.class),
          Integer.class, List.of(Byte.class, Short.class),
          Long.class, List.of(Byte.class, Short.class, Integer.class),
          Double.class, List.of(Byte.class, Short.class, Integer.class, Float.class));

  private Widening() {}

  /** Reads a value of the old type as one of the new; null if that could lose something. */
  static @Nullable Object read(Scalar<?> old, ByteSource in, Class<?> type) {
    if (!FROM.getOrDefault(type, List.of()).contains(old.type())) {
      return null;
    }
    Number value = (Number) old.read(in);
    if (type == Double.class) {
      return value.doubleValue();
    }
    if (type == Long.class) {
      return value.longValue();
    }
    return type == Integer.class ? (Object) value.intValue() : (Object) value.shortValue();
  }
}
