package dev.larder;

import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One value with a name. Every call is atomic and O(1).
 *
 * @param <T> the type of the value
 */
public interface LarderValue<T> extends LarderCollection {
  /** {@return the value, or null when there is none} */
  @Nullable T get();

  /**
   * Sets the value; an expiry that it had is taken away.
   *
   * @param value the value, not null
   */
  void set(T value);

  /**
   * Sets the value with an expiry.
   *
   * @param value the value, not null
   * @param timeToLive at least one millisecond
   * @throws IllegalArgumentException if the time is shorter than a millisecond
   */
  void set(T value, Duration timeToLive);

  /**
   * Sets the value when there is none.
   *
   * @param value the value, not null
   * @return whether it was set
   */
  boolean setIfAbsent(T value);

  /**
   * Sets the value and returns the one before; an expiry that it had is taken away.
   *
   * @param value the value, not null
   * @return the value before, or null when there was none
   */
  @Nullable T getAndSet(T value);

  /**
   * Sets the value if the present one equals what is expected, keeping its expiry.
   *
   * @param expected what must be there, or null for nothing
   * @param value the new value, or null to remove it
   * @return whether it was set
   */
  boolean compareAndSet(@Nullable T expected, @Nullable T value);

  /**
   * Replaces the value by what a function makes of it, keeping its expiry. The function must be
   * free of effects: it is called again when another change came between.
   *
   * @param function gets the value, null when there is none; what it returns is the new one, null
   *     to have none
   * @return the new value, or empty when there is none
   */
  Optional<T> update(UnaryOperator<@Nullable T> function);

  /**
   * Removes the value.
   *
   * @return what it was, or null when there was none
   */
  @Nullable T remove();
}
