package dev.larder.internal.cache;

import dev.larder.CacheLoader;
import dev.larder.CacheStatistics;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.journal.ChangeWriter;
import dev.larder.internal.journal.EntryFormat;
import dev.larder.internal.journal.HeatFiles;
import dev.larder.internal.kind.Element;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.table.ExpiringNode;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableObserver;
import java.lang.reflect.Method;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all that belongs to one cache share: its rules, and what bounds its table now. */
final class CacheCore<K, V> {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.LarderCache");

  /** How many absent keys are remembered where there is no maximum of entries. */
  private static final long ABSENT_KEYS = 65_536;

  final Shelf shelf;
  final Name name;
  final CacheOptions<K, V> options;
  final Deadlines<K, V> deadlines;
  final Loads<V> loads;
  final Counts counts;
  final @Nullable Removals<K, V> removals;
  final @Nullable Absences absences;
  final @Nullable BehindQueue<K, V> behind;

  /** Whether the loader has a way of its own to load many keys. */
  final boolean loadsMany;

  private final @Nullable ToIntBiFunction<? super K, ? super V> weigher;
  private final int hashSeed;

  /** Where it stands how hot the entries were, until the cache has been opened. */
  volatile @Nullable HeatFiles heatBefore;

  /** Set by the thread whose change gave the name a table, read by all. */
  private volatile @Nullable BoundedTable<K, V> bounded;

  /** How often somebody asked for the bounds to be on the right table, see {@link Caches}. */
  final AtomicInteger settling = new AtomicInteger();

  private volatile long maximum;
  private volatile boolean closed;

  CacheCore(
      Shelf shelf, Name name, Element<K> keys, Element<V> values, CacheOptions<K, V> options) {
    this.shelf = shelf;
    this.hashSeed = shelf.random().nextInt();
    this.name = name;
    this.options = options;
    Access quiet = shelf.direct().quiet();
    deadlines = new Deadlines<>(shelf.engine().time(), options);
    loads = new Loads<>(name, quiet);
    counts = new Counts(options.counting());
    removals =
        options.listeners().isEmpty() ? null : new Removals<>(name.toString(), options.listeners());
    loadsMany = options.loader() != null && hasLoadAll(options.loader());
    weigher = options.weigher();
    maximum = options.maximum();
    boolean counted = maximum != CacheOptions.NONE && weigher == null;
    absences =
        options.absentMillis() == CacheOptions.NONE
            ? null
            : new Absences(
                quiet,
                shelf.engine().time(),
                options.absentMillis(),
                counted ? Math.max(1, maximum) : ABSENT_KEYS);
    behind =
        options.behind() == null || options.writer() == null
            ? null
            : new BehindQueue<>(
                this, options.behind(), new Calls<>(name, options.writer()), keys, values);
  }

  private static boolean hasLoadAll(CacheLoader<?, ?> loader) {
    for (Class<?> type = loader.getClass(); type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals("loadAll") && method.getParameterCount() == 1) {
          return true;
        }
      }
    }
    return false;
  }

  /** How entries are taken out: recorded like any change. */
  Access direct() {
    return shelf.direct().unveiled();
  }

  boolean removeExpired(Table table, Node entry) {
    return shelf.direct().removeExpired(table, entry);
  }

  // ---- the table that is bounded ----------------------------------------------------------------

  @Nullable BoundedTable<K, V> bounded() {
    return bounded;
  }

  /** The name stands for this table from now on. */
  void attach(Table table) {
    HeatFiles files = heatBefore;
    RestoredHeat heat = files == null ? null : RestoredHeat.read(files, name, table);
    BoundedTable<K, V> next = new BoundedTable<>(this, table, maximum);
    bounded = next;
    TableObserver before = table.observerAcquire();
    table.observe(next);
    next.enterAll(heat);
    if (before instanceof Prospect<?, ?> prospect) {
      prospect.handOver();
    }
    if (table.nextDueAcquire() != Node.NEVER) {
      shelf.engine().publishedDue(table);
    }
  }

  /**
   * The name stands for its table no more.
   *
   * @param told whether the entries are gone
   */
  void detach(boolean told) {
    BoundedTable<K, V> before = bounded;
    bounded = null;
    if (before == null) {
      return;
    }
    before.table().observe(null);
    if (before.hadEntries()) {
      forgetLoads();
    }
    if (told && !closed) {
      before.retired();
    }
  }

  /** All keys change: neither loads that are under way are kept, nor what is known to be absent. */
  void forgetLoads() {
    loads.supersedeAll();
    if (absences != null) {
      absences.clear();
    }
  }

  /** Gives the limits up, before the bounds are taken off the table. */
  void close() {
    closed = true;
  }

  boolean isClosed() {
    return closed;
  }

  /** What a key was changed to last, if the writer has not been told of it. */
  @Nullable Object waiting(Object key) {
    return behind == null ? null : behind.waiting(key);
  }

  /** Writes what waits to be written behind, a last time. */
  void closeBehind() {
    if (behind != null) {
      behind.close();
    }
  }

  long maximum() {
    return maximum;
  }

  void setMaximum(long value) {
    maximum = value;
    BoundedTable<K, V> now = bounded;
    if (now != null) {
      now.setMaximum(value);
    }
  }

  CacheStatistics statistics() {
    BoundedTable<K, V> now = bounded;
    return now == null
        ? counts.statistics(0, 0)
        : now.exclusively(() -> counts.statistics(now.table().count(), now.policy().weight()));
  }

  // ---- what outlasts the store's end ------------------------------------------------------------

  /** Writes down how hot the entries are. */
  void writeHeat(HeatFiles files) {
    BoundedTable<K, V> now = bounded;
    if (now == null || options.inMemoryOnly()) {
      files.remove(name);
    } else {
      files.write(name, new HeatWalk(now)::forEach);
    }
  }

  /** Describes when entries run out, where reads have moved that; for who knows it is final. */
  void describeDeadlines(ChangeWriter out) {
    BoundedTable<K, V> now = bounded;
    if (now == null || !deadlines.movedByReads()) {
      return;
    }
    EntryFormat format = (EntryFormat) now.table().label();
    if (!format.isKept()) {
      return;
    }
    now.table()
        .forEach(
            entry -> {
              if (entry instanceof ExpiringNode) { // no read moves that of another
                out.deadline(format, entry.key(), entry.expiresAt());
              }
            });
  }

  // ---- what the table's bounds ask --------------------------------------------------------------

  boolean isWeighed() {
    return weigher != null;
  }

  /** Refuses a value whose weight is negative, before anything has changed. */
  @SuppressWarnings("unchecked") // the entry is one of this cache
  void checkWeight(Object key, Object value) {
    if (weigher != null) {
      int weight = weigher.applyAsInt((K) key, (V) value);
      if (weight < 0) {
        throw new IllegalArgumentException(
            "a weight must be at least 0, but that of " + key + " is " + weight);
      }
    }
  }

  @SuppressWarnings("unchecked") // the entry is one of this cache
  int weigh(Node entry) {
    if (weigher == null) {
      return 1;
    }
    try {
      return Math.max(0, weigher.applyAsInt((K) entry.key(), (V) entry.value()));
    } catch (RuntimeException e) {
      LOG.warn("the weigher of cache '{}' failed, 1 is taken for {}", name, entry.key(), e);
      return 1;
    }
  }

  /** A hash in which all bits count, and that nobody outside can foresee. */
  int policyHash(int hash) {
    int mixed = hash ^ hashSeed;
    mixed = (mixed ^ (mixed >>> 16)) * 0x85EB_CA6B;
    mixed = (mixed ^ (mixed >>> 13)) * 0xC2B2_AE35;
    return mixed ^ (mixed >>> 16);
  }

  void countEvicted(Node entry, boolean expired) {
    if (expired) {
      counts.expired();
    } else {
      counts.evicted(weigh(entry));
    }
  }

  /** A key has a value now. */
  void isThere(Object key) {
    if (absences != null) {
      absences.remove(key);
    }
  }

  /** Has something done that must not be done here. */
  void later(Runnable action) {
    try {
      options.executor().execute(action);
    } catch (RejectedExecutionException e) {
      LOG.debug("cache '{}' leaves its maintenance to who writes next", name, e);
    }
  }

  void tellEvictions() {
    if (removals != null) {
      removals.tellAll();
    }
  }

  /** An entry was loaded anew since it was old, or not. */
  void refreshed(@Nullable Throwable failure) {
    if (failure != null) {
      LOG.warn("cache '{}' could not load anew what is old; it stays", name, failure);
    }
  }

  /** The store is closed, or takes no changes any more, which it says to all who write. */
  void cannotEvict(RuntimeException e) {
    LOG.debug("cache '{}' evicts nothing any more", name, e);
  }
}
