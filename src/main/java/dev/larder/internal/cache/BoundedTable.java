package dev.larder.internal.cache;

import dev.larder.LarderClosedException;
import dev.larder.LarderStorageException;
import dev.larder.RemovalCause;
import dev.larder.internal.cell.Access;
import dev.larder.internal.eviction.HeatPolicy;
import dev.larder.internal.eviction.Moments;
import dev.larder.internal.eviction.TimingWheel;
import dev.larder.internal.table.Moves;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableIterator;
import dev.larder.internal.table.TableObserver;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;
import org.jspecify.annotations.Nullable;

/** Bounds one table: knows its entries, takes out what is too much and what has run out. */
final class BoundedTable<K, V> implements TableObserver {
  /*
   * The table is the truth. Policy and wheel follow it: a change of an entry that they need to hear
   * of puts the entry into a queue, and whoever gets the flag `maintainer` looks for each queued
   * entry what the table holds for its key now, and makes the policy agree. So it does not matter
   * in which order changes are queued, nor whether one is queued twice.
   *
   * An entry's node carries the policy's slot for it. It is given when the policy first hears of
   * the entry, by a compare-and-set of the bucket (Table.tag), and is handed on to what replaces
   * the entry. So a node without a slot is one that the policy does not know. A slot that is not
   * the policy's for this very key is one that came with an entry from another table (RENAME); it
   * counts as none.
   *
   * Shared: the queue (many writers, read by the maintainer), the flag. All else in here is the
   * maintainer's, and handed on by release and acquire of the flag. Nobody waits for the flag but
   * who asks for figures: a writer that does not get it leaves its entry in the queue, and who lets
   * go of the flag looks at the queue again. When the queue is full, since the maintainer is slow
   * or was put to sleep by the system, a writer tries for some milliseconds to get in, and then
   * takes the very entry that it has added out of the table: so the table is never larger than the
   * maximum by more than QUEUE, one for each writer, and one that is just looked at. What else
   * would have been queued is left out: the policy finds a removed entry when it wants to evict it,
   * a new weight when the entry is written again.
   *
   * Evictions linearise where the table's entry is removed.
   */
  static final int QUEUE = 256;

  /**
   * How many changes are worked off together where all that the policy has to say of an entry is
   * when to evict it, and in a map so large that some more do not matter: the fences on the way in
   * and out are then paid once, and wait for stores that are long done.
   */
  private static final int BATCH = 16;

  /** What a batch may be of the maximum: one part of so many. */
  private static final int BATCHES = 64;

  /** The heat of an entry of which nothing is known; no policy gives it. */
  private static final byte NEW = -1;

  private static final int TRIES = 200;
  private static final long TRY_NANOS = 50_000;

  /** Two seconds at least. */
  private static final int LOOKS = 40_000;

  private static final int EXPIRED_AT_ONCE = 1024;
  private static final VarHandle MAINTAINER;

  static {
    try {
      MAINTAINER =
          MethodHandles.lookup().findVarHandle(BoundedTable.class, "maintainer", Thread.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final CacheCore<K, V> core;
  private final Table table;
  private final Access direct;
  private final HeatPolicy<Object> policy;
  private final @Nullable Moments written;
  private final MpscVarHandleArrayQueue<Node> changes = new MpscVarHandleArrayQueue<>(QUEUE);

  /** How many changes wait before a writer works them off. Plain: an old one does no harm. */
  private int batch;

  private final Map<Object, Integer> pins = new HashMap<>();
  private @Nullable TimingWheel wheel;

  /** What it held last, for who is to be told of it. Set by who ended the table. */
  private volatile Node @Nullable [] last;

  @SuppressWarnings("unused") // through MAINTAINER
  private @Nullable Thread maintainer;

  BoundedTable(CacheCore<K, V> core, Table table, long maximum) {
    this.core = core;
    this.table = table;
    this.direct = core.direct();
    written = core.deadlines.needWrites() ? new Moments() : null;
    long most = maximum == CacheOptions.NONE ? Long.MAX_VALUE : maximum;
    policy = new HeatPolicy<>(most, this::evict);
    batch = batchFor(most);
  }

  private int batchFor(long maximum) {
    boolean isPlain = !core.isWeighed() && !core.deadlines.expires() && written == null;
    return isPlain ? (int) Math.max(1, Math.min(BATCH, maximum / BATCHES)) : 1;
  }

  void setMaximum(long maximum) {
    exclusively(
        () -> {
          policy.setMaximum(maximum);
          batch = batchFor(maximum);
          policy.evict();
          return true;
        });
    core.tellEvictions();
  }

  Table table() {
    return table;
  }

  // ---- what happens to entries ------------------------------------------------------------------

  @Override
  public void read(Node entry) {
    int slot = entry.slot() - 1;
    if (slot >= 0) {
      policy.read(slot);
    }
    if (core.deadlines.movedByReads()) {
      long before = entry.expiresAt();
      long after = core.deadlines.ofRead(entry, written(slot));
      if (after != before && !Moves.touch(table, entry, after)) {
        direct.change(table, entry.key(), entry.hash(), new RunOut(entry, after), null);
      } else if (after < before) {
        tell(entry); // the wheel must look earlier
      }
    }
  }

  private long written(int slot) {
    return written == null ? 0 : written.get(slot, core.deadlines.now());
  }

  @Override
  public long expiresAt(Object key, @Nullable Node current, Object value, long decided) {
    core.checkWeight(key, value);
    return core.deadlines.ofWrite(key, current, value, decided);
  }

  @Override
  public @Nullable Object changing(Object key, int hash) {
    BehindQueue<K, V> behind = core.behind;
    // Before loads are superseded: one that begins after that finds the key unwritten.
    Unwritten.Notice unwritten = behind == null || isMaintainer() ? null : behind.announce(key);
    core.loads.supersede(key);
    Removals.Notice<K, V> removal = core.removals == null ? null : core.removals.announce(hash);
    return unwritten == null ? removal : new Announced<>(removal, unwritten);
  }

  @Override
  public boolean goesOnFor(TableObserver before) {
    return before instanceof Prospect<?, ?> prospect && prospect.core == core;
  }

  /** What was announced of a change where a writer is told later. */
  private record Announced<K, V>(
      Removals.@Nullable Notice<K, V> removal, Unwritten.Notice unwritten) {}

  @SuppressWarnings("unchecked") // what `changing` answers
  private static <K, V> Removals.@Nullable Notice<K, V> removal(@Nullable Object announced) {
    return announced instanceof Announced<?, ?> both
        ? (Removals.@Nullable Notice<K, V>) both.removal
        : (Removals.@Nullable Notice<K, V>) announced;
  }

  @Override
  public void failed(Object announced) {
    if (announced instanceof Announced<?, ?> both && core.behind != null) {
      core.behind.settle(both.unwritten);
    }
    Removals.Notice<K, V> notice = removal(announced);
    if (notice == null) {
      return;
    }
    notice.drop();
    if (!isMaintainer()) {
      notice.tell(); // others of its queue may wait behind it
    }
  }

  @Override
  @SuppressWarnings({"unchecked", "ReferenceEquality"}) // the entries are of this cache
  public void changed(
      @Nullable Object announced,
      Object key,
      int hash,
      @Nullable Node before,
      @Nullable Object after) {
    core.loads.installed(key); // before listeners are told, who may wait for others
    boolean mine = isMaintainer();
    boolean expired = before != null && hasRunOut(before);
    if (before != null && after == null && (expired || mine)) {
      core.countEvicted(before, expired);
    }
    BehindQueue<K, V> behind = mine ? null : core.behind;
    if (behind != null) {
      boolean isWrite = after == null ? before != null && !expired : isOther(before, after);
      boolean isTold = !behind.isQuiet(key) && isWrite;
      unwritten(behind, announced, key, after, isTold);
    }
    Removals.Notice<K, V> notice = removal(announced);
    if (notice != null) {
      notice.decide(before, after, cause(expired, after, mine));
    }
    if (!mine) {
      follow(key, hash, before, after);
    }
    if (notice != null && !mine) {
      notice.tell();
    }
    if (behind != null) {
      behind.awaitRoom();
    }
  }

  @SuppressWarnings("ReferenceEquality") // the very value: only its form changes
  private static boolean isOther(@Nullable Node before, Object after) {
    return before == null || before.value() != after;
  }

  private void unwritten(
      BehindQueue<K, V> behind,
      @Nullable Object announced,
      Object key,
      @Nullable Object after,
      boolean isTold) {
    Unwritten.Notice notice = announced instanceof Announced<?, ?> both ? both.unwritten : null;
    if (notice != null && isTold) {
      behind.changed(notice, key, after);
    } else if (notice != null) {
      behind.settle(notice);
    } else if (isTold) {
      note(key); // it was announced to who observed the table before
    }
  }

  /** Has the writer told of what the table holds for a key. */
  void note(Object key) {
    if (core.behind != null) {
      core.behind.note(
          key,
          () -> {
            Node found = current(key);
            return found == null ? null : found.value();
          });
    }
  }

  private boolean hasRunOut(Node entry) {
    return core.deadlines.hasRunOut(entry);
  }

  static RemovalCause cause(boolean expired, @Nullable Object after, boolean mine) {
    if (expired) {
      return RemovalCause.EXPIRED;
    }
    if (after != null) {
      return RemovalCause.REPLACED;
    }
    return mine ? RemovalCause.SIZE : RemovalCause.EXPLICIT;
  }

  /** Has the policy hear of a change that it needs to know. */
  private void follow(Object key, int hash, @Nullable Node before, @Nullable Object after) {
    if (after == null) {
      if (before != null && before.slot() != Node.NO_SLOT) {
        tell(before);
      }
      return;
    }
    core.isThere(key);
    Node now = before == null || before.slot() == Node.NO_SLOT ? current(key, hash) : before;
    if (now == null) {
      return; // and who removed it looks whether the policy knew it
    }
    if (before == null || before.slot() == Node.NO_SLOT || core.isWeighed()) {
      tell(now);
      return;
    }
    int slot = before.slot() - 1;
    policy.read(slot);
    if (written != null) {
      written.set(slot, core.deadlines.now());
    }
    Node present = wheel == null && !core.deadlines.expires() ? null : current(key, hash);
    if (present != null && present.expiresAt() < before.expiresAt()) {
      tell(present);
    }
  }

  @Nullable Node current(Object key) {
    return current(key, Table.spread(key.hashCode()));
  }

  private @Nullable Node current(Object key, int hash) {
    Node found = table.findVeiled(key, hash);
    return found == null || found.isMark() ? null : found;
  }

  @Override
  public boolean removedNothing(Object key) {
    return core.loads.supersedeAndSettle(key);
  }

  @Override
  public @Nullable TableObserver ofNewTable(Object name) {
    throw new IllegalStateException("this is no keyspace");
  }

  @Override
  public boolean keepsNewTable(Object name) {
    throw new IllegalStateException("this is no keyspace");
  }

  @Override
  public void ended(Node[] generation) {
    last = generation;
  }

  private TableIterator lastEntries() {
    return new TableIterator(last != null ? last : table.generation(true));
  }

  /** Whether the table did not end for being empty. */
  boolean hadEntries() {
    return lastEntries().hasNext();
  }

  /** The entries are gone with the table; tells who listens. */
  @SuppressWarnings("unchecked") // the entries are those of this cache
  void retired() {
    Removals<K, V> removals = core.removals;
    for (TableIterator all = lastEntries(); removals != null && all.hasNext(); ) {
      Node entry = all.next();
      Removals.Notice<K, V> notice = removals.announce(entry.hash());
      notice.removed((K) entry.key(), (V) entry.value(), cause(hasRunOut(entry), null, false));
      notice.tell();
    }
  }

  // ---- maintenance ------------------------------------------------------------------------------

  private boolean isMaintainer() {
    return MAINTAINER.getOpaque(this) == Thread.currentThread(); // only this thread writes itself
  }

  private boolean enter() {
    return MAINTAINER.getOpaque(this) == null
        && MAINTAINER.compareAndSet(this, null, Thread.currentThread());
  }

  private void leave() {
    // Volatile: the look at the queue that follows must not come before.
    MAINTAINER.setVolatile(this, null);
  }

  private void tell(Node entry) {
    if (!changes.offer(entry) && !insist(entry)) {
      if (entry.slot() == Node.NO_SLOT) {
        takeBack(entry);
      }
    }
    maintainBatch();
  }

  private void takeBack(Node entry) {
    if (core.behind == null) {
      takeBackNow(entry);
    } else {
      core.behind.<@Nullable Node>quietly(entry.key(), () -> takeBackNow(entry));
    }
  }

  private @Nullable Node takeBackNow(Node entry) {
    return direct.change(table, entry.key(), entry.hash(), new TakeBack(entry), null);
  }

  private boolean insist(Node entry) {
    for (int i = 0; i < TRIES && !isMaintainer(); i++) {
      maintain();
      if (changes.offer(entry)) {
        return true;
      }
      LockSupport.parkNanos(this, TRY_NANOS);
    }
    return false;
  }

  /** Works off what has been queued, unless another thread is at it. */
  void maintain() {
    maintain(1);
  }

  /** As {@link #maintain()}, when enough has been queued to be worth it. */
  private void maintainBatch() {
    if (changes.size() >= batch) {
      maintain(batch);
    } else {
      core.tellEvictions();
    }
  }

  private void maintain(int least) {
    try {
      boolean worked = true;
      while (worked && changes.size() >= least && enter()) {
        try {
          worked = followChanges();
        } finally {
          leave();
        }
      }
    } catch (LarderClosedException | LarderStorageException e) {
      core.cannotEvict(e); // nothing changes any more; who writes is told by the write itself
    }
    core.tellEvictions();
  }

  /** Runs something as the maintainer, after what is queued. Waits for its turn. */
  <R> R exclusively(Supplier<R> action) {
    if (isMaintainer()) {
      return action.get();
    }
    while (!enter()) {
      LockSupport.parkNanos(this, TRY_NANOS);
    }
    try {
      followChanges();
      return action.get();
    } finally {
      leave();
      maintain();
    }
  }

  private boolean followChanges() {
    boolean worked = false;
    for (int i = 0; i < QUEUE; i++) {
      Node told = changes.relaxedPoll();
      if (told == null) {
        break;
      }
      agree(told, NEW);
      policy.evict();
      worked = true;
    }
    return worked;
  }

  /**
   * Makes the policy agree with what the table holds for a key.
   *
   * @param heat what an entry gets that it does not know
   */
  private void agree(Node told, byte heat) {
    Object key = told.key();
    Node now = current(key, told.hash());
    int toldSlot = told.slot() - 1;
    if (policy.holds(toldSlot, key) && (now == null || now.slot() != told.slot())) {
      forget(toldSlot);
    }
    while (now != null && !policy.holds(now.slot() - 1, now.key())) {
      int hash = core.policyHash(now.hash());
      int weight = core.weigh(now);
      int slot =
          heat == NEW
              ? policy.insert(now.key(), hash, weight)
              : policy.restore(now.key(), hash, weight, heat);
      if (written != null) {
        written.reserve(slot);
        written.set(slot, core.deadlines.now());
      }
      if (table.tag(now, slot + 1)) {
        schedule(slot, now.expiresAt());
        return;
      }
      policy.remove(slot);
      now = current(key, told.hash());
    }
    if (now != null) {
      int slot = now.slot() - 1;
      if (core.isWeighed()) {
        policy.reweigh(slot, core.weigh(now));
        policy.read(slot);
      }
      schedule(slot, now.expiresAt());
    }
  }

  private void schedule(int slot, long deadline) {
    if (deadline == Node.NEVER) {
      if (wheel != null) {
        wheel.cancel(slot);
      }
      return;
    }
    if (wheel == null) {
      wheel = new TimingWheel(core.deadlines.now());
    }
    wheel.schedule(slot, deadline);
  }

  private void forget(int slot) {
    pins.remove(policy.entryAt(slot));
    policy.remove(slot);
    gone(slot);
  }

  private void gone(int slot) {
    if (wheel != null) {
      wheel.cancel(slot);
    }
  }

  /** The policy gives an entry up. */
  private void evict(Object key, int slot) {
    gone(slot);
    direct.change(table, key, Table.spread(key.hashCode()), new EvictSlot(slot + 1), null);
  }

  // ---- what has run out -------------------------------------------------------------------------

  @Override
  public long sweep() {
    if (!enter()) {
      return core.deadlines.now(); // asked again at the next tick
    }
    long next = Node.NEVER;
    try {
      followChanges();
      TimingWheel turning = wheel;
      if (turning != null) {
        long now = core.deadlines.now();
        turning.advance(now, EXPIRED_AT_ONCE, this::expire);
        next = turning.nextDue();
      }
    } catch (LarderClosedException | LarderStorageException e) {
      core.cannotEvict(e);
    } finally {
      leave();
    }
    maintain();
    return next;
  }

  @Override
  public void sweepAll() {
    exclusively(
        () -> {
          TimingWheel turning = wheel;
          while (turning != null
              && !turning.advance(core.deadlines.now(), EXPIRED_AT_ONCE, this::expire)) {
            // some thousand at a time
          }
          return true;
        });
    core.tellEvictions();
  }

  private void expire(int slot) {
    Object key = policy.entryAt(slot);
    Node found = current(key);
    if (found == null || found.slot() != slot + 1) {
      return; // removed, and about to be forgotten
    }
    if (!core.removeExpired(table, found)) {
      schedule(slot, found.expiresAt());
      return;
    }
    pins.remove(key);
    policy.remove(slot);
  }

  // ---- for who looks at it ----------------------------------------------------------------------

  /**
   * Takes in what the table held before it was observed.
   *
   * @param heat what is known of its entries, or null
   */
  void enterAll(@Nullable RestoredHeat heat) {
    exclusively(
        () -> {
          if (heat != null) {
            heat.forEach(this::agree); // what is too much goes when all are in their places
          }
          for (TableIterator all = new TableIterator(table.generation(true)); all.hasNext(); ) {
            agree(all.next(), NEW);
            policy.evict();
          }
          return true;
        });
    core.tellEvictions();
  }

  HeatPolicy<Object> policy() {
    return policy;
  }

  /**
   * Runs something as the maintainer without a look at the queue first: what is evicted for it may
   * have to be recorded, which the end of a store must not.
   *
   * @return what it answers, or null if nobody gets to the policy for long
   */
  @Nullable Boolean attempt(Supplier<Boolean> action) {
    for (int i = 0; !enter(); i++) {
      if (i == LOOKS) {
        return null;
      }
      LockSupport.parkNanos(this, TRY_NANOS);
    }
    try {
      return action.get();
    } finally {
      leave();
      if (!changes.isEmpty()) {
        core.later(this::maintain); // listeners are none of this thread's
      }
    }
  }

  /** When an entry was written, or when that was last asked to be done anew. */
  @Nullable Moments written() {
    return written;
  }

  /** Keeps an entry from being evicted; whether there is one that the policy knows. */
  boolean pin(Object key) {
    return exclusively(
        () -> {
          Node found = current(key);
          if (found == null || !policy.holds(found.slot() - 1, found.key())) {
            return false;
          }
          if (pins.merge(found.key(), 1, Integer::sum) == 1) {
            policy.pin(found.slot() - 1);
          }
          return true;
        });
  }

  private static @Nullable Integer sumOrNone(Integer held, Integer change) {
    return held + change == 0 ? null : held + change;
  }

  void unpin(Object key) {
    exclusively(
        () -> {
          Node found = current(key);
          if (pins.containsKey(key)
              && pins.merge(key, -1, BoundedTable::sumOrNone) == null
              && found != null
              && policy.holds(found.slot() - 1, found.key())) {
            policy.unpin(found.slot() - 1);
            policy.evict();
          }
          return true;
        });
    core.tellEvictions();
  }
}
