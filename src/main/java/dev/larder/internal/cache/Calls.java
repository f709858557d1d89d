package dev.larder.internal.cache;

import dev.larder.CacheWriteException;
import dev.larder.CacheWriter;
import dev.larder.internal.cell.Name;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Calls a user's writer, and knows when a thread is inside it. */
final class Calls<K, V> {
  private final Name cache;
  private final CacheWriter<K, V> writer;
  private final ThreadLocal<Boolean> inside = ThreadLocal.withInitial(() -> false);

  Calls(Name cache, CacheWriter<K, V> writer) {
    this.cache = cache;
    this.writer = writer;
  }

  private interface Call {
    void run() throws Exception;
  }

  boolean isInside() {
    return inside.get();
  }

  /** Refuses a change of the cache by its own writer, which might wait for itself. */
  void checkOutside() {
    if (isInside()) {
      throw new IllegalStateException("the writer of cache '" + cache + "' changes that cache");
    }
  }

  void write(K key, V value) {
    run(Set.of(key), () -> writer.write(key, value));
  }

  void delete(K key) {
    run(Set.of(key), () -> writer.delete(key));
  }

  void writeAll(Map<K, V> entries) {
    if (!entries.isEmpty()) {
      Map<K, V> copy = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
      run(entries.keySet(), () -> writer.writeAll(copy));
    }
  }

  void deleteAll(Set<K> keys) {
    if (!keys.isEmpty()) {
      Set<K> copy = Collections.unmodifiableSet(new LinkedHashSet<>(keys));
      run(keys, () -> writer.deleteAll(copy));
    }
  }

  private void run(Set<K> keys, Call call) {
    inside.set(true);
    try {
      call.run();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw new CacheWriteException("writing of cache '" + cache + "' failed: " + e, keys, e);
    } finally {
      inside.remove();
    }
  }
}
