package dev.larder.internal.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The keyspace between two clearings of the store. A world ends when it gets a successor, with one
 * compare-and-set, or as one of the cells of a multi-cell change; changes that were under way in it
 * then count as before. Every table knows its world, so a handle that keeps a table sees with one
 * load whether it may still use it.
 */
public final class World {
  private static final VarHandle SUCCESSOR;

  static {
    try {
      SUCCESSOR = MethodHandles.lookup().findVarHandle(World.class, "successor", Object.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final int database;
  private final long id;
  private final Table names;

  /** Null, then maybe claims that are taken back, and in the end the world after this one. */
  @SuppressWarnings("unused") // through SUCCESSOR
  private @Nullable Object successor;

  /** A world of which no record is kept. */
  public World() {
    this(0, 0);
  }

  /**
   * An empty world.
   *
   * @param database the number of the keyspace that it is one of; 0 is the store's own
   * @param id what the journal calls it
   */
  public World(int database, long id) {
    this.database = database;
    this.id = id;
    this.names = new Table(this, this);
  }

  /** The number of the keyspace that this is one of; 0 is the store's own. */
  public int database() {
    return database;
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
    Object seen = holderAcquire();
    if (seen == null) {
      return null;
    }
    return seen instanceof World next ? next : settle();
  }

  private @Nullable World settle() {
    for (; ; ) {
      Object seen = holderAcquire();
      if (!(seen instanceof Claim claim)) {
        return (World) seen;
      }
      claim.help();
    }
  }

  /** The world after this one, or the claim of who has taken hold of its place, or null. */
  public @Nullable Object holderAcquire() {
    return SUCCESSOR.getAcquire(this);
  }

  /** Takes hold of the successor; false when there is one, or another holds it. */
  public boolean claim(Claim claim) {
    return SUCCESSOR.compareAndSet(this, null, claim);
  }

  /** Lets go of the successor; null leaves this world in force. */
  public void release(Claim claim, @Nullable World next) {
    SUCCESSOR.compareAndSet(this, claim, next);
  }

  /** Whether this world has not ended. */
  public boolean isInForce() {
    return successorAcquire() == null;
  }

  /** Ends this world; false when it has ended already, or may be about to. */
  public boolean succeedBy(World next) {
    return SUCCESSOR.compareAndSet(this, null, next);
  }
}
