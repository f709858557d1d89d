package dev.larder.jcache;

import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import javax.cache.Cache;
import org.jspecify.annotations.Nullable;

/** Walks the entries of a cache; each one that is handed out has been read. */
final class Walk<K, V> implements Iterator<Cache.Entry<K, V>> {
  private final JCache<K, V> cache;
  private final Iterator<Map.Entry<K, V>> all;
  private @Nullable K last;

  Walk(JCache<K, V> cache, Iterator<Map.Entry<K, V>> all) {
    this.cache = cache;
    this.all = all;
  }

  @Override
  public boolean hasNext() {
    cache.requireOpen();
    return all.hasNext();
  }

  @Override
  public Cache.Entry<K, V> next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    Map.Entry<K, V> entry = all.next();
    last = entry.getKey();
    return cache.handOut(entry.getKey(), entry.getValue());
  }

  @Override
  public void remove() {
    K key = last;
    if (key == null) {
      throw new IllegalStateException("next has not been called since the last removal");
    }
    last = null;
    cache.removeWalked(key);
  }
}
