package dev.larder.internal.tx;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.CellWriter;
import dev.larder.internal.cell.ChangeSink;
import dev.larder.internal.cell.Changes;
import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Engine;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Chain;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of a transaction: what its program has read, and what it wants to change. For one
 * thread.
 *
 * <p>Buckets are the unit: the first look at one records its head, later looks see what the program
 * has made of it. Tables that the program created are nobody else's yet and are changed directly.
 * The successor of a table stands for that table until the commit: to look into it would freeze
 * buckets that are still others'.
 */
public final class TxAccess implements Access {
  private final Engine engine;
  private final CellWriter direct;
  private final World world;
  private final long now;
  private final ReadSet reads;

  /** What the attempt began with: it knows the views of other engines, and ends with them all. */
  private final TxAccess first;

  private List<TxAccess> others = List.of();
  private final Set<Table> fresh = new LinkedHashSet<>();
  private final IdentityHashMap<Table, Table> origins = new IdentityHashMap<>(2);
  private final List<Announcement> announcements = new ArrayList<>();
  private final List<Runnable> afterCommit;
  private @Nullable IdentityHashMap<Object, Boolean> notes;
  private @Nullable World cleared;
  private boolean ended;

  TxAccess(Engine engine, CellWriter direct) {
    this.engine = engine;
    this.direct = direct;
    this.world = engine.world();
    this.now = engine.time().millis();
    this.reads = new ReadSet(now);
    this.first = this;
    this.afterCommit = new ArrayList<>();
  }

  private TxAccess(TxAccess first, Engine engine, CellWriter direct) {
    this.engine = engine;
    this.direct = direct;
    this.world = engine.world();
    this.now = first.now;
    this.reads = first.reads;
    this.first = first;
    this.afterCommit = first.afterCommit;
  }

  /**
   * The same attempt in the keyspace of another engine, which goes by the same time: all that is
   * done through all its views commits at one moment. Those that keep a record must keep the same.
   */
  public TxAccess in(Transactor other) {
    if (first.engine == other.engine()) {
      return first;
    }
    for (TxAccess view : first.others) {
      if (view.engine == other.engine()) {
        return view;
      }
    }
    checkRunning();
    TxAccess view = new TxAccess(first, other.engine(), other.direct());
    if (first.others.isEmpty()) {
      first.others = new ArrayList<>();
    }
    first.others.add(view);
    return view;
  }

  @Override
  public World world() {
    checkRunning();
    return world;
  }

  private void checkRunning() {
    if (first.ended) {
      throw new IllegalStateException(
          "this belongs to a transaction whose function has ended: use it inside only");
    }
  }

  /** Refuses all further calls. */
  void end() {
    ended = true;
  }

  @Override
  public Access unveiled() {
    return this;
  }

  /** The time of this attempt, in milliseconds of the epoch. */
  public long now() {
    return now;
  }

  @Override
  public @Nullable Node find(Table table, Object key, int hash) {
    if (fresh.contains(table)) {
      return direct.find(table, key, hash);
    }
    return live(Chain.find(cell(table, hash).after, key, hash));
  }

  @Override
  public @Nullable Node locate(Name name) {
    checkRunning();
    Table names = world.names();
    if (!reads.covers(names, name.hashCode())) {
      Node found = names.find(name, name.hashCode());
      if (found != null
          && found.expiresAt() == Node.NEVER
          && ((Content) found.value()).table() != null) {
        // Its end would change the root of its table, which every look into it checks.
        return found;
      }
    }
    return find(names, name, name.hashCode());
  }

  @Override
  public @Nullable Node change(
      Table table, Object key, int hash, Operation operation, @Nullable Object argument) {
    if (fresh.contains(table)) {
      return direct.quiet().change(table, key, hash, operation, argument);
    }
    TxCell cell = cell(table, hash);
    Node found = Chain.find(cell.after, key, hash);
    Node current = live(found);
    Object decided = operation.decide(current, argument);
    if (decided == Operation.KEEP) {
      return current;
    }
    TxTable view = view(table);
    if (decided == Operation.REMOVE) {
      if (found == null) {
        return null;
      }
      cell.after = engine.emptied(Chain.remove(cell.after, found));
      view.added--;
      announcements.add(
          new Announcement(table, found.key(), hash, found, current, null, Node.NEVER));
    } else {
      long expiresAt = CellWriter.expiresAt(table, key, current, decided, operation);
      cell.after = Chain.with(cell.after, found, key, hash, decided, expiresAt);
      view.added += found == null ? 1 : 0;
      announcements.add(new Announcement(table, key, hash, found, current, decided, expiresAt));
    }
    return current;
  }

  private @Nullable Node live(@Nullable Node node) {
    return node == null || node.expiresAt() > now ? node : null;
  }

  /**
   * Whether nothing has run out in the buckets that were looked at: the attempt's time is that of
   * its beginning. Two readings of the clock around all looks are enough: as with a single change,
   * what runs out after the second and before the commit has been seen to do so by nobody, or its
   * bucket has changed.
   */
  private boolean isTimely() {
    return reads.nextDue() == Node.NEVER || reads.nextDue() > engine.time().millis();
  }

  private TxCell cell(Table table, int hash) {
    return reads.cell(view(table), hash);
  }

  private TxTable view(Table table) {
    return reads.table(origins.getOrDefault(table, table), direct);
  }

  @Override
  public Iterator<Node> entries(Table table) {
    if (fresh.contains(table)) {
      return direct.unveiled().entries(table);
    }
    List<Node> all = new ArrayList<>();
    TxTable view = view(table);
    for (int i = 0; i < Buckets.capacity(view.tab); i++) {
      Node content = reads.cellUnchecked(view, i).after;
      for (Node node = Chain.firstEntry(content); node != null; ) {
        if (live(node) != null) {
          all.add(node);
        }
        node = Chain.following(content, node);
      }
    }
    reads.check();
    return all.iterator();
  }

  @Override
  public long count(Table table) {
    if (fresh.contains(table)) {
      return direct.count(table);
    }
    long count = 0;
    for (Iterator<Node> all = entries(table); all.hasNext(); all.next()) {
      count++;
    }
    return count;
  }

  @Override
  public void afterCommit(Runnable action) {
    afterCommit.add(action);
  }

  /** Notes something about an object, for this attempt alone: it goes when the attempt does. */
  public void note(Object about, boolean value) {
    IdentityHashMap<Object, Boolean> all = first.notes;
    if (all == null) {
      all = new IdentityHashMap<>(2);
      first.notes = all;
    }
    all.put(about, value);
  }

  /** What was noted last about an object, or null. */
  public @Nullable Boolean noted(Object about) {
    return first.notes == null ? null : first.notes.get(about);
  }

  // ---- what only composite changes do -----------------------------------------------------------

  /**
   * A table that is this attempt's alone until it commits.
   *
   * @param label what it is known by
   */
  public Table createTable(Object label) {
    Table table = new Table(world, label);
    fresh.add(table);
    return table;
  }

  /** Ends a table whose entries are given up; changes under way count as before. O(1). */
  public void end(Table table) {
    if (!fresh.contains(table)) {
      view(table).newRoot = Table.deadRoot();
    }
  }

  /**
   * Ends a table if it has no entries, so that changes under way fail and look at the keyspace
   * again.
   *
   * @return whether it had none
   */
  public boolean endIfEmpty(Table table) {
    if (fresh.contains(table)) {
      return !direct.unveiled().entries(table).hasNext();
    }
    TxTable view = view(table);
    for (int i = 0; i < Buckets.capacity(view.tab); i++) {
      Node content = reads.cellUnchecked(view, i).after;
      for (Node node = Chain.firstEntry(content); node != null; ) {
        if (live(node) != null) {
          reads.check();
          return false;
        }
        node = Chain.following(content, node);
      }
    }
    reads.check();
    for (int i = 0; i < Buckets.capacity(view.tab); i++) {
      reads.cellUnchecked(view, i).after = Buckets.closed();
    }
    view.newRoot = Table.deadRoot();
    return true;
  }

  /**
   * Clears the keyspace: its world ends at the commit, with all that is in it then. O(1). To be the
   * last that the program does in this view.
   */
  public void clear() {
    checkRunning();
    cleared = engine.successorOf(world);
  }

  /**
   * Moves a table's entries into a new table and ends it. O(buckets).
   *
   * @return the new table, for a content with another name
   */
  public Table succeed(Table table) {
    if (isOurs(table)) {
      return table;
    }
    TxTable view = reads.table(table, direct);
    reads.materialise(view);
    view.newRoot = Table.deadRoot();
    Table successor = table.successor(view.tab);
    origins.put(successor, table);
    return successor;
  }

  /** Makes handles look at the keyspace before they use this table, or no longer so. */
  public void veil(Table table, boolean veiled) {
    if (isOurs(table)) {
      table.veil(veiled);
      return;
    }
    TxTable view = reads.table(table, direct);
    if (veiled) {
      view.newRoot = Table.veiledRoot(view.tab);
    } else {
      reads.materialise(view);
      view.newRoot = Table.nextGeneration(view.tab);
    }
  }

  /** Whether nobody else can see this table before the commit. */
  private boolean isOurs(Table table) {
    return fresh.contains(table) || origins.containsKey(table);
  }

  /** What a slot outside of all tables holds, see {@link Buckets#slot}; null while it is free. */
  public @Nullable Node read(Node[] slot) {
    return reads.slot(slot).after;
  }

  /** Fills a slot outside of all tables, which must be free. */
  public void fill(Node[] slot, Node value) {
    TxCell cell = reads.slot(slot);
    if (cell.after != null) {
      throw new IllegalStateException("the slot has been filled already");
    }
    cell.after = value;
  }

  // ---- the end ----------------------------------------------------------------------------------

  /** Whether all that was read still holds. */
  boolean isConsistent() {
    return !reads.isDoomed() && isTimely() && reads.isValid();
  }

  /** Tries to make all changes visible at one moment. */
  boolean commit() {
    if (reads.isDoomed() || !isTimely() || !world.isInForce()) {
      return false;
    }
    if (cleared != null || !others.isEmpty()) {
      if (!tellWorlds()) {
        return false;
      }
    }
    boolean committed = false;
    try {
      announceChanging();
      others.forEach(TxAccess::announceChanging);
      committed = reads.commit(describe());
    } finally {
      if (!committed) {
        tellFailed();
        others.forEach(TxAccess::tellFailed);
      }
    }
    return committed;
  }

  private void tellFailed() {
    for (Announcement change : announcements) {
      change.tellFailed();
    }
  }

  /** Tells the commit of the worlds of all views; false when one has ended. */
  private boolean tellWorlds() {
    List<World> inForce = new ArrayList<>();
    List<ReadSet.Clearing> clearings = new ArrayList<>();
    List<TxAccess> views = new ArrayList<>(others);
    views.add(this);
    for (TxAccess view : views) {
      World next = view.cleared;
      if (!view.world.isInForce()) {
        return false;
      }
      if (next == null) {
        inForce.add(view.world);
      } else {
        clearings.add(new ReadSet.Clearing(view.world, next));
      }
    }
    reads.worlds(inForce, clearings);
    return true;
  }

  private void announceChanging() {
    if (cleared != null) {
      engine.announceClearing(world);
    }
    for (Announcement change : announcements) {
      engine.announceChanging(change.table, change.key, reads);
      change.tellChanging();
    }
  }

  /** What the record has to say, or null for nothing. */
  private @Nullable Changes describe() {
    Changes described = describe(null);
    for (TxAccess view : others) {
      checkRecord(view);
      described = view.describe(described);
    }
    return described != null && described.seal() ? described : null;
  }

  private void checkRecord(TxAccess view) {
    if (view.engine.sink() != engine.sink()) {
      throw new IllegalStateException("a transaction can't be in two records, or half in one");
    }
  }

  private @Nullable Changes describe(@Nullable Changes already) {
    ChangeSink sink = engine.sink();
    if (sink == null || announcements.isEmpty() && cleared == null) {
      return already;
    }
    Changes described = already == null ? sink.changes() : already;
    for (Announcement change : announcements) {
      if (change.current != null || change.after != null) {
        described.add(change.table, change.key, change.current, change.after, change.expiresAt);
      }
    }
    if (cleared != null) {
      described.clear(cleared);
    }
    return described;
  }

  /** Counts and announces what has been committed. */
  void committed() {
    reads.countAdded();
    reads.tellEnded();
    announce();
    others.forEach(TxAccess::announce);
    try {
      afterCommit.forEach(Runnable::run);
    } finally {
      engine.announceSettled();
      others.forEach(view -> view.engine.announceSettled());
    }
    reads.awaitDurable();
  }

  private void announce() {
    fresh.forEach(this::publishDue);
    for (Table origin : origins.keySet()) {
      publishDue(origin);
    }
    for (Announcement change : announcements) {
      if (change.expiresAt != Node.NEVER) {
        engine.noteDue(change.table, change.expiresAt);
      }
      engine.announce(change.table, change.key, change.found, change.after);
      change.tellChanged();
    }
    if (cleared != null) {
      engine.announceCleared(world);
    }
  }

  private void publishDue(Table table) {
    if (table.nextDueAcquire() != Node.NEVER) {
      engine.publishedDue(table);
    }
  }
}
