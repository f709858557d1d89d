package dev.larder.internal.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The keyspace between two clearings of the store. A world ends when it gets a successor, with one
 * compare-and-set; changes that were under way in it then count as before. Every table knows its
 * world, so a handle that keeps a table sees with one load whether it may still use it.
 */
public final class World {
  private static final VarHandle SUCCESSOR;

  static {
    try {
      SUCCESSOR = MethodHandles.lookup().findVarHandle(World.class, "successor", World.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long id;
  private final Table names;

  @SuppressWarnings("unused") // through SUCCESSOR
  private @Nullable World successor;

  /** A world of which no record is kept. */
  public World() {
    this(0);
  }

  /**
   * An empty world.
   *
   * @param id what the journal calls it
   */
  public World(long id) {
    this.id = id;
    this.names = new Table(this, this);
  }

  /** What the journal calls this world. */
  public long id() {
    return id;
  }

  /** From each name to the content of the collection. */
  public Table names() {
    return names;
  }

  /** The world that came after this one, or null while this one is in force. */
  public @Nullable World successorAcquire() {
    return (World) SUCCESSOR.getAcquire(this);
  }

  /** Whether this world has not ended. */
  public boolean isInForce() {
    return successorAcquire() == null;
  }

  /** Ends this world; false when it has ended already. */
  public boolean succeedBy(World next) {
    return SUCCESSOR.compareAndSet(this, null, next);
  }
}
