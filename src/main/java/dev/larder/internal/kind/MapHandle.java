package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.LarderMap;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.tx.TxAccess;
import java.time.Duration;
import java.util.AbstractMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.eclipse.collections.api.map.ImmutableMap;
import org.eclipse.collections.impl.map.mutable.UnifiedMap;
import org.jspecify.annotations.Nullable;

/**
 * A map over the table behind its name.
 *
 * @param <K> the type of the keys
 * @param <V> the type of the values
 */
@SuppressWarnings("unchecked") // the content's types were checked when the table was found
public class MapHandle<K, V> extends AbstractMap<K, V> implements LarderMap<K, V>, Handle {
  final Entries entries;

  /** The map of a name. */
  public MapHandle(
      Shelf shelf, Name name, Element<K> keyType, Element<V> valueType, Access access) {
    this(new Entries(shelf, name, Types.of(CollectionType.MAP, keyType, valueType), access));
    entries.checkType();
  }

  private MapHandle(Entries entries) {
    this.entries = entries;
  }

  @Override
  public final Binding binding() {
    return entries;
  }

  /** This map inside a transaction. */
  public final LarderMap<K, V> in(TxAccess transaction) {
    return new MapHandle<>(entries.in(transaction));
  }

  /**
   * Walks the entries a few at a time; what is there all the while is given at least once.
   *
   * @param cursor 0 at first, then what the step before returned
   * @param count about how many
   * @return where to go on, 0 at the end
   */
  public long scan(long cursor, int count, BiConsumer<? super K, ? super V> sink) {
    return entries.scan(cursor, count, entry -> sink.accept((K) entry.key(), (V) entry.value()));
  }

  // ---- for maps with limits
  // ---------------------------------------------------------------------

  /** The entry of a key, or null; who finds it here has read it. */
  protected final @Nullable Node entry(Object key) {
    return entries.find(key);
  }

  /** Runs an operation on the entry of a key; answers the entry before. */
  protected final @Nullable Node operate(
      Object key, Operation operation, @Nullable Object argument) {
    Node before = entries.change(key, operation, argument);
    return before;
  }

  /** Runs an operation that a method of this map stands for; answers the entry before. */
  protected @Nullable Node perform(Object key, Operation operation, @Nullable Object argument) {
    return entries.change(key, operation, argument);
  }

  /** Whether an operation removes an entry, whatever it is. */
  protected static boolean isRemoval(Operation operation) {
    return operation == MapOperations.REMOVE;
  }

  /** To be called after an operation that may have removed the last entry. */
  protected final void removedOne() {
    entries.removed();
  }

  // ---- how clients of the wire are told that it is stored
  // ----------------------------------------

  /** Whether it counts as large, see {@link #setLarge}. */
  public boolean isLarge() {
    return entries.isLarge();
  }

  /**
   * Sets whether it counts as large from now on, however small it becomes; not when it isn't there.
   */
  public void setLarge(boolean large) {
    entries.setLarge(large);
  }

  /** Makes it count as large if it has more entries than this. */
  public void setLargeIfAbove(int limit) {
    entries.setLargeIfAbove(limit);
  }

  // ---- reads ------------------------------------------------------------------------------------

  @Override
  public @Nullable V get(Object key) {
    Node found = entries.find(key);
    return found == null ? null : (V) found.value();
  }

  @Override
  public V getOrDefault(Object key, V defaultValue) {
    Node found = entries.find(key);
    return found == null ? defaultValue : (V) found.value();
  }

  @Override
  public boolean containsKey(Object key) {
    return entries.find(key) != null;
  }

  @Override
  public boolean containsValue(Object value) {
    Objects.requireNonNull(value, "value");
    return super.containsValue(value);
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public void forEach(BiConsumer<? super K, ? super V> action) {
    Objects.requireNonNull(action, "action");
    for (Iterator<Node> all = entries.iterator(); all.hasNext(); ) {
      Node entry = all.next();
      action.accept((K) entry.key(), (V) entry.value());
    }
  }

  @Override
  public ImmutableMap<K, V> snapshot() {
    UnifiedMap<K, V> copy = UnifiedMap.newMap();
    entries.snapshot(entry -> copy.put((K) entry.key(), (V) entry.value()));
    return copy.toImmutable();
  }

  // ---- single changes
  // -----------------------------------------------------------------------------

  /** Runs an operation; answers the value before. */
  private @Nullable V change(Object key, Operation operation, @Nullable Object argument) {
    Recursion.check(entries, key);
    Node before = perform(key, operation, argument);
    return before == null ? null : (V) before.value();
  }

  @Override
  public @Nullable V put(K key, V value) {
    Objects.requireNonNull(key, "key");
    return change(key, MapOperations.PUT, Objects.requireNonNull(value, "value"));
  }

  @Override
  public @Nullable V put(K key, V value, Duration timeToLive) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    return change(key, new Names.Put(deadline(timeToLive)), value);
  }

  private long deadline(Duration timeToLive) {
    return entries.shelf.engine().time().deadline(timeToLive);
  }

  @Override
  public @Nullable V putIfAbsent(K key, V value) {
    Objects.requireNonNull(key, "key");
    return change(key, MapOperations.PUT_IF_ABSENT, Objects.requireNonNull(value, "value"));
  }

  @Override
  public @Nullable V replace(K key, V value) {
    Objects.requireNonNull(key, "key");
    return change(key, MapOperations.REPLACE, Objects.requireNonNull(value, "value"));
  }

  @Override
  public boolean replace(K key, V oldValue, V newValue) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(oldValue, "oldValue");
    Objects.requireNonNull(newValue, "newValue");
    return oldValue.equals(change(key, new MapOperations.ReplaceIf(oldValue), newValue));
  }

  @Override
  public @Nullable V remove(Object key) {
    V before = removeAtOnce(key);
    return before == null && entries.removedNothing(key) ? removeAtOnce(key) : before;
  }

  /** Removes an entry; that nothing was there is not told to who may load it just now. */
  protected final @Nullable V removeAtOnce(Object key) {
    V before = change(Objects.requireNonNull(key, "key"), MapOperations.REMOVE, null);
    if (before != null) {
      entries.removed();
    }
    return before;
  }

  @Override
  public boolean remove(Object key, @Nullable Object value) {
    Objects.requireNonNull(key, "key");
    if (value == null || !value.equals(change(key, MapOperations.REMOVE_IF_EQUAL, value))) {
      return false;
    }
    entries.removed();
    return true;
  }

  // ---- computed changes
  // ---------------------------------------------------------------------------

  private @Nullable V compute(K key, MapOperations.Computing<K, V> computing) {
    change(key, computing, null);
    if (computing.isRemoval()) {
      entries.removed();
    }
    return computing.result();
  }

  @Override
  public @Nullable V compute(
      K key, BiFunction<? super K, ? super @Nullable V, ? extends @Nullable V> function) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(function, "function");
    return compute(
        key, new MapOperations.Computing<>(entries, key, value -> function.apply(key, value)));
  }

  @Override
  public @Nullable V computeIfPresent(
      K key, BiFunction<? super K, ? super V, ? extends @Nullable V> function) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(function, "function");
    return compute(
        key,
        new MapOperations.Computing<>(
            entries, key, value -> value == null ? null : function.apply(key, value)));
  }

  @Override
  public @Nullable V merge(
      K key, V value, BiFunction<? super V, ? super V, ? extends @Nullable V> function) {
    Objects.requireNonNull(key, "key");
    Objects.requireNonNull(value, "value");
    Objects.requireNonNull(function, "function");
    return compute(
        key,
        new MapOperations.Computing<>(
            entries, key, old -> old == null ? value : function.apply(old, value)));
  }

  @Override
  public @Nullable V computeIfAbsent(K key, Function<? super K, ? extends @Nullable V> function) {
    Objects.requireNonNull(function, "function");
    Computations computations = entries.shelf.computations();
    Computations.@Nullable Computation mine = null;
    for (; ; ) {
      V present = get(Objects.requireNonNull(key, "key"));
      if (present != null) {
        return present;
      }
      if (!entries.isDirect()) {
        return make(key, function);
      }
      Computations.Place place = new Computations.Place(entries.name, key);
      mine = mine == null ? new Computations.Computation() : mine;
      Computations.Computation other = computations.begin(place, mine);
      if (other != null) {
        computations.await(place, other);
        continue;
      }
      try {
        present = get(key); // one that was made between the look and the beginning
        return present != null ? present : make(key, function);
      } finally {
        computations.end(place, mine);
      }
    }
  }

  private @Nullable V make(K key, Function<? super K, ? extends @Nullable V> function) {
    V made = function.apply(key);
    if (made == null) {
      return null;
    }
    V present = putIfAbsent(key, made);
    return present == null ? made : present;
  }

  @Override
  public void replaceAll(BiFunction<? super K, ? super V, ? extends V> function) {
    Objects.requireNonNull(function, "function");
    for (Iterator<Node> all = entries.iterator(); all.hasNext(); ) {
      computeIfPresent(
          (K) all.next().key(),
          (key, value) -> Objects.requireNonNull(function.apply(key, value), "replacement"));
    }
  }

  // ---- many at once
  // -------------------------------------------------------------------------------

  @Override
  public void putAll(Map<? extends K, ? extends V> added) {
    for (Map.Entry<? extends K, ? extends V> entry : added.entrySet()) {
      Objects.requireNonNull(entry.getKey(), "key");
      Objects.requireNonNull(entry.getValue(), "value");
    }
    entries.shelf.<@Nullable Object>atomically(
        entries.access,
        tx -> {
          LarderMap<K, V> inside = in(tx);
          added.forEach(inside::put);
          return null;
        });
  }

  @Override
  public void clear() {
    entries.clear();
  }

  // ---- expiry
  // -------------------------------------------------------------------------------------

  @Override
  public boolean expire(K key, Duration timeToLive) {
    Objects.requireNonNull(key, "key");
    Recursion.check(entries, key);
    return entries.change(key, new Names.Expire(deadline(timeToLive)), null) != null;
  }

  @Override
  public boolean persist(K key) {
    Objects.requireNonNull(key, "key");
    Node before = entries.change(key, MapOperations.PERSIST, null);
    return before != null && before.expiresAt() != Node.NEVER;
  }

  @Override
  public Optional<Duration> timeToLive(K key) {
    return Names.remaining(entries.shelf, entries.find(Objects.requireNonNull(key, "key")));
  }

  // ---- views
  // --------------------------------------------------------------------------------------

  @Override
  public Set<K> keySet() {
    entries.access.world(); // throws when the store is closed
    return new MapViews.Keys<>(this);
  }

  @Override
  public java.util.Collection<V> values() {
    entries.access.world(); // throws when the store is closed
    return new MapViews.Values<>(this);
  }

  @Override
  public Set<Entry<K, V>> entrySet() {
    entries.access.world(); // throws when the store is closed
    return new MapViews.EntrySet<>(this);
  }
}
