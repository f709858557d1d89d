package dev.larder;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.collections.api.map.ImmutableMap;
import org.jspecify.annotations.Nullable;

/**
 * A concurrent map with a name, with an expiry for each entry where wanted.
 *
 * <p>Keys and values are not null. Reads and single-entry changes take no lock and are O(1); keys
 * that collide cost O(log n) when they are comparable. Iterators and views are weakly consistent,
 * as those of {@link java.util.concurrent.ConcurrentHashMap}, and never throw {@link
 * java.util.ConcurrentModificationException}. {@link #size()} is exact when nobody writes.
 *
 * <p>{@code compute}, {@code computeIfPresent}, {@code merge} and {@code replaceAll} are atomic for
 * each key. A function is called again when another change of that very entry came between, so it
 * should be free of effects. It may read and change other entries, and take snapshots; one that
 * changes the entry that it computes ends in an {@link IllegalStateException} or, where the value
 * is the same object afterwards, works. What it deletes or clears counts as done after it. These
 * methods keep the entry's expiry; {@code put} and {@code replace} take it away.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
public interface LarderMap<K, V> extends ConcurrentMap<K, V>, LarderCollection {
  /**
   * Puts an entry that runs out.
   *
   * @param key the key, not null
   * @param value the value, not null
   * @param timeToLive at least one millisecond
   * @return the value before, or null when there was none
   * @throws IllegalArgumentException if the time is shorter than a millisecond
   */
  @Nullable V put(K key, V value, Duration timeToLive);

  /**
   * Lets an entry run out after the given time, in place of any expiry it had.
   *
   * @param key the key, not null
   * @param timeToLive at least one millisecond
   * @return false when there is no such entry
   * @throws IllegalArgumentException if the time is shorter than a millisecond
   */
  boolean expire(K key, Duration timeToLive);

  /**
   * Takes an entry's expiry away.
   *
   * @param key the key, not null
   * @return whether it had one
   */
  boolean persist(K key);

  /**
   * How long an entry still lives.
   *
   * @param key the key, not null
   * @return the time, or empty when there is no such entry or it has no expiry
   */
  Optional<Duration> timeToLive(K key);

  /**
   * Puts all entries at one moment: nobody sees some of them only.
   *
   * @param entries what to put; no null in it
   */
  @Override
  void putAll(Map<? extends K, ? extends V> entries);

  /**
   * The value of a key, made by a function when there is none.
   *
   * <p>The function is called at most once for a key that stays absent: threads that ask for the
   * same key meanwhile wait for it. All else, {@code put} on the same key included, goes on; when a
   * value has come in the meantime, that one is returned and the made one dropped.
   *
   * @param key the key, not null
   * @param function makes the value, or null for none
   * @return the value, or null when the function made none
   * @throws IllegalStateException if the function asks for the key that it is making, be it by way
   *     of other keys and threads
   */
  @Override
  @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function);

  /**
   * Replaces an entry by what a function makes of it.
   *
   * @throws IllegalStateException if the function changes the entry that it is computing
   */
  @Override
  @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function);

  /** Removes all entries at one moment; O(1). */
  @Override
  void clear();

  /** {@return all entries of one moment; O(n), while writers go on} */
  ImmutableMap<K, V> snapshot();
}
