package dev.larder.internal.cache;

import dev.larder.CacheLoader;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.time.Ticker;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Loads values into a cache. */
@SuppressWarnings("unchecked") // the entries are those of this cache
final class Loading<K, V> {
  private final CacheHandle<K, V> cache;
  private final CacheCore<K, V> core;
  private final Loads<V> loads;
  private final Ticker ticker = Ticker.system();

  Loading(CacheHandle<K, V> cache) {
    this.cache = cache;
    core = cache.core;
    loads = core.loads;
  }

  /** Makes a value of a key, or a map of keys. */
  @FunctionalInterface
  interface Maker<A, B> {
    @Nullable B make(A argument) throws Exception;
  }

  /** Takes a load to its end, however that is; what it throws is its failure. */
  @FunctionalInterface
  private interface Ending<V> {
    @Nullable V end() throws Exception;
  }

  CacheLoader<K, V> loader() {
    CacheLoader<K, V> loader = core.options.loader();
    if (loader == null) {
      throw new IllegalStateException("cache '" + core.name + "' was built without a loader");
    }
    return loader;
  }

  /** The value of a key that was not there a moment ago. */
  @Nullable V load(K key, Maker<K, V> loader) {
    if (core.absences != null && core.absences.contains(key)) {
      return null;
    }
    Load<V> mine = new Load<>(key);
    mine.begun();
    Load<V> other = loads.begin(mine);
    return other != null ? loads.await(other) : run(mine, key, loader);
  }

  CompletableFuture<@Nullable V> loadLater(K key, Maker<K, V> loader) {
    if (core.absences != null && core.absences.contains(key)) {
      return CompletableFuture.completedFuture(null);
    }
    return later(key, mine -> run(mine, key, loader));
  }

  private CompletableFuture<@Nullable V> later(K key, Consumer<Load<V>> running) {
    Load<V> mine = new Load<>(key);
    Load<V> other = loads.begin(mine);
    if (other != null) {
      return other.outcome.copy();
    }
    try {
      core.options
          .executor()
          .execute(
              () -> {
                mine.begun();
                try {
                  running.accept(mine);
                } catch (RuntimeException e) {
                  // told to all who asked by the outcome
                  assert mine.outcome.isCompletedExceptionally();
                }
              });
    } catch (RejectedExecutionException e) {
      loads.end(mine);
      mine.outcome.completeExceptionally(e);
    }
    return mine.outcome.copy();
  }

  private @Nullable V run(Load<V> mine, K key, Maker<K, V> loader) {
    return finish(
        mine,
        true,
        () -> {
          Node present = cache.fresh(key); // put since the look before the load began
          if (present != null) {
            return (V) present.value();
          }
          Object waiting = core.waiting(key);
          return install(mine, key, waiting == null ? timed(key, loader) : unwritten(waiting));
        });
  }

  /** What a key was changed to while its source does not know it yet. */
  private @Nullable V unwritten(Object waiting) {
    return waiting == Unwritten.DELETED ? null : (V) waiting;
  }

  /**
   * Ends a load: takes it out, then tells its outcome.
   *
   * @param orStale whether a value that is good no more is better than a failure
   */
  private @Nullable V finish(Load<V> mine, boolean orStale, Ending<V> ending) {
    V value;
    try {
      value = ending.end();
    } catch (Throwable e) {
      loads.end(mine);
      V stale = orStale && e instanceof Exception ? stale((K) mine.key) : null;
      if (stale != null) {
        mine.outcome.complete(stale);
        return stale;
      }
      mine.outcome.completeExceptionally(e);
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      throw loads.asUnchecked(e);
    }
    loads.end(mine);
    mine.outcome.complete(value);
    return value;
  }

  /** What is there still although it is good no more. */
  private @Nullable V stale(K key) {
    return core.options.staleMillis() == CacheOptions.NONE ? null : peek(key);
  }

  /** Whether the value that an entry had is still there. */
  @SuppressWarnings("ReferenceEquality") // an equal one that was put since is not old
  boolean isStill(Node old) {
    return peek((K) old.key()) == old.value();
  }

  private @Nullable V peek(K key) {
    Node found = cache.peek(key);
    return found == null ? null : (V) found.value();
  }

  private <A, B> @Nullable B timed(A argument, Maker<A, B> maker) throws Exception {
    long begun = ticker.nanos();
    boolean well = false;
    try {
      B made = maker.make(argument);
      well = true;
      return made;
    } finally {
      core.counts.loaded(ticker.nanos() - begun, well);
    }
  }

  /** Puts what was loaded, unless the key has changed; answers what the load's callers get. */
  private @Nullable V install(Load<V> mine, K key, @Nullable V made) {
    if (made == null) {
      if (core.absences != null) {
        mine.installing(true);
        try {
          core.absences.add(mine);
        } finally {
          mine.installing(false);
        }
      }
      return null;
    }
    Install install = new Install(core.deadlines, mine);
    put(mine, key, install, made);
    V present = (V) install.present;
    return present == null ? made : present;
  }

  /** Puts a value where there is none that is good. */
  private static final class Install implements Operation {
    private final Deadlines<?, ?> deadlines;
    private final Load<?> load;
    private @Nullable Object present;

    Install(Deadlines<?, ?> deadlines, Load<?> load) {
      this.deadlines = deadlines;
      this.load = load;
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      present = current == null || deadlines.isStale(current) ? null : current.value();
      return present != null || load.isSuperseded() || argument == null ? KEEP : argument;
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return Node.NEVER;
    }
  }

  // ---- many -------------------------------------------------------------------------------------

  /** The values of keys that were not there a moment ago; those that have none are left out. */
  Map<K, V> loadAll(List<K> keys, Maker<Set<K>, Map<K, V>> loader) {
    Map<K, Load<V>> mine = new LinkedHashMap<>();
    Map<K, Load<V>> others = new LinkedHashMap<>();
    for (K key : keys) {
      if (core.absences != null && core.absences.contains(key)) {
        continue;
      }
      Load<V> load = new Load<>(key);
      load.begun();
      if (mine.containsKey(key)) {
        continue;
      }
      Load<V> other = loads.begin(load);
      if (other == null) {
        mine.put(key, load);
      } else {
        others.put(key, other);
      }
    }
    Map<K, V> values = new HashMap<>();
    if (!mine.isEmpty()) {
      values.putAll(loadMine(mine, loader)); // before we wait for others, who may wait for us
    }
    others.forEach((key, other) -> put(values, key, loads.await(other)));
    return values;
  }

  private static <K, V> void put(Map<K, V> values, K key, @Nullable V value) {
    if (value != null) {
      values.put(key, value);
    }
  }

  private Map<K, V> loadMine(Map<K, Load<V>> mine, Maker<Set<K>, Map<K, V>> loader) {
    Map<K, V> values = new HashMap<>();
    endUnwritten(mine, (load, key, value) -> put(values, key, install(load, key, value)));
    if (mine.isEmpty()) {
      return values;
    }
    Map<K, V> loaded;
    try {
      loaded = timedAll(mine.keySet(), loader);
    } catch (Throwable e) {
      values.putAll(failAll(mine, true, e));
      return values;
    }
    mine.forEach(
        (key, load) ->
            put(values, key, finish(load, true, () -> install(load, key, loaded.get(key)))));
    loaded.forEach(
        (key, value) -> {
          if (!mine.containsKey(key)) {
            cache.putLoaded(key, value);
          }
        });
    return values;
  }

  /** Takes what is to be done with a value that needs no load. */
  @FunctionalInterface
  private interface Answer<K, V> {
    void give(Load<V> load, K key, @Nullable V value);
  }

  /** Ends the loads of keys whose source does not know yet what they were changed to. */
  private void endUnwritten(Map<K, Load<V>> mine, Answer<K, V> answer) {
    for (Iterator<Map.Entry<K, Load<V>>> all = mine.entrySet().iterator(); all.hasNext(); ) {
      Map.Entry<K, Load<V>> entry = all.next();
      K key = entry.getKey();
      Load<V> load = entry.getValue();
      Object waiting = core.waiting(key);
      if (waiting != null) {
        all.remove();
        finish(
            load,
            true,
            () -> {
              V value = unwritten(waiting);
              answer.give(load, key, value);
              return value;
            });
      }
    }
  }

  private Map<K, V> timedAll(Set<K> keys, Maker<Set<K>, Map<K, V>> loader) throws Exception {
    Map<K, V> loaded = timed(Collections.unmodifiableSet(new LinkedHashSet<>(keys)), loader);
    return Objects.requireNonNull(loaded, "the loader gave null, and no map, for many keys");
  }

  /** Ends loads that failed together. */
  private Map<K, V> failAll(Map<K, Load<V>> mine, boolean orStale, Throwable e) {
    Map<K, V> values = new HashMap<>();
    List<RuntimeException> failures = new ArrayList<>();
    mine.forEach(
        (key, load) -> {
          try {
            V stale = finish(load, orStale, Loading.failed(e));
            put(values, key, stale);
          } catch (RuntimeException failure) {
            failures.add(failure);
          }
        });
    if (!failures.isEmpty()) {
      throw failures.get(0);
    }
    return values;
  }

  private static <V> Ending<V> failed(Throwable e) {
    return () -> {
      if (e instanceof Error error) {
        throw error;
      }
      throw (Exception) e;
    };
  }

  // ---- anew -------------------------------------------------------------------------------------

  /** Loads a key anew, on the executor. */
  CompletableFuture<@Nullable V> reload(K key) {
    return later(key, mine -> reloadNow(mine, key));
  }

  private void reloadNow(Load<V> mine, K key) {
    finish(
        mine,
        false,
        () -> {
          Object waiting = core.waiting(key);
          if (waiting != null) {
            return unwritten(waiting); // the source has an older one
          }
          V old = peek(key);
          V made = timed(key, k -> old == null ? loader().load(k) : loader().reload(k, old));
          return replace(mine, key, old, made);
        });
  }

  /** Puts what was loaded anew in place of what was there, unless the key has changed. */
  private @Nullable V replace(Load<V> mine, K key, @Nullable V old, @Nullable V made) {
    if (old == null) {
      return install(mine, key, made);
    }
    Replace replace = new Replace(mine, old);
    put(mine, key, replace, made);
    return made;
  }

  /** Runs an operation that looks whether the load is superseded. */
  private void put(Load<V> mine, K key, Operation operation, @Nullable V made) {
    mine.installing(true);
    try {
      cache.apply(key, operation, made);
    } finally {
      mine.installing(false);
    }
  }

  private record Replace(Load<?> load, Object old) implements Operation {
    @Override
    @SuppressWarnings("ReferenceEquality") // the very value that was to be replaced
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      if (current == null || current.value() != old || load.isSuperseded()) {
        return KEEP;
      }
      return argument == null ? REMOVE : argument;
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return Node.NEVER;
    }
  }

  /** Loads keys anew that fell due together: by one call if the loader has one for many. */
  void reloadAll(List<K> keys) {
    if (keys.size() == 1 || !core.loadsMany) {
      for (K key : keys) {
        CompletableFuture<?> told = reload(key).whenComplete((value, e) -> core.refreshed(e));
        assert !told.isCancelled();
      }
      return;
    }
    Map<K, Load<V>> mine = new LinkedHashMap<>();
    Map<K, V> old = new HashMap<>();
    for (K key : keys) {
      Load<V> load = new Load<>(key);
      load.begun();
      if (!mine.containsKey(key) && loads.begin(load) == null) {
        mine.put(key, load);
        put(old, key, peek(key));
      }
    }
    if (!mine.isEmpty()) {
      reloadMine(mine, old);
    }
  }

  private void reloadMine(Map<K, Load<V>> mine, Map<K, V> old) {
    endUnwritten(mine, (load, key, value) -> {});
    if (mine.isEmpty()) {
      return;
    }
    Map<K, V> loaded;
    try {
      loaded = timedAll(mine.keySet(), loader()::loadAll);
    } catch (Throwable e) {
      core.refreshed(e);
      mine.forEach((key, load) -> fail(load, e));
      return;
    }
    mine.forEach(
        (key, load) ->
            finish(load, false, () -> replace(load, key, old.get(key), loaded.get(key))));
  }

  private void fail(Load<V> load, Throwable e) {
    loads.end(load);
    load.outcome.completeExceptionally(e);
  }

  void execute(Runnable task) {
    core.options.executor().execute(task);
  }

  void refreshFailed(Throwable e) {
    core.refreshed(e);
  }
}
