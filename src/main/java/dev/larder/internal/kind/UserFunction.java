package dev.larder.internal.kind;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A caller's function of what an entry holds, for an operation that may be run again. It is applied
 * again only when it would be given another object than before. So it may change or look at
 * anything else, a neighbour in its bucket or a snapshot of its own map too, although that makes
 * the operation's first attempt fail.
 *
 * @param <T> what an entry holds; null stands for none
 * @param <R> what is made of it
 */
final class UserFunction<T, R> {
  private final Binding binding;
  private final Object key;
  private final Function<@Nullable T, @Nullable R> function;
  private boolean applied;
  private @Nullable T given;
  private @Nullable R result;

  /** A function for an entry of a collection, or, with its name as the key, for all of it. */
  UserFunction(Binding binding, Object key, Function<@Nullable T, @Nullable R> function) {
    this.binding = binding;
    this.key = key;
    this.function = function;
  }

  /**
   * What the function makes of a value.
   *
   * @throws IllegalStateException if the function changes the very entry again and again
   */
  @SuppressWarnings("ReferenceEquality") // an equal object of another change is another object
  @Nullable R of(@Nullable T value) {
    if (!applied) {
      result = function.apply(value);
    } else if (value != given) {
      Recursion.enter(binding, key);
      try {
        result = function.apply(value);
      } finally {
        Recursion.leave();
      }
    }
    applied = true;
    given = value;
    return result;
  }

  /** What {@link #of} answered last. */
  @Nullable R result() {
    return result;
  }
}
