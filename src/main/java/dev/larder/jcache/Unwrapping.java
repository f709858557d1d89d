package dev.larder.jcache;

import org.jspecify.annotations.Nullable;

/** What the API's {@code unwrap} methods do. */
final class Unwrapping {
  private Unwrapping() {}

  /** The first of some objects that is of a class. */
  static <T> T unwrap(@Nullable Class<T> type, Object... candidates) {
    if (type == null) {
      throw new IllegalArgumentException("no class is given to unwrap");
    }
    for (Object candidate : candidates) {
      if (type.isInstance(candidate)) {
        return type.cast(candidate);
      }
    }
    throw new IllegalArgumentException("there is no " + type.getName() + " inside");
  }
}
