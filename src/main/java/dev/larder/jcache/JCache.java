package dev.larder.jcache;

import dev.larder.LarderCache;
import dev.larder.jcache.Decision.Action;
import dev.larder.jcache.Decision.Outcome;
import dev.larder.jcache.Entries.Changed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.cache.Cache;
import javax.cache.CacheManager;
import javax.cache.configuration.CacheEntryListenerConfiguration;
import javax.cache.configuration.Configuration;
import javax.cache.integration.CacheLoader;
import javax.cache.integration.CompletionListener;
import javax.cache.processor.EntryProcessor;
import javax.cache.processor.EntryProcessorException;
import javax.cache.processor.EntryProcessorResult;
import org.jspecify.annotations.Nullable;

/** A cache by JSR-107: each operation is a decision about one entry, or one for each of many. */
final class JCache<K, V> implements Cache<K, V> {
  private final Manager manager;
  private final String name;
  private final Configured<K, V> configured;
  private final LarderCache<K, V> cache;
  private final Copying copying;
  private final Lifetimes lifetimes;
  private final Through<K, V> through;
  private final Listening<K, V> listening;
  private final Counting counting;
  private final Entries<K, V> entries;
  private final BackgroundLoads loads = new BackgroundLoads();
  private final AtomicBoolean closed = new AtomicBoolean();

  JCache(Manager manager, String name, LarderConfiguration<K, V> configuration) {
    this.manager = manager;
    this.name = name;
    configured = new Configured<>(configuration);
    copying = configured.copying(manager.getClassLoader());
    lifetimes = new Lifetimes(configuration.getExpiryPolicyFactory().create());
    through = new Through<>(configuration);
    listening = new Listening<>(this, copying);
    cache = configured.open(manager.larder(), name, listening);
    counting = new Counting(cache::cacheStatistics);
    entries =
        new Entries<>(cache, copying, lifetimes, listening, counting, through.writer() != null);
    configuration.getCacheEntryListenerConfigurations().forEach(listening::add);
  }

  // ---- what its parts ask -----------------------------------------------------------------------

  Copying copying() {
    return copying;
  }

  Through<K, V> through() {
    return through;
  }

  Counting counting() {
    return counting;
  }

  Configured<K, V> configured() {
    return configured;
  }

  LarderCache<K, V> larderCache() {
    return cache;
  }

  void requireOpen() {
    if (isClosed()) {
      throw closedFailure();
    }
  }

  private IllegalStateException closedFailure() {
    return new IllegalStateException("cache '" + name + "' is closed");
  }

  private void check(K key) {
    requireOpen();
    Objects.requireNonNull(key, "key");
  }

  void check(K key, V value) {
    check(key);
    Objects.requireNonNull(value, "value");
    configured.checkTypes(key, value);
  }

  /** What the loader has for a key, if it is asked by reads, as it is to be stored. */
  @Nullable V load(K key) {
    return through.reads() ? copying.ofAny(through.load(key)) : null;
  }

  // ---- reads ------------------------------------------------------------------------------------

  @Override
  public @Nullable V get(K key) {
    check(key);
    long begun = counting.begin();
    V value = read(key);
    counting.got(begun);
    return value;
  }

  private @Nullable V read(K key) {
    V found = entries.find(key);
    counting.read(found != null);
    if (found != null) {
      entries.read(key, found);
      return copying.of(found);
    }
    return through.reads() ? copying.ofAny(loaded(key)) : null;
  }

  /** The value of a key that is loaded unless it has come meanwhile. */
  private @Nullable V loaded(K key) {
    Changed<V> changed =
        entries.changeInTurn(
            key,
            current -> {
              V made = current == null ? load(key) : null;
              return made == null ? Outcome.none() : Outcome.load(made);
            });
    return changed.wasThere() ? changed.before() : changed.outcome().value();
  }

  @Override
  public Map<K, V> getAll(Set<? extends K> keys) {
    requireOpen();
    keys.forEach(key -> Objects.requireNonNull(key, "key"));
    Map<K, V> found = new HashMap<>();
    for (K key : keys) {
      V value = get(key);
      if (value != null) {
        found.put(key, value);
      }
    }
    return found;
  }

  @Override
  public boolean containsKey(K key) {
    check(key);
    return cache.containsKey(key);
  }

  @Override
  public Iterator<Entry<K, V>> iterator() {
    requireOpen();
    return new Walk<>(this, cache.entrySet().iterator());
  }

  Entry<K, V> handOut(K key, V value) {
    long begun = counting.begin();
    counting.read(true);
    entries.read(key, value);
    counting.got(begun);
    return new Pair<>(copying.of(key), copying.of(value));
  }

  void removeWalked(K key) {
    check(key);
    delete(key);
  }

  // ---- puts -------------------------------------------------------------------------------------

  @Override
  public void put(K key, V value) {
    getAndPut(key, value, false);
  }

  @Override
  public @Nullable V getAndPut(K key, V value) {
    return getAndPut(key, value, true);
  }

  private @Nullable V getAndPut(K key, V value, boolean isRead) {
    check(key, value);
    long begun = counting.begin();
    V stored = copying.of(value);
    Changed<V> changed =
        entries.change(
            key,
            current -> {
              through.write(key, stored);
              return Outcome.put(stored);
            });
    if (isRead) {
      counting.read(changed.wasThere());
      counting.got(begun);
    }
    counting.putTook(begun);
    return isRead ? copying.ofAny(changed.before()) : null;
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> map) {
    requireOpen();
    map.forEach(this::check);
    long begun = counting.begin();
    Through.Written<K> written = through.writeAll(map);
    for (K key : written.done()) {
      V value = map.get(key);
      if (value != null) {
        V stored = copying.of(value);
        entries.change(key, current -> Outcome.put(stored));
      }
    }
    counting.putTook(begun);
    written.throwFailure();
  }

  @Override
  public boolean putIfAbsent(K key, V value) {
    check(key, value);
    long begun = counting.begin();
    V stored = copying.of(value);
    Changed<V> changed =
        entries.change(
            key,
            current -> {
              if (current != null) {
                return Outcome.none();
              }
              through.write(key, stored);
              return Outcome.put(stored);
            });
    counting.read(changed.wasThere());
    counting.putTook(begun);
    return changed.did(Action.PUT);
  }

  @Override
  public boolean replace(K key, V value) {
    check(key, value);
    return change(key, null, value).did(Action.PUT);
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    check(key, newValue);
    Objects.requireNonNull(oldValue, "oldValue");
    return change(key, oldValue, newValue).did(Action.PUT);
  }

  @Override
  public @Nullable V getAndReplace(K key, V value) {
    check(key, value);
    return copying.ofAny(change(key, null, value).before());
  }

  /** Replaces a value, if there is one, and if it is the expected one where that is given. */
  private Changed<V> change(K key, @Nullable V expected, V value) {
    long begun = counting.begin();
    V stored = copying.of(value);
    Changed<V> changed =
        entries.change(
            key,
            current -> {
              if (current == null) {
                return Outcome.none();
              }
              if (expected != null && !current.equals(expected)) {
                return Outcome.read();
              }
              through.write(key, stored);
              return Outcome.put(stored);
            });
    counting.read(changed.wasThere());
    counting.got(begun);
    counting.putTook(begun);
    return changed;
  }

  // ---- removals ---------------------------------------------------------------------------------

  @Override
  public boolean remove(K key) {
    check(key);
    return delete(key).wasThere();
  }

  private Changed<V> delete(K key) {
    long begun = counting.begin();
    Changed<V> changed =
        entries.change(
            key,
            current -> {
              through.delete(key);
              return Outcome.remove();
            });
    counting.removeTook(begun);
    return changed;
  }

  @Override
  public boolean remove(K key, V oldValue) {
    check(key, oldValue);
    long begun = counting.begin();
    Changed<V> changed =
        entries.change(
            key,
            current -> {
              if (current == null) {
                return Outcome.none();
              }
              if (!current.equals(oldValue)) {
                return Outcome.read();
              }
              through.delete(key);
              return Outcome.remove();
            });
    counting.read(changed.wasThere());
    counting.got(begun);
    counting.removeTook(begun);
    return changed.did(Action.REMOVE);
  }

  @Override
  public @Nullable V getAndRemove(K key) {
    check(key);
    long begun = counting.begin();
    Changed<V> changed = delete(key);
    counting.read(changed.wasThere());
    counting.got(begun);
    return copying.ofAny(changed.before());
  }

  @Override
  public void removeAll(Set<? extends K> keys) {
    requireOpen();
    keys.forEach(key -> Objects.requireNonNull(key, "key"));
    long begun = counting.begin();
    Through.Written<K> deleted = through.deleteAll(keys);
    for (K key : deleted.done()) {
      entries.change(key, current -> Outcome.remove());
    }
    counting.removeTook(begun);
    deleted.throwFailure();
  }

  @Override
  public void removeAll() {
    requireOpen();
    removeAll(new LinkedHashSet<>(cache.keySet()));
  }

  @Override
  public void clear() {
    requireOpen();
    cache.clear();
  }

  // ---- processors and loads ---------------------------------------------------------------------

  @Override
  public <T> @Nullable T invoke(K key, EntryProcessor<K, V, T> processor, Object... arguments)
      throws EntryProcessorException {
    check(key);
    Objects.requireNonNull(processor, "processor");
    long begun = counting.begin();
    Processing<K, V, T> processing = new Processing<>(this, key, processor, arguments);
    Changed<V> changed = entries.changeInTurn(key, processing);
    counting.read(changed.wasThere());
    counting.got(begun);
    if (changed.did(Action.PUT)) {
      counting.putTook(begun);
    } else if (changed.did(Action.REMOVE)) {
      counting.removeTook(begun);
    }
    return processing.result();
  }

  @Override
  public <T> Map<K, EntryProcessorResult<T>> invokeAll(
      Set<? extends K> keys, EntryProcessor<K, V, T> processor, Object... arguments) {
    requireOpen();
    Objects.requireNonNull(processor, "processor");
    keys.forEach(key -> Objects.requireNonNull(key, "key"));
    Map<K, EntryProcessorResult<T>> results = new LinkedHashMap<>();
    for (K key : keys) {
      try {
        T result = invoke(key, processor, arguments);
        if (result != null) {
          results.put(key, () -> result);
        }
      } catch (RuntimeException e) {
        results.put(key, new Failed<>(e));
      }
    }
    return results;
  }

  /** The result of a processor that failed. */
  private record Failed<T>(RuntimeException failure) implements EntryProcessorResult<T> {
    @Override
    public T get() {
      throw failure instanceof EntryProcessorException known
          ? known
          : new EntryProcessorException(failure);
    }
  }

  @Override
  public void loadAll(
      Set<? extends K> keys, boolean replaceExistingValues, @Nullable CompletionListener listener) {
    requireOpen();
    keys.forEach(key -> Objects.requireNonNull(key, "key"));
    CacheLoader<K, V> loader = through.loader();
    if (loader == null) {
      if (listener != null) {
        listener.onCompletion();
      }
      return;
    }
    Set<K> wanted = new LinkedHashSet<>(keys);
    loads.start(
        () -> tell(listener, loadNow(loader, wanted, replaceExistingValues)),
        () -> tell(listener, closedFailure()).run());
  }

  /** Loads, and answers what went wrong, or null. */
  private @Nullable RuntimeException loadNow(
      CacheLoader<K, V> loader, Set<K> keys, boolean replaces) {
    try {
      if (!replaces) {
        keys.removeIf(cache::containsKey);
      }
      through.loadAll(loader, keys).forEach((key, value) -> install(key, value, replaces));
      return null;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private static Runnable tell(
      @Nullable CompletionListener listener, @Nullable RuntimeException failure) {
    return () -> {
      if (listener != null && failure != null) {
        listener.onException(failure);
      } else if (listener != null) {
        listener.onCompletion();
      }
    };
  }

  private void install(K key, @Nullable V value, boolean replaces) {
    if (value != null) {
      V stored = copying.of(value);
      entries.change(
          key, current -> current == null || replaces ? Outcome.load(stored) : Outcome.none());
    }
  }

  // ---- the cache itself -------------------------------------------------------------------------

  @Override
  public String getName() {
    return name;
  }

  @Override
  public CacheManager getCacheManager() {
    return manager;
  }

  @Override
  public <C extends Configuration<K, V>> C getConfiguration(Class<C> type) {
    return configured.as(type);
  }

  @Override
  public void registerCacheEntryListener(CacheEntryListenerConfiguration<K, V> configuration) {
    requireOpen();
    configured.addListener(configuration);
    listening.add(configuration);
  }

  @Override
  public void deregisterCacheEntryListener(CacheEntryListenerConfiguration<K, V> configuration) {
    requireOpen();
    Objects.requireNonNull(configuration, "configuration");
    configured.removeListener(configuration);
    listening.remove(configuration);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      manager.closed(this);
      try {
        loads.close(); // before what they use is closed
      } finally {
        cache.close();
        List<@Nullable Object> parts = new ArrayList<>(listening.listeners());
        parts.add(through.loader());
        parts.add(through.writer());
        parts.add(lifetimes.policy());
        Closing.closeAll(parts);
      }
    }
  }

  @Override
  public boolean isClosed() {
    return closed.get();
  }

  @Override
  public <T> T unwrap(Class<T> type) {
    return Unwrapping.unwrap(type, this, cache);
  }
}
