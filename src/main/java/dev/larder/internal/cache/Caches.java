package dev.larder.internal.cache;

import dev.larder.CacheBuilder;
import dev.larder.CacheWriteException;
import dev.larder.LarderCache;
import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Name;
import dev.larder.internal.journal.ChangeWriter;
import dev.larder.internal.journal.HeatFiles;
import dev.larder.internal.journal.Snapshots;
import dev.larder.internal.kind.Element;
import dev.larder.internal.kind.Keeping;
import dev.larder.internal.kind.MapHandle;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableObserver;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The caches of one keyspace: puts their bounds on each table that their names come to stand for.
 */
public final class Caches implements TableObserver {
  /*
   * Shared: the caches by name, an immutable map that is replaced by compare-and-set.
   *
   * A name's change is told by the thread that made it, when it can be seen. Two changes of one
   * name may be told in the other order; so what counts is not what is told, but what the name
   * stands for when that is looked at, and after the bounds are on a table it is looked at again.
   */
  private final Shelf shelf;
  private final AtomicReference<Map<Name, CacheCore<?, ?>>> caches =
      new AtomicReference<>(Map.of());

  /** What outlasts a restart; set before the store is anybody's. */
  private @Nullable HeatFiles heat;

  private @Nullable Snapshots snapshots;

  /** Of the keyspace of a shelf. */
  public Caches(Shelf shelf) {
    this.shelf = shelf;
  }

  /**
   * Keeps how hot entries are, and when they run out, over restarts.
   *
   * @param files where it is kept
   * @param taken after each of which it is written down
   */
  public void keep(HeatFiles files, Snapshots taken) {
    heat = files;
    snapshots = taken;
    taken.afterEach(this::writeHeat);
  }

  /** Writes down how hot all entries are. For a thread that no caller can interrupt. */
  public void writeHeat() {
    HeatFiles files = heat;
    if (files != null) {
      all().values().forEach(core -> core.writeHeat(files));
    }
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return all().isEmpty();
  }

  /** Describes when entries run out that were read; nothing changes any more. */
  public void describeDeadlines(ChangeWriter out) {
    all().values().forEach(core -> core.describeDeadlines(out));
  }

  private Map<Name, CacheCore<?, ?>> all() {
    return Objects.requireNonNull(caches.get());
  }

  /** Begins to build the cache of a name. */
  public <K, V> CacheBuilder<K, V> builder(Name name, Element<K> keys, Element<V> values) {
    shelf.engine().world(); // throws when the store is closed
    return new Builder<>(options -> open(name, keys, values, options));
  }

  private <K, V> LarderCache<K, V> open(
      Name name, Element<K> keys, Element<V> values, CacheOptions<K, V> options) {
    CacheCore<K, V> core = new CacheCore<>(shelf, name, keys, values, options);
    core.heatBefore = options.inMemoryOnly() ? null : heat;
    new MapHandle<>(shelf, name, keys, values, shelf.direct()); // throws for another type
    add(core);
    boolean opened = false;
    try {
      CacheHandle<K, V> handle = new CacheHandle<>(this, core, keys, values);
      Keeping.set(shelf, name, !options.inMemoryOnly());
      settle(core);
      opened = true;
      return handle;
    } finally {
      core.heatBefore = null;
      if (!opened) {
        remove(core);
      }
    }
  }

  private void add(CacheCore<?, ?> core) {
    for (; ; ) {
      Map<Name, CacheCore<?, ?>> before = all();
      if (before.containsKey(core.name)) {
        throw new IllegalStateException(
            "'" + core.name + "' has limits already: close that cache before another is opened");
      }
      Map<Name, CacheCore<?, ?>> after = new HashMap<>(before);
      after.put(core.name, core);
      if (caches.compareAndSet(before, Map.copyOf(after))) {
        if (before.isEmpty()) {
          shelf.engine().observeNames(this);
        }
        return;
      }
    }
  }

  /** Gives a cache up that is being closed. */
  void close(CacheCore<?, ?> core) {
    Snapshots taken = snapshots;
    HeatFiles files = heat;
    if (taken != null && files != null && all().get(core.name) == core) {
      taken.undisturbed(() -> core.writeHeat(files));
    }
    remove(core);
  }

  /**
   * The store takes no changes any more: writes what waits to be written behind.
   *
   * @throws CacheWriteException if not all could be written
   */
  public void close() {
    RuntimeException failure = null;
    for (CacheCore<?, ?> core : all().values()) {
      try {
        core.closeBehind();
      } catch (RuntimeException e) {
        if (failure == null) {
          failure = e;
        } else {
          failure.addSuppressed(e);
        }
      }
    }
    if (failure != null) {
      throw failure;
    }
  }

  /** Gives the limits of a name up. */
  void remove(CacheCore<?, ?> core) {
    for (; ; ) {
      Map<Name, CacheCore<?, ?>> before = all();
      if (before.get(core.name) != core) {
        return;
      }
      Map<Name, CacheCore<?, ?>> after = new HashMap<>(before);
      after.remove(core.name);
      if (caches.compareAndSet(before, Map.copyOf(after))) {
        settle(core);
        return;
      }
    }
  }

  /**
   * Has the bounds of a cache on the table that its name stands for. One thread at a time does it
   * for a cache; who comes meanwhile has it look again.
   */
  private void settle(CacheCore<?, ?> core) {
    if (core.settling.getAndIncrement() != 0) {
      return;
    }
    for (int seen = 1; seen != 0; seen = core.settling.addAndGet(-seen)) {
      Table table = tableOf(core);
      BoundedTable<?, ?> bounded = core.bounded();
      if (bounded != null && bounded.table() != table) {
        core.detach(table == null);
      }
      if (table != null && (bounded == null || bounded.table() != table)) {
        core.attach(table);
      }
    }
  }

  private @Nullable Table tableOf(CacheCore<?, ?> core) {
    Name name = core.name;
    if (shelf.engine().isClosed() || all().get(name) != core) {
      return null;
    }
    Node found = shelf.engine().latestWorld().names().findVeiled(name, name.hashCode());
    return found == null || found.isMark() ? null : ((Content) found.value()).table();
  }

  @Override
  public void read(Node entry) {
    // Nobody evicts names.
  }

  @Override
  public long expiresAt(Object key, @Nullable Node current, Object value, long decided) {
    return decided;
  }

  @Override
  public @Nullable Object changing(Object key, int hash) {
    return null;
  }

  @Override
  public void failed(Object announced) {
    throw new IllegalStateException("nothing was announced");
  }

  @Override
  public void changed(
      @Nullable Object announced,
      Object key,
      int hash,
      @Nullable Node before,
      @Nullable Object after) {
    CacheCore<?, ?> core = all().get(key);
    if (core != null) {
      // First: another thread may be settling, and this one go on before it has looked again.
      if (after instanceof Content content && content.table() != null) {
        if (content.table().observerAcquire() instanceof Prospect<?, ?> prospect) {
          prospect.seen();
        }
      }
      settle(core);
    }
  }

  @Override
  public boolean removedNothing(Object name) {
    CacheCore<?, ?> core = all().get(name);
    return core != null && core.loads.supersedeAllAndSettle();
  }

  @Override
  public @Nullable TableObserver ofNewTable(Object name) {
    CacheCore<?, ?> core = all().get(name);
    return core == null ? null : new Prospect<>(core);
  }

  @Override
  public boolean keepsNewTable(Object name) {
    CacheCore<?, ?> core = all().get(name);
    return core == null || !core.options.inMemoryOnly();
  }

  @Override
  public void sweepAll() {
    // As below.
  }

  @Override
  public void ending() {
    all().values().forEach(core -> core.loads.supersedeAllAndSettle());
  }

  @Override
  public void ended(Node[] generation) {
    for (CacheCore<?, ?> core : all().values()) {
      core.loads.supersedeAll(); // of a rewind nobody was told before
      settle(core);
    }
  }

  @Override
  public long sweep() {
    // Names run out without us.
    return Node.NEVER;
  }
}
