package dev.larder.internal.cache;

import dev.larder.CacheLoader;
import dev.larder.CachePin;
import dev.larder.CachePolicy;
import dev.larder.CacheStatistics;
import dev.larder.CacheWriter;
import dev.larder.LarderCache;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.eviction.Moments;
import dev.larder.internal.kind.Element;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.table.Node;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A map with limits, as its users hold it. */
@SuppressWarnings("unchecked") // the content's types were checked when the table was found
final class CacheHandle<K, V> extends MapHandle<K, V> implements LarderCache<K, V> {
  private static final Operation IF_ABSENT =
      (current, argument) -> current == null && argument != null ? argument : Operation.KEEP;
  private static final Operation TAKE_OUT =
      (current, argument) -> current == null ? Operation.KEEP : Operation.REMOVE;

  private final Caches caches;
  final CacheCore<K, V> core;
  private final Loading<K, V> loading;
  private final Refreshes<K, V> refreshes;
  private final @Nullable WriteThrough<K, V> through;

  CacheHandle(Caches caches, CacheCore<K, V> core, Element<K> keys, Element<V> values) {
    super(core.shelf, core.name, keys, values, core.shelf.direct());
    this.caches = caches;
    this.core = core;
    this.loading = new Loading<>(this);
    this.refreshes = new Refreshes<>(loading);
    CacheWriter<K, V> writer = core.options.writer();
    this.through =
        writer == null || core.behind != null
            ? null
            : new WriteThrough<>(this, new Calls<>(core.name, writer));
  }

  // ---- reads ------------------------------------------------------------------------------------

  /** The entry of a key that is good, and no use of it if it is not there; counts nothing. */
  @Nullable Node fresh(Object key) {
    Node found = entry(key);
    if (found == null || core.deadlines.isStale(found)) {
      return null;
    }
    if (core.deadlines.refreshMillis != CacheOptions.NONE) {
      refreshIfOld(found);
    }
    return found;
  }

  /** The entry of a key, good or not. */
  @Nullable Node peek(Object key) {
    return entry(key);
  }

  /** Runs an operation on an entry of which no writer is told; answers the entry before. */
  @Nullable Node apply(Object key, Operation operation, @Nullable Object argument) {
    return core.behind == null
        ? operate(key, operation, argument)
        : core.behind.<@Nullable Node>quietly(key, () -> operate(key, operation, argument));
  }

  /** Puts what was loaded besides, if there is nothing. */
  void putLoaded(K key, V value) {
    if (core.waiting(key) == null) {
      apply(key, IF_ABSENT, Objects.requireNonNull(value, "value"));
    }
  }

  private @Nullable V read(Object key) {
    Node found = fresh(key);
    core.counts.read(found != null);
    return found == null ? null : (V) found.value();
  }

  private void refreshIfOld(Node found) {
    BoundedTable<K, V> bounded = core.bounded();
    Moments written = bounded == null ? null : bounded.written();
    if (written == null || found.slot() == Node.NO_SLOT) {
      return;
    }
    long now = core.deadlines.now();
    long moment = written.get(found.slot() - 1, now);
    if (now - moment >= core.deadlines.refreshMillis
        && written.claim(found.slot() - 1, moment, now)) {
      refreshes.add(found);
    }
  }

  @Override
  public @Nullable V get(Object key) {
    return read(key);
  }

  @Override
  public V getOrDefault(Object key, V defaultValue) {
    V found = read(key);
    return found == null ? defaultValue : found;
  }

  @Override
  public boolean containsKey(Object key) {
    Node found = entry(key);
    return found != null && !core.deadlines.isStale(found);
  }

  private void checkOpen() {
    core.shelf.engine().world(); // throws when the store is closed
  }

  @Override
  public Map<K, V> getAll(Iterable<? extends K> keys) {
    checkOpen();
    Map<K, V> found = new LinkedHashMap<>();
    for (K key : keys) {
      V value = read(key);
      if (value != null) {
        found.put(key, value);
      }
    }
    return Collections.unmodifiableMap(found);
  }

  // ---- loads ------------------------------------------------------------------------------------

  @Override
  public @Nullable V get(K key, Function<? super K, ? extends @Nullable V> loader) {
    Objects.requireNonNull(loader, "loader");
    V found = read(Objects.requireNonNull(key, "key"));
    return found != null ? found : loading.load(key, loader::apply);
  }

  @Override
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
    return get(key, function);
  }

  @Override
  public @Nullable V getOrLoad(K key) {
    CacheLoader<K, V> loader = loading.loader();
    V found = read(Objects.requireNonNull(key, "key"));
    return found != null ? found : loading.load(key, loader::load);
  }

  @Override
  public CompletableFuture<@Nullable V> getOrLoadAsync(K key) {
    CacheLoader<K, V> loader = loading.loader();
    V found = read(Objects.requireNonNull(key, "key"));
    return found != null
        ? CompletableFuture.completedFuture(found)
        : loading.loadLater(key, loader::load);
  }

  @Override
  public Map<K, V> getOrLoadAll(Iterable<? extends K> keys) {
    CacheLoader<K, V> loader = loading.loader();
    return loadAll(keys, loader::loadAll);
  }

  @Override
  public Map<K, V> getAll(
      Iterable<? extends K> keys, Function<? super Set<K>, ? extends Map<K, V>> loader) {
    Objects.requireNonNull(loader, "loader");
    return loadAll(keys, loader::apply);
  }

  private Map<K, V> loadAll(Iterable<? extends K> keys, Loading.Maker<Set<K>, Map<K, V>> loader) {
    checkOpen();
    Map<K, V> values = new LinkedHashMap<>();
    List<K> missing = new ArrayList<>();
    for (K key : keys) {
      V value = read(key);
      if (value == null) {
        missing.add(key);
      } else {
        values.put(key, value);
      }
    }
    values.putAll(loading.loadAll(missing, loader));
    return Collections.unmodifiableMap(values);
  }

  @Override
  public CompletableFuture<@Nullable V> refresh(K key) {
    checkOpen();
    loading.loader();
    return loading.reload(Objects.requireNonNull(key, "key"));
  }

  // ---- removal ----------------------------------------------------------------------------------

  @Override
  public void invalidate(K key) {
    takeOut(Objects.requireNonNull(key, "key"));
  }

  /** Removes an entry, and tells no writer. */
  void takeOut(Object key) {
    removeAndSupersede(
        key,
        () -> {
          Node before = apply(key, TAKE_OUT, null);
          if (before != null) {
            removedOne();
          }
          return null;
        });
  }

  @Override
  public @Nullable V remove(Object key) {
    Objects.requireNonNull(key, "key");
    BehindQueue<K, V> behind = core.behind;
    if (behind == null || core.isClosed()) {
      return removeAndSupersede(key, () -> removeAtOnce(key));
    }
    // Before the removal: no load may ask the source meanwhile.
    Unwritten.Notice deleted = behind.delete((K) key);
    boolean removed = false;
    try {
      V before = removeAndSupersede(key, () -> removeAtOnce(key));
      removed = true;
      return before;
    } finally {
      if (!removed) {
        behind.settle(deleted);
      }
    }
  }

  private @Nullable V removeAndSupersede(Object key, Supplier<@Nullable V> removal) {
    // Before the removal and after it: a load that begins between must not bring back either what
    // was there before.
    core.loads.supersedeAndSettle(key);
    V before = removal.get();
    core.loads.supersede(key);
    core.isThere(key); // or may be: a loader is to be asked again
    return before;
  }

  // ---- writing ----------------------------------------------------------------------------------

  @Override
  protected @Nullable Node perform(Object key, Operation operation, @Nullable Object argument) {
    if (through == null || core.isClosed()) {
      return super.perform(key, operation, argument);
    }
    return isRemoval(operation)
        ? through.remove(key, operation)
        : through.change(key, operation, argument);
  }

  @Override
  public void putAll(Map<? extends K, ? extends V> added) {
    if (through == null || core.isClosed()) {
      super.putAll(added);
      return;
    }
    Map<K, V> copy = new LinkedHashMap<>();
    added.forEach(
        (key, value) ->
            copy.put(Objects.requireNonNull(key, "key"), Objects.requireNonNull(value, "value")));
    through.putAll(copy, () -> super.putAll(copy));
  }

  @Override
  public void flush() {
    core.shelf.engine().world(); // throws when the store is closed
    if (core.behind != null && !core.isClosed()) {
      core.behind.flush();
    }
  }

  @Override
  public void invalidateAll(Iterable<? extends K> keys) {
    checkOpen();
    keys.forEach(this::invalidate);
  }

  @Override
  public void invalidateAll() {
    clear();
  }

  @Override
  public void clear() {
    core.loads.supersedeAllAndSettle();
    core.forgetLoads();
    super.clear();
    core.forgetLoads();
  }

  @Override
  public int invalidateIf(BiPredicate<? super K, ? super V> condition) {
    Objects.requireNonNull(condition, "condition");
    int removed = 0;
    for (Entry<K, V> entry : entrySet()) {
      K key = entry.getKey();
      RemoveIf<K, V> operation = new RemoveIf<>(key, condition);
      apply(key, operation, null);
      removed += operation.isRemoved ? 1 : 0;
    }
    if (removed > 0) {
      removedOne();
    }
    return removed;
  }

  /** Makes a change that is made if the entry's value is still the one it says. */
  boolean swap(K key, Swap swap) {
    operate(key, swap, null);
    if (swap.isDone() && swap.isRemoval()) {
      removedOne();
    }
    return swap.isDone();
  }

  private static final class RemoveIf<K, V> implements Operation {
    private final K key;
    private final BiPredicate<? super K, ? super V> condition;
    private boolean isRemoved;

    RemoveIf(K key, BiPredicate<? super K, ? super V> condition) {
      this.key = key;
      this.condition = condition;
    }

    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      isRemoved = current != null && condition.test(key, (V) current.value());
      return isRemoved ? REMOVE : KEEP;
    }
  }

  // ---- the limits -------------------------------------------------------------------------------

  @Override
  public Optional<CachePin<V>> pin(K key) {
    Objects.requireNonNull(key, "key");
    maintain(); // a pin is the policy's, which may not have heard of the entry
    Node found = fresh(key);
    BoundedTable<K, V> bounded = core.bounded();
    if (found == null || bounded == null || !bounded.pin(key)) {
      return Optional.empty();
    }
    return Optional.of(new Pin<>((V) found.value(), () -> bounded.unpin(key)));
  }

  private record Pin<V>(V value, Runnable unpin, AtomicBoolean isClosed) implements CachePin<V> {
    Pin(V value, Runnable unpin) {
      this(value, unpin, new AtomicBoolean());
    }

    @Override
    public void close() {
      if (isClosed.compareAndSet(false, true)) {
        unpin.run();
      }
    }
  }

  @Override
  public CacheStatistics cacheStatistics() {
    checkOpen();
    return core.statistics();
  }

  @Override
  public CachePolicy<K, V> policy() {
    checkOpen();
    return new Policy<>(this);
  }

  @Override
  public void maintain() {
    checkOpen();
    BoundedTable<K, V> bounded = core.bounded();
    if (bounded != null) {
      bounded.sweepAll();
      bounded.exclusively(
          () -> {
            bounded.policy().evict();
            return true;
          });
      core.tellEvictions();
    }
    if (core.behind != null) {
      core.behind.writeDue();
    }
  }

  @Override
  public void close() {
    core.close();
    caches.close(core);
    core.closeBehind();
  }
}
