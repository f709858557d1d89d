package dev.larder.internal.tx;

import dev.larder.internal.cell.Changes;
import dev.larder.internal.cell.Pending;
import dev.larder.internal.table.Claim;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Steps;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A multi-cell change on its way: its cells, the roots it relies on, and whether it holds. */
final class Descriptor {
  /*
   * Shared: the status, which goes once from UNDECIDED to COMMITTED or ABORTED, and the cells.
   *
   * Protocol (Harris, Fraser and Pratt, "A practical multi-word compare-and-swap operation", 2002,
   * with the per-cell records of Guerraoui et al., "Efficient multi-word compare and swap", 2020):
   * 1. Put a claim into each cell, in the order of all cells, where the cell holds what was read.
   *    Another's claim in the way is helped to its end first; helping goes up in the order only.
   *    Where changes are recorded, the record gets its place now: whoever changes one of the cells
   *    later has read it after our release, and is recorded after us.
   * 2. With all cells held, look whether the roots relied on are still in force (the guards).
   * 3. Decide with one compare-and-set of the status, then put the outcomes in.
   *
   * Everybody who meets a claim of an undecided descriptor does all this; readers too. So nobody
   * observes the cells between step 2 and step 3, and a commit linearises at its successful look
   * at the guards; an abort changes nothing.
   *
   * Why no late helper can do harm: what a cell must hold is an object that never comes back to
   * this cell after a commit (heads are always new; null does not come back; for the mark of
   * emptiness see CellClaim; roots are new arrays). After an abort it does come back, and a claim
   * put in late then stands for just that: its release restores it.
   *
   * The record: several helpers may each get a place in it. One of the places is made ours by a
   * compare-and-set before anybody can decide to commit, the others are given up; who decides, or
   * finds it decided, tells ours how it went.
   *
   * Guards and claims of roots could go in a circle (A guards what B claims and the other way
   * round), so there is no helping at a guard: the younger descriptor is aborted. The oldest is
   * aborted by nobody, so some change always gets through.
   *
   * Worlds: what is changed in a world that has just ended counts as before its end. Where a change
   * spans several keyspaces that could be told, since one has ended and another goes on: so it
   * guards its worlds too. What is read as a guard never comes back, so all guards held at the look
   * at the first of them.
   */
  private static final int UNDECIDED = 0;
  private static final int COMMITTED = 1;
  private static final int ABORTED = 2;

  private static final AtomicLong IDS = new AtomicLong();
  private static final VarHandle STATUS;
  private static final VarHandle PENDING;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATUS = lookup.findVarHandle(Descriptor.class, "status", int.class);
      PENDING = lookup.findVarHandle(Descriptor.class, "pending", Pending.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A root that must be in force at the decision. */
  static final class Guard {
    private final Table table;
    private final Node[] root;

    Guard(Table table, Node[] root) {
      this.table = table;
      this.root = root;
    }
  }

  private final long id = IDS.getAndIncrement();
  private final List<Guard> guards;
  private final List<World> worlds;
  private final @Nullable Changes described;
  private CellClaim[] claims = {};

  @SuppressWarnings("unused") // through STATUS
  private int status;

  @SuppressWarnings("unused") // through PENDING
  private @Nullable Pending pending;

  /**
   * A change whose cells are not known yet.
   *
   * @param worlds that must be in force at the decision
   */
  Descriptor(List<Guard> guards, List<World> worlds, @Nullable Changes described) {
    this.guards = guards;
    this.worlds = worlds;
    this.described = described;
  }

  /** The place in the record, or null when there is none. */
  @Nullable Pending pending() {
    return (Pending) PENDING.getVolatile(this);
  }

  /** Sets the cells, before anybody else can see this. */
  void claims(CellClaim[] unsorted) {
    Arrays.sort(unsorted);
    claims = unsorted;
  }

  private int statusVolatile() {
    return (int) STATUS.getVolatile(this);
  }

  private void decide(int outcome) {
    STATUS.compareAndSet(this, UNDECIDED, outcome);
  }

  boolean isUndecided() {
    return statusVolatile() == UNDECIDED;
  }

  /** Drives the change to its end; answers whether it committed. */
  boolean help() {
    if (isUndecided()) {
      boolean tried = false;
      try {
        decide(claimAll() && recorded() && guardsHold() ? COMMITTED : ABORTED);
        tried = true;
      } finally {
        if (!tried) { // for want of memory: the record must not wait for ever to hear of it
          decide(ABORTED);
          tellRecord(statusVolatile() == COMMITTED);
        }
      }
    }
    boolean committed = statusVolatile() == COMMITTED;
    Steps.reached(Steps.Step.COMMITTED);
    tellRecord(committed);
    for (CellClaim claim : claims) {
      claim.release(committed);
    }
    return committed;
  }

  private boolean claimAll() {
    for (CellClaim claim : claims) {
      if (!claim.install()) {
        return false;
      }
      Steps.reached(Steps.Step.CLAIMED);
    }
    Steps.reached(Steps.Step.ALL_CLAIMED);
    return true;
  }

  /** Gets a place in the record unless there is one; false when nothing is recorded any more. */
  private boolean recorded() {
    if (described == null || pending() != null) {
      return true;
    }
    Pending offered = described.offer();
    if (offered != null && !PENDING.compareAndSet(this, null, offered)) {
      offered.aborted();
    }
    return offered != null;
  }

  private void tellRecord(boolean committed) {
    Pending ours = pending();
    if (ours != null && committed) {
      ours.committed();
    } else if (ours != null) {
      ours.aborted();
    }
  }

  private boolean guardsHold() {
    for (Guard guard : guards) {
      for (; ; ) {
        Node[] seen = guard.table.rootAcquire();
        if (seen == guard.root) {
          break;
        }
        Claim other = Table.claimOf(seen);
        if (other == null || !yieldsToUs(((CellClaim) other).descriptor)) {
          return false;
        }
        other.help();
      }
    }
    return worldsAreInForce();
  }

  private boolean worldsAreInForce() {
    for (World world : worlds) {
      for (Object seen = world.holderAcquire(); seen != null; seen = world.holderAcquire()) {
        if (!(seen instanceof CellClaim other) || !yieldsToUs(other.descriptor)) {
          return false;
        }
        other.help();
      }
    }
    return true;
  }

  /** Whether the other is decided, if need be because we have just aborted it. */
  private boolean yieldsToUs(Descriptor other) {
    if (other.isUndecided() && other.id < id) {
      return false;
    }
    other.decide(ABORTED);
    return true;
  }
}
