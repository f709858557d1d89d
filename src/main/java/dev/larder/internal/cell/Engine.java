package dev.larder.internal.cell;

import dev.larder.LarderClosedException;
import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Succession;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableObserver;
import dev.larder.internal.table.World;
import dev.larder.internal.time.TimeSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** What all handles of one keyspace share; those of one store share the record and numbers. */
public final class Engine {
  /*
   * Shared: the latest world that is known, and the listeners: an array that is never changed, only
   * replaced, null while nobody listens. Clearing and closing give the world in force a successor,
   * with one compare-and-set that every handle sees from that moment, since every table knows its
   * world. What stands in `world` may lag behind; from it the successors lead to the world in
   * force. A closed store's has no successor.
   */
  private static final VarHandle WORLD;
  private static final VarHandle LISTENERS;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WORLD = lookup.findVarHandle(Engine.class, "world", World.class);
      LISTENERS = lookup.findVarHandle(Engine.class, "listeners", ChangeListener[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final World CLOSED = new World();

  /** More numbers than are ever drawn, but not yet used, at one moment. */
  private static final long UNDER_WAY = 1 << 20;

  private final TimeSource time;
  private final @Nullable ChangeSink sink;
  private final AtomicLong ids;
  private final EndedWorlds ended = new EndedWorlds();
  private final LongAdder expiredNames;
  private final long firstWorldId;
  private DueListener due = (table, deadline) -> {};

  @SuppressWarnings("unused") // through WORLD
  private World world;

  @SuppressWarnings("unused") // through LISTENERS
  private ChangeListener @Nullable [] listeners;

  /** Is told when a table has an entry that runs out before all that it had. */
  @FunctionalInterface
  public interface DueListener {
    /** The table's earliest expiry is now {@code due}, in milliseconds of the epoch. */
    void due(Table table, long due);
  }

  /**
   * An engine with an empty world.
   *
   * @param time what expiry reads
   */
  public Engine(TimeSource time) {
    this(time, null, 1, 2);
  }

  /**
   * An engine with an empty world whose changes are recorded.
   *
   * @param time what expiry reads
   * @param sink where changes are recorded, or null for nowhere
   * @param worldId what the record calls the world
   * @param nextId the first number that the record has not used
   */
  public Engine(TimeSource time, @Nullable ChangeSink sink, long worldId, long nextId) {
    this(time, sink, new AtomicLong(nextId), new LongAdder(), new World(0, worldId));
  }

  private Engine(
      TimeSource time,
      @Nullable ChangeSink sink,
      AtomicLong ids,
      LongAdder expiredNames,
      World world) {
    this.time = time;
    this.sink = sink;
    this.ids = ids;
    this.expiredNames = expiredNames;
    this.firstWorldId = world.id();
    this.world = world; // published with the engine itself
  }

  /**
   * The engine of another keyspace of the same store: it goes by the same time, is recorded in the
   * same place, and no number is given by both.
   *
   * @param database the keyspace's number
   * @param worldId what the record calls its world
   */
  public Engine ofDatabase(int database, long worldId) {
    return new Engine(time, sink, ids, expiredNames, new World(database, worldId));
  }

  /**
   * The engine of another store that begins with what a world of this one held when it ended; it
   * goes by the same time, and nothing of it is recorded.
   */
  public Engine copyOf(World before, Succession succession) {
    AtomicLong others = new AtomicLong(ids.get() + UNDER_WAY);
    World copy = before.copied(others.getAndIncrement(), succession);
    return new Engine(time, null, others, new LongAdder(), copy);
  }

  /** The engine of another keyspace of the same store, which begins with what a world held. */
  public Engine ofDatabase(World before, Succession succession) {
    return new Engine(time, sink, ids, expiredNames, before.copied(nextId(), succession));
  }

  /**
   * A bucket's new content: with a record, an emptiness of its own in place of the shared one. A
   * change that has read the bucket as empty has its place in the record by then; it must not
   * succeed after others have come and gone.
   */
  public Node emptied(Node changed) {
    return sink != null && Buckets.isEmpty(changed) ? Buckets.vacate() : changed;
  }

  /** Where changes are recorded, or null for nowhere. */
  public @Nullable ChangeSink sink() {
    return sink;
  }

  /** A number that nothing in this store had before. */
  public long nextId() {
    return ids.getAndIncrement();
  }

  /** Counts an entry that had run out and has been taken out, if it is a name's. */
  void expired(Table table) {
    if (table.isKeyspace()) {
      expiredNames.increment();
    }
  }

  /** How many names have run out and were taken out, in all keyspaces of the store. */
  public long expiredNames() {
    return expiredNames.sum();
  }

  /** The number that {@link #nextId} gives next. */
  public long peekId() {
    return ids.get();
  }

  /** Whether a world of this keyspace is one that came after a clearing. */
  public boolean wasCleared(World one) {
    return one.id() != firstWorldId;
  }

  /** Sets who hears of entries that run out, before the engine is used. */
  public void onDue(DueListener listener) {
    due = listener;
  }

  /** The world in force, which may be that of a closed store. */
  public World latestWorld() {
    World known = (World) WORLD.getAcquire(this);
    World latest = known;
    for (World next = known; next != null; next = next.successorAcquire()) {
      latest = next;
    }
    if (latest != known) {
      WORLD.compareAndSet(this, known, latest); // if it fails, another thread knows more or as much
    }
    return latest;
  }

  /**
   * The world in force.
   *
   * @throws LarderClosedException if the store is closed
   */
  public World world() {
    World current = latestWorld();
    if (current == CLOSED) {
      throw new LarderClosedException("the store is closed");
    }
    return current;
  }

  /** Begins a new, empty world; linearises at its compare-and-set. O(1). */
  public void clear() {
    announceClearing();
    World ended = world();
    while (!clear(ended, successorOf(ended))) {
      Thread.onSpinWait();
      ended = world();
    }
    announceCleared(ended);
  }

  /** Lets go of a world that has ended as another goes on. */
  public void ended(World before) {
    World next = before.successorAcquire();
    if (next != null) {
      next.names().skipUnborn();
    }
    passOn(before);
    ended.add(before, this::latestWorld);
  }

  /** Has who observed the names of a world observe those of the world in force. */
  private void passOn(World before) {
    World latest = latestWorld(); // lets go of the old one
    TableObserver observer = before.names().observerAcquire();
    if (observer != null && latest != CLOSED) {
      latest.names().observe(observer);
      observer.ended(before.names().rootAcquire());
    }
  }

  /** Announces that all is about to be cleared. */
  public void announceClearing() {
    TableObserver observer = world().names().observerAcquire();
    if (observer != null) {
      observer.ending();
    }
  }

  /** Announces that a world has ended, since all was cleared. */
  public void announceCleared(World ended) {
    passOn(ended);
    ChangeListener[] current = listenersVolatile();
    if (current != null) {
      for (ChangeListener listener : current) {
        listener.cleared(ended);
      }
    }
  }

  /** Announces a clearing that is about to be tried. */
  public void announceClearing(World ending) {
    ChangeListener[] hearing = listenersVolatile();
    if (hearing != null) {
      for (ChangeListener listener : hearing) {
        listener.clearing(ending);
      }
    }
  }

  /**
   * A world to follow one. Its number is drawn when that is known to have been in force: in each
   * keyspace later worlds have higher numbers, which recovery relies on.
   */
  public World successorOf(World ended) {
    World next = new World(ended.database(), nextId());
    next.names().observe(ended.names().observerAcquire());
    return next;
  }

  /** Sets who is told of all changes of names from now on, in later worlds too. */
  public void observeNames(TableObserver observer) {
    World current = latestWorld();
    current.names().observe(observer);
    for (World latest = latestWorld(); latest != current; latest = latestWorld()) {
      current =
          latest; // it ended meanwhile, and who ended it may have come too early to pass it on
      if (current != CLOSED) {
        current.names().observe(observer);
      }
    }
  }

  private boolean clear(World current, World next) {
    announceClearing(current);
    Pending pending = sink == null ? null : sink.recordClear(next);
    boolean cleared = current.succeedBy(next);
    if (pending != null && cleared) {
      pending.committed();
      pending.awaitDurable();
    } else if (pending != null) {
      pending.aborted();
    }
    return cleared;
  }

  /** Whether the store is closed. */
  public boolean isClosed() {
    return latestWorld() == CLOSED;
  }

  /** Closes the store; answers whether this call did it. */
  public boolean close() {
    for (; ; ) {
      World current = latestWorld();
      if (current == CLOSED) {
        return false;
      }
      if (current.succeedBy(CLOSED)) {
        latestWorld(); // lets go of the old one
        return true;
      }
    }
  }

  /** What expiry reads. */
  public TimeSource time() {
    return time;
  }

  /** Who hears of changes, or null. Volatile, so that it orders after the change itself. */
  private ChangeListener @Nullable [] listenersVolatile() {
    return (ChangeListener[]) LISTENERS.getVolatile(this);
  }

  private boolean casListeners(
      ChangeListener @Nullable [] expected, ChangeListener @Nullable [] replacement) {
    return LISTENERS.compareAndSet(this, expected, replacement);
  }

  /** Adds one who hears of changes from now on; one that is there already is not added again. */
  public void listen(ChangeListener listener) {
    for (; ; ) {
      ChangeListener[] current = listenersVolatile();
      if (current != null && indexOf(current, listener) >= 0) {
        return;
      }
      int length = current == null ? 0 : current.length;
      ChangeListener[] more =
          current == null ? new ChangeListener[1] : Arrays.copyOf(current, length + 1);
      more[length] = listener;
      if (casListeners(current, more)) {
        return;
      }
    }
  }

  /** Takes one out who heard of changes; calls that are under way may still come. */
  public void unlisten(ChangeListener listener) {
    for (; ; ) {
      ChangeListener[] current = listenersVolatile();
      int index = current == null ? -1 : indexOf(current, listener);
      if (current == null || index < 0) {
        return;
      }
      ChangeListener[] fewer = null;
      if (current.length > 1) {
        fewer = Arrays.copyOf(current, current.length - 1);
        System.arraycopy(current, index + 1, fewer, index, fewer.length - index);
      }
      if (casListeners(current, fewer)) {
        return;
      }
    }
  }

  @SuppressWarnings("ReferenceEquality") // a listener is meant, not one like it
  private static int indexOf(ChangeListener[] all, ChangeListener listener) {
    for (int i = 0; i < all.length; i++) {
      if (all[i] == listener) {
        return i;
      }
    }
    return -1;
  }

  /** Announces a change that is about to be tried to who listens. */
  public void announceChanging(Table table, Object key, SlotFiller filler) {
    ChangeListener[] current = listenersVolatile();
    if (current != null) {
      for (ChangeListener listener : current) {
        listener.changing(table, key, filler);
      }
    }
  }

  /** Announces the only change of a moment to who listens. */
  void announceOnly(Table table, Object key, @Nullable Node before, @Nullable Object after) {
    ChangeListener[] current = listenersVolatile();
    if (current != null) {
      announce(table, key, before, after);
      announceSettled();
    }
  }

  /** Announces that all that was changed at one moment has been announced. */
  public void announceSettled() {
    ChangeListener[] current = listenersVolatile();
    if (current != null) {
      for (ChangeListener listener : current) {
        listener.settled();
      }
    }
  }

  /** Announces one of several changes to who listens. */
  public void announce(Table table, Object key, @Nullable Node before, @Nullable Object after) {
    ChangeListener[] current = listenersVolatile();
    if (current != null) {
      for (ChangeListener listener : current) {
        listener.changed(table, key, before, after);
      }
    }
  }

  /** Keeps account of an entry that runs out. */
  public void noteDue(Table table, long deadline) {
    if (table.noteDue(deadline)) {
      due.due(table, deadline);
    }
  }

  /** Keeps account of a table that had entries that run out before others could see it. */
  public void publishedDue(Table table) {
    due.due(table, table.nextDueAcquire());
  }
}
