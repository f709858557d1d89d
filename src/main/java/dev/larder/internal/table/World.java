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
  private final Object lineage;

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
    this.lineage = this;
  }

  /** A world that begins with what another one held when it ended. */
  private World(long id, World before, boolean copy, Succession succession) {
    this.database = before.database;
    this.id = id;
    this.names = before.names.successorIn(this, this, copy, succession);
    this.lineage = copy ? this : before.lineage;
  }

  /**
   * A world that goes on from this one, with the same names, when that has become its successor.
   * O(1).
   *
   * @param succession carries over what the names stand for
   */
  public World continued(Succession succession) {
    return new World(id, this, false, succession);
  }

  /**
   * A world that begins with what this one, which has ended, held then, while others go on besides.
   * O(1).
   *
   * @param copyId what the journal would call it
   * @param succession carries over what the names stand for
   */
  public World copied(long copyId, Succession succession) {
    World copy = new World(copyId, this, true, succession);
    copy.names.skipUnborn();
    return copy;
  }

  /** What a world has in common with those that continue it. */
  public Object lineage() {
    return lineage;
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

  /** Makes a world that has ended lead straight to a later one, so that it keeps none between. */
  public void skipTo(World later) {
    Object seen = holderAcquire();
    if (seen instanceof World && later != this) {
      SUCCESSOR.compareAndSet(this, seen, later);
    }
  }

  /** Ends this world; false when it has ended already, or may be about to. */
  public boolean succeedBy(World next) {
    return SUCCESSOR.compareAndSet(this, null, next);
  }
}
