package dev.larder.internal.kind;

import dev.larder.internal.cell.Name;
import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import dev.larder.internal.tx.TxAccess;
import org.jspecify.annotations.Nullable;

/**
 * One's interest in a name: says whether what it stands for has changed since the watch began. For
 * one owner at a time; changes are noted by any thread.
 */
public final class Watch {
  static final Node TOUCHED = Node.single("touched", "touched");

  private final Watches watches;
  private final long number;
  private final Name name;
  private final Node[] slot = Buckets.slot();
  private final World world;

  /** By what number the collection's table is known, and whether there is a collection at all. */
  private long label = Watches.NO_LABEL;

  private volatile boolean present;
  private volatile @Nullable Thread committing;

  Watch(Watches watches, long number, Name name, World world) {
    this.watches = watches;
    this.number = number;
    this.name = name;
    this.world = world;
  }

  /** What is watched. */
  public Name name() {
    return name;
  }

  long number() {
    return number;
  }

  long label() {
    return label;
  }

  void found(boolean isPresent, long tableLabel) {
    label = tableLabel;
    present = isPresent;
  }

  Node[] slot() {
    return slot;
  }

  World world() {
    return world;
  }

  boolean wasPresent() {
    return present;
  }

  /** Whether it is this thread's commit that relies on this watch. */
  boolean isCommitting() {
    return committing == Thread.currentThread();
  }

  /** Whether a change has been noted; what has run out is found by {@link #isUntouched} alone. */
  public boolean isTouched() {
    return Table.settle(slot, 0) != null;
  }

  /**
   * Whether the name stands for what it stood for when the watch began, as the transaction sees it;
   * if it commits, it comes before every later change. What has run out since counts as changed, as
   * with Redis, and what had run out before as not there.
   *
   * <p>To be asked before the transaction changes anything. From this call on, this thread's
   * changes touch the watch no more: close it when the transaction has ended, before this thread
   * makes changes for anybody else.
   *
   * @param tx a transaction that reaches the store of the watch
   */
  public boolean isUntouched(TxAccess tx) {
    committing = Thread.currentThread();
    if (tx.read(slot) != null) {
      return false;
    }
    World now = tx.world();
    if (now.lineage() != world.lineage() && present) {
      return false;
    }
    return (tx.find(now.names(), name, name.hashCode()) != null) == present;
  }

  /** Ends the interest. O(log n). */
  public void close() {
    watches.remove(this);
  }
}
