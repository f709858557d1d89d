package dev.larder.jcache;

import dev.larder.jcache.Decision.Action;
import javax.cache.CacheException;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.MutableEntry;
import org.jspecify.annotations.Nullable;

/** Runs an entry processor, and decides what it wants. */
final class Processing<K, V, T> implements Decision<V> {
  private final JCache<K, V> cache;
  private final K key;
  private final EntryProcessor<K, V, T> processor;
  private final Object[] arguments;

  /** What the processor said in its last run. */
  private @Nullable T result;

  Processing(JCache<K, V> cache, K key, EntryProcessor<K, V, T> processor, Object[] arguments) {
    this.cache = cache;
    this.key = key;
    this.processor = processor;
    this.arguments = arguments;
  }

  @Nullable T result() {
    return result;
  }

  @Override
  public Outcome<V> decide(@Nullable V current) {
    Entry entry = new Entry(current);
    try {
      result = processor.process(entry, arguments);
    } catch (CacheException e) {
      throw e;
    } catch (RuntimeException e) {
      throw new EntryProcessorException("an entry processor failed: " + e, e);
    }
    return entry.outcome();
  }

  /** The entry as the processor sees it: the last thing that it did counts. */
  private final class Entry implements MutableEntry<K, V> {
    private final @Nullable V before;
    private @Nullable V value;
    private Action action = Action.NONE;

    Entry(@Nullable V before) {
      this.before = before;
      this.value = before;
    }

    @Override
    public boolean exists() {
      return value != null;
    }

    @Override
    public K getKey() {
      return cache.copying().of(key);
    }

    @Override
    public @Nullable V getValue() {
      if (value == null && action == Action.NONE) {
        value = cache.load(key);
        action = value == null ? Action.NONE : Action.LOAD;
      } else if (action == Action.NONE) {
        action = Action.READ;
      }
      return cache.copying().ofAny(value);
    }

    @Override
    public void setValue(V next) {
      cache.check(key, next);
      value = cache.copying().of(next);
      action = Action.PUT;
    }

    @Override
    public void remove() {
      boolean onlyHere = before == null && (action == Action.PUT || action == Action.LOAD);
      action = onlyHere ? Action.NONE : Action.REMOVE;
      value = null;
    }

    @Override
    public <U> U unwrap(Class<U> type) {
      return Unwrapping.unwrap(type, this);
    }

    Outcome<V> outcome() {
      V next = value;
      if (action == Action.PUT && next != null) {
        cache.through().write(key, next);
      } else if (action == Action.REMOVE) {
        cache.through().delete(key);
      }
      return new Outcome<>(action, next);
    }
  }
}
