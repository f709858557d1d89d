package dev.larder.jcache;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.cache.Cache;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CacheLoaderException;
import javax.cache.integration.CacheWriter;
import javax.cache.integration.CacheWriterException;
import org.jspecify.annotations.Nullable;

/** The user's loader and writer, with their failures as JSR-107 wants them. */
final class Through<K, V> {
  private final @Nullable CacheLoader<K, V> loader;
  private final @Nullable CacheWriter<? super K, ? super V> writer;
  private final boolean reads;

  Through(LarderConfiguration<K, V> configuration) {
    loader =
        configuration.getCacheLoaderFactory() == null
            ? null
            : configuration.getCacheLoaderFactory().create();
    reads = configuration.isReadThrough() && loader != null;
    writer =
        configuration.isWriteThrough() && configuration.getCacheWriterFactory() != null
            ? configuration.getCacheWriterFactory().create()
            : null;
  }

  /** Whether a read that finds nothing loads. */
  boolean reads() {
    return reads;
  }

  @Nullable CacheLoader<K, V> loader() {
    return loader;
  }

  @Nullable Object writer() {
    return writer;
  }

  @Nullable V load(K key) {
    CacheLoader<K, V> present = loader;
    if (present == null) {
      return null;
    }
    try {
      return present.load(key);
    } catch (CacheLoaderException e) {
      throw e;
    } catch (Exception e) {
      throw new CacheLoaderException("loading " + key + " failed: " + e, e);
    }
  }

  /** What a loader has for keys; what it leaves out, and what it says is null, has no value. */
  Map<K, V> loadAll(CacheLoader<K, V> present, Set<K> keys) {
    try {
      return present.loadAll(keys);
    } catch (CacheLoaderException e) {
      throw e;
    } catch (Exception e) {
      throw new CacheLoaderException("loading " + keys.size() + " keys failed: " + e, e);
    }
  }

  void write(K key, V value) {
    if (writer != null) {
      try {
        writer.write(new Pair<>(key, value));
      } catch (CacheWriterException e) {
        throw e;
      } catch (Exception e) {
        throw failed("writing " + key, e);
      }
    }
  }

  void delete(K key) {
    if (writer != null) {
      try {
        writer.delete(key);
      } catch (CacheWriterException e) {
        throw e;
      } catch (Exception e) {
        throw failed("deleting " + key, e);
      }
    }
  }

  private static CacheWriterException failed(String what, Exception e) {
    return new CacheWriterException(what + " failed: " + e, e);
  }

  /** A failure of the writer for many, and those keys for which it went well all the same. */
  record Written<K>(Collection<K> done, @Nullable CacheWriterException failure) {
    void throwFailure() {
      if (failure != null) {
        throw failure;
      }
    }
  }

  /** Writes many; a writer takes out of what it is given what it has done. */
  Written<K> writeAll(Map<? extends K, ? extends V> entries) {
    if (writer == null || entries.isEmpty()) {
      return new Written<>(List.copyOf(entries.keySet()), null);
    }
    List<Cache.Entry<? extends K, ? extends V>> left = new ArrayList<>();
    entries.forEach((key, value) -> left.add(new Pair<>(key, value)));
    CacheWriterException failure = null;
    try {
      writeAll(writer, left);
      left.clear();
    } catch (CacheWriterException e) {
      failure = e;
    } catch (Exception e) {
      failure = failed("writing " + entries.size() + " entries", e);
    }
    Set<K> done = new HashSet<>(entries.keySet());
    left.forEach(entry -> done.remove(entry.getKey()));
    return new Written<>(done, failure);
  }

  @SuppressWarnings("unchecked") // a writer of supertypes only reads the entries' keys and values
  private static <K, V> void writeAll(
      CacheWriter<K, V> writer, Collection<? extends Cache.Entry<?, ?>> entries) {
    writer.writeAll((Collection<Cache.Entry<? extends K, ? extends V>>) entries);
  }

  /** Deletes many; a writer takes out of what it is given what it has done. */
  Written<K> deleteAll(Set<? extends K> keys) {
    if (writer == null || keys.isEmpty()) {
      return new Written<>(List.copyOf(keys), null);
    }
    Set<Object> left = new HashSet<>(keys);
    CacheWriterException failure = null;
    try {
      writer.deleteAll(left);
      left.clear();
    } catch (CacheWriterException e) {
      failure = e;
    } catch (Exception e) {
      failure = failed("deleting " + keys.size() + " keys", e);
    }
    Set<K> done = new HashSet<>(keys);
    done.removeAll(left);
    return new Written<>(done, failure);
  }
}
