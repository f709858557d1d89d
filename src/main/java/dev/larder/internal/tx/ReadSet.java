package dev.larder.internal.tx;

import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.Changes;
import dev.larder.internal.cell.Pending;
import dev.larder.internal.cell.SlotFiller;
import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Chain;
import dev.larder.internal.table.Claim;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableObserver;
import dev.larder.internal.table.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The cells that an attempt has looked at, and the commit of them. For one thread. */
final class ReadSet implements SlotFiller {
  /** Up to here every look at a new cell checks all others; beyond, one in eight of them does. */
  private static final int CHECK_EACH = 128;

  // Both in the order of the looks: the same program walks them in the same order each time.
  private final Map<TxCell.Key, TxCell> cells = new LinkedHashMap<>();
  private final Map<Table, TxTable> tables = new LinkedHashMap<>();
  private final long now;
  private List<World> worlds = List.of();
  private List<Clearing> clearings = List.of();
  private int nextCheck = 1;
  private long nextDue = Node.NEVER;
  private boolean doomed;
  private @Nullable Pending pending;

  /**
   * The reads of one attempt.
   *
   * @param now the attempt's time, in milliseconds of the epoch
   */
  ReadSet(long now) {
    this.now = now;
  }

  /** A world, and the empty one to come in its place. */
  record Clearing(World ended, World next) {}

  /**
   * Sets what the commit does besides.
   *
   * @param inForce the worlds that must not have ended; there is no need to say the only one
   * @param clear what is to be cleared
   */
  void worlds(List<World> inForce, List<Clearing> clear) {
    worlds = inForce;
    clearings = clear;
  }

  /** Whether a conflict was found, even if the program went on. */
  boolean isDoomed() {
    return doomed;
  }

  private Conflict conflict() {
    doomed = true;
    return Conflict.INSTANCE;
  }

  /**
   * The table's view; ends the attempt when the table has ended.
   *
   * @param direct removes what has run out before the attempt takes it as gone
   */
  TxTable table(Table table, CellWriter direct) {
    TxTable known = tables.get(table);
    if (known != null) {
      return known;
    }
    for (; ; ) {
      Node[] root = table.rootAcquire();
      Claim claim = Table.claimOf(root);
      if (claim != null) {
        claim.help();
        continue;
      }
      Node[] tab = Table.behind(root);
      if (tab == null) {
        throw conflict();
      }
      TxTable view = new TxTable(table, direct, root, tab);
      tables.put(table, view);
      return view;
    }
  }

  /** Whether a bucket was looked at. */
  boolean covers(Table table, int hash) {
    TxTable view = tables.get(table);
    return view != null && cells.containsKey(key(view, hash & (Buckets.capacity(view.tab) - 1)));
  }

  private static TxCell.Key key(TxTable view, int index) {
    return new TxCell.Key(Buckets.id(view.tab), index);
  }

  /** The cell of a hash; a new one only if all that was read before still holds with it. */
  TxCell cell(TxTable view, int hash) {
    int known = cells.size();
    TxCell cell = cellUnchecked(view, hash & (Buckets.capacity(view.tab) - 1));
    if (cells.size() > known && cells.size() >= nextCheck) {
      check();
    }
    return cell;
  }

  /** The cell of a slot that belongs to no table. */
  TxCell slot(Node[] slot) {
    int known = cells.size();
    TxCell cell = slotUnchecked(slot);
    if (cells.size() > known && cells.size() >= nextCheck) {
      check();
    }
    return cell;
  }

  private TxCell slotUnchecked(Node[] slot) {
    TxCell.Key key = new TxCell.Key(Buckets.id(slot), 0);
    TxCell cell = cells.get(key);
    if (cell == null) {
      cell = new TxCell(slot, 0, Table.settle(slot, 0), true);
      cells.put(key, cell);
    }
    return cell;
  }

  /** Fills a slot at the commit. One that is full already stays so for good. */
  @Override
  public void fill(Node[] slot, Node value) {
    if (Table.settle(slot, 0) == null) {
      slotUnchecked(slot).after = value;
    }
  }

  /** The cell of a bucket; {@link #check} must follow before the program sees what it holds. */
  TxCell cellUnchecked(TxTable view, int index) {
    TxCell.Key key = key(view, index);
    TxCell known = cells.get(key);
    if (known != null) {
      return known;
    }
    Node head = Table.settle(view.tab, index);
    if (removeExpired(view, head)) {
      head = Table.settle(view.tab, index);
    }
    if (Buckets.isFrozen(head)) {
      throw conflict();
    }
    noteDue(head);
    TxCell cell = new TxCell(view.tab, index, head, false);
    cells.put(key, cell);
    return cell;
  }

  /**
   * Takes out of a bucket what has run out, so that no change can follow that still took it as
   * there: the attempt may rely on its absence without changing the bucket.
   */
  private boolean removeExpired(TxTable view, @Nullable Node head) {
    boolean removed = false;
    for (Node node = Chain.firstEntry(head); node != null; node = Chain.following(head, node)) {
      if (node.expiresAt() <= now) {
        removed |= view.direct.removeExpired(view.table, node);
      }
    }
    return removed;
  }

  private void noteDue(@Nullable Node head) {
    for (Node node = Chain.firstEntry(head); node != null; node = Chain.following(head, node)) {
      if (node.expiresAt() > now) {
        nextDue = Math.min(nextDue, node.expiresAt());
      }
    }
  }

  /** When the first entry runs out that lived in the buckets looked at, or {@link Node#NEVER}. */
  long nextDue() {
    return nextDue;
  }

  /** Ends the attempt unless all that was read held at one moment. */
  void check() {
    int size = cells.size();
    nextCheck = size < CHECK_EACH ? size + 1 : size + size / 8;
    if ((size > 1 || tables.size() > 1) && !isValid()) {
      throw conflict();
    }
  }

  /** Completes the passage of generations of a table, before its root is replaced. */
  void materialise(TxTable view) {
    Table.finish(view.tab);
  }

  /**
   * Whether everything still is as it was read. Emptiness that can come and go is looked at first:
   * if it is there then, the rest, which could not have come back, was so at that moment too.
   */
  boolean isValid() {
    for (TxCell cell : cells.values()) {
      if (cell.readEmptiness() && !cell.isValid()) {
        return false;
      }
    }
    for (TxCell cell : cells.values()) {
      if (!cell.readEmptiness() && !cell.isValid()) {
        return false;
      }
    }
    for (TxTable view : tables.values()) {
      if (!view.isValid()) {
        return false;
      }
    }
    return true;
  }

  /**
   * Makes the changes, if all that was read still holds.
   *
   * @param described what the record has to say, or null for nothing
   */
  boolean commit(@Nullable Changes described) {
    int changed = 0;
    int emptiness = 0;
    int roots = clearings.size();
    @Nullable TxCell single = null;
    for (TxCell cell : cells.values()) {
      changed += cell.isChanged() ? 1 : 0;
      emptiness += cell.readEmptiness() ? 1 : 0;
      single = cell;
    }
    for (TxTable view : tables.values()) {
      roots += view.newRoot == null ? 0 : 1;
    }
    if (changed + roots == 0 && emptiness <= 1) {
      return cells.size() <= 1 || isValid();
    }
    if (single != null && cells.size() == 1 && roots == 0 && tables.size() == 1) {
      return commitAlone(single, described);
    }
    Descriptor descriptor = describe(described);
    boolean committed = descriptor.help();
    pending = descriptor.pending();
    return committed;
  }

  private boolean commitAlone(TxCell cell, @Nullable Changes described) {
    Pending offered = described == null ? null : described.offer();
    if (described != null && offered == null) {
      return false; // the store is being closed; the next attempt says so
    }
    boolean committed = cell.commitAlone();
    if (offered != null && committed) {
      offered.committed();
      pending = offered;
    } else if (offered != null) {
      offered.aborted();
    }
    return committed;
  }

  /** Returns when what was committed is on the disk, if the store waits for that. */
  void awaitDurable() {
    if (pending != null) {
      pending.awaitDurable();
    }
  }

  private Descriptor describe(@Nullable Changes described) {
    List<Descriptor.Guard> guards = new ArrayList<>(tables.size());
    List<CellClaim> claims = new ArrayList<>(cells.size() + 1);
    for (TxTable view : tables.values()) {
      if (view.newRoot == null) {
        guards.add(new Descriptor.Guard(view.table, view.root));
      }
    }
    Descriptor descriptor = new Descriptor(guards, worlds, described);
    for (TxCell cell : cells.values()) {
      if (described != null) {
        cell.refresh();
      }
      claims.add(cell.claim(descriptor));
    }
    for (TxTable view : tables.values()) {
      if (view.newRoot != null) {
        claims.add(new CellClaim.OfRoot(descriptor, view.table, view.root, view.newRoot));
      }
    }
    for (Clearing clearing : clearings) {
      claims.add(new CellClaim.OfWorld(descriptor, clearing.ended, clearing.next));
    }
    descriptor.claims(claims.toArray(new CellClaim[0]));
    return descriptor;
  }

  /** Tells who observes them of the tables that have ended. */
  void tellEnded() {
    for (TxTable view : tables.values()) {
      TableObserver observer = view.table.observerAcquire();
      if (observer != null && view.newRoot == Table.deadRoot()) {
        observer.ended(view.tab);
      }
    }
  }

  /** Tells the tables how many entries they have won or lost. */
  void countAdded() {
    for (TxTable view : tables.values()) {
      if (view.added != 0) {
        view.table.entriesChanged(view.added);
      }
    }
  }
}
