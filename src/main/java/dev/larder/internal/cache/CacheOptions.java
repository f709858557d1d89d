package dev.larder.internal.cache;

import dev.larder.CacheExpiry;
import dev.larder.CacheLoader;
import dev.larder.CacheWriter;
import dev.larder.RemovalListener;
import dev.larder.WriteBehind;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What a cache was built with. Times are in milliseconds, {@link #NONE} where there is no limit.
 *
 * @param maximum of entries, or of weight where there is a weigher
 * @param behind null when the writer, if there is one, writes through
 */
record CacheOptions<K, V>(
    long maximum,
    @Nullable ToIntBiFunction<? super K, ? super V> weigher,
    long writeMillis,
    long accessMillis,
    @Nullable CacheExpiry<? super K, ? super V> rule,
    long refreshMillis,
    long staleMillis,
    long absentMillis,
    @Nullable CacheLoader<K, V> loader,
    List<Told<K, V>> listeners,
    Executor executor,
    boolean counting,
    @Nullable CacheWriter<K, V> writer,
    @Nullable WriteBehind behind,
    boolean inMemoryOnly) {
  static final long NONE = -1;

  /**
   * One who listens.
   *
   * @param executor what runs it, or null for the thread that made the change
   */
  record Told<K, V>(
      RemovalListener<? super K, ? super V> listener,
      @Nullable Executor executor,
      boolean evictionsOnly) {}

  boolean expires() {
    return writeMillis != NONE || accessMillis != NONE || rule != null;
  }
}
