package dev.larder.internal.tx;

import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Claim;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import org.jspecify.annotations.Nullable;

/** One cell of a {@link Descriptor}: what it must hold, and what it will hold. */
abstract class CellClaim extends Claim implements Comparable<CellClaim> {
  final Descriptor descriptor;
  private final long holder;
  private final int index;

  CellClaim(Descriptor descriptor, long holder, int index) {
    this.descriptor = descriptor;
    this.holder = holder;
    this.index = index;
  }

  /** Puts the claim in; false when the cell does not hold what it must. */
  abstract boolean install();

  /** Puts the outcome in where the claim still stands. */
  abstract void release(boolean committed);

  @Override
  public final void help() {
    descriptor.help();
  }

  /** All descriptors take their cells in this order, so that helping never goes in a circle. */
  @Override
  public final int compareTo(CellClaim other) {
    int byHolder = Long.compare(holder, other.holder);
    return byHolder != 0 ? byHolder : Integer.compare(index, other.index);
  }

  /** A bucket. */
  static final class OfBucket extends CellClaim {
    private final Node[] tab;
    private final int index;
    private final @Nullable Node before;
    private final @Nullable Node after;

    OfBucket(
        Descriptor descriptor, Node[] tab, int index, @Nullable Node before, @Nullable Node after) {
      super(descriptor, Buckets.id(tab), index);
      this.tab = tab;
      this.index = index;
      this.before = before;
      this.after = after;
    }

    @Override
    boolean install() {
      while (descriptor.isUndecided()) {
        Node seen = Buckets.acquire(tab, index);
        if (seen == this) {
          return true;
        }
        if (seen instanceof Claim other) {
          other.help();
        } else if (Buckets.isEmpty(before) ? !Buckets.isEmpty(seen) : seen != before) {
          return false;
        } else if (Buckets.isEmpty(seen) && !Buckets.isVacant(seen)) {
          // The shared mark comes and goes: replace it by one that was never here before, then
          // look at the status again. If the claim goes in where that one still stands, then the
          // descriptor was undecided while the bucket was empty, and this is no late second time.
          Buckets.cas(tab, index, seen, Buckets.vacate());
        } else if (Buckets.cas(tab, index, seen, this)) {
          return true;
        }
      }
      return true; // somebody has decided, and that stands
    }

    @Override
    void release(boolean committed) {
      Node outcome = committed ? after : before;
      // A mark of its own stays where the commit has one to put (see TxCell.refresh); after an
      // abort nothing has changed, and the shared one is as good.
      boolean shared = Buckets.isEmpty(outcome) && !(committed && Buckets.isVacant(outcome));
      Buckets.cas(tab, index, this, shared ? Buckets.empty() : outcome);
    }
  }

  /** The root of a table. While it is claimed, look-ups find the claim where they look first. */
  static final class OfRoot extends CellClaim {
    private final Table table;
    private final Node[] before;
    private final Node[] after;
    private final Node[] claimed = Table.markedRoot(this);

    OfRoot(Descriptor descriptor, Table table, Node[] before, Node[] after) {
      super(descriptor, table.id(), -1);
      this.table = table;
      this.before = before;
      this.after = after;
    }

    @Override
    boolean install() {
      while (descriptor.isUndecided()) {
        Node[] seen = table.rootAcquire();
        if (seen == claimed) {
          return true;
        }
        Claim other = Table.claimOf(seen);
        if (other != null) {
          other.help();
        } else if (seen != before) {
          return false;
        } else if (table.casRoot(seen, claimed)) {
          return true;
        }
      }
      return true;
    }

    @Override
    void release(boolean committed) {
      table.casRoot(claimed, committed ? after : before);
    }
  }

  /** The end of a world. Who asks whether it is in force finds the claim. */
  static final class OfWorld extends CellClaim {
    private final World world;
    private final World next;

    OfWorld(Descriptor descriptor, World world, World next) {
      super(descriptor, world.names().id(), -2);
      this.world = world;
      this.next = next;
    }

    @Override
    boolean install() {
      while (descriptor.isUndecided()) {
        Object seen = world.holderAcquire();
        if (seen == this) {
          return true;
        }
        if (seen instanceof Claim other) {
          other.help();
        } else if (seen != null) {
          return false;
        } else if (world.claim(this)) {
          return true;
        }
      }
      return true;
    }

    @Override
    void release(boolean committed) {
      world.release(this, committed ? next : null);
    }
  }
}
