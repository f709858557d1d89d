package dev.larder.internal.cell;

import dev.larder.LarderClosedException;
import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import dev.larder.internal.time.TimeSource;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What all handles of one store share. */
public final class Engine {
  /*
   * Shared: the latest world that is known, and the listener (set once). Clearing and closing give
   * the world in force a successor, with one compare-and-set that every handle sees from that
   * moment, since every table knows its world. What stands in `world` may lag behind; from it the
   * successors lead to the world in force. A closed store's has no successor.
   */
  private static final VarHandle WORLD;
  private static final VarHandle LISTENER;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WORLD = lookup.findVarHandle(Engine.class, "world", World.class);
      LISTENER = lookup.findVarHandle(Engine.class, "listener", ChangeListener.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final World CLOSED = new World();

  private final TimeSource time;
  private final @Nullable ChangeSink sink;
  private final AtomicLong ids;
  private DueListener due = (table, deadline) -> {};

  @SuppressWarnings("unused") // through WORLD
  private World world;

  @SuppressWarnings("unused") // through LISTENER
  private @Nullable ChangeListener listener;

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
    this.time = time;
    this.sink = sink;
    this.world = new World(worldId); // published with the engine itself
    this.ids = new AtomicLong(nextId);
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

  /** The number that {@link #nextId} gives next. */
  public long peekId() {
    return ids.get();
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
    World next = new World(nextId());
    while (!clear(world(), next)) {
      Thread.onSpinWait();
    }
    latestWorld(); // lets go of the old one
  }

  private boolean clear(World current, World next) {
    if (sink == null) {
      return current.succeedBy(next);
    }
    Pending pending = sink.recordClear(next);
    if (!current.succeedBy(next)) {
      pending.aborted();
      return false;
    }
    pending.committed();
    pending.awaitDurable();
    return true;
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
  @Nullable ChangeListener listenerVolatile() {
    return (ChangeListener) LISTENER.getVolatile(this);
  }

  /** Sets who hears of changes from now on. */
  public void listen(ChangeListener changeListener) {
    LISTENER.setVolatile(this, changeListener);
  }

  /** Announces a change to who listens. */
  public void announce(Table table, Object key, @Nullable Node before, @Nullable Object after) {
    ChangeListener current = listenerVolatile();
    if (current != null) {
      current.changed(table, key, before, after);
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
