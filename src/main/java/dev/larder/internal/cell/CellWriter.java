package dev.larder.internal.cell;

import dev.larder.internal.table.Buckets;
import dev.larder.internal.table.Chain;
import dev.larder.internal.table.Claim;
import dev.larder.internal.table.Moves;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.RootMark;
import dev.larder.internal.table.Steps;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableIterator;
import dev.larder.internal.table.TableObserver;
import dev.larder.internal.table.World;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The one place where a single cell changes: read, decide, compare-and-set, count, announce.
 *
 * <p>Linearisation: of a change, the compare-and-set of its bucket; of an operation that keeps, the
 * load of the bucket. Lock-free: an attempt fails only when another change of the same bucket
 * succeeded, or after it has helped a multi-cell change to its end.
 */
public final class CellWriter implements Access {
  /** An entry that has run out is shown to operations as none. */
  private static final Operation REMOVE_EXPIRED =
      (current, argument) -> current == null ? Operation.REMOVE : Operation.KEEP;

  private final Engine engine;
  private final @Nullable ChangeSink sink;
  private final boolean unveil;
  private final CellWriter unveiled;
  private final CellWriter quiet;

  /**
   * A writer for the tables of an engine.
   *
   * @param engine what the store's handles share
   */
  public CellWriter(Engine engine) {
    this.engine = engine;
    this.sink = engine.sink();
    this.unveil = false;
    this.quiet = new CellWriter(engine, null, null);
    this.unveiled = new CellWriter(engine, sink, quiet);
  }

  /** One that looks behind veils. */
  private CellWriter(Engine engine, @Nullable ChangeSink sink, @Nullable CellWriter quiet) {
    this.engine = engine;
    this.sink = sink;
    this.unveil = true;
    this.unveiled = this;
    this.quiet = quiet == null ? this : quiet;
  }

  /**
   * A writer whose changes are not recorded, and that looks behind veils: for tables that nobody
   * else can see yet, and for changes of the form alone.
   */
  public CellWriter quiet() {
    return quiet;
  }

  @Override
  public World world() {
    return engine.world();
  }

  @Override
  public Access unveiled() {
    return unveiled;
  }

  @Override
  public @Nullable Node find(Table first, Object key, int hash) {
    Table table = first;
    for (; ; ) {
      Node found = unveil ? table.findVeiled(key, hash) : table.find(key, hash);
      if (found == null || !found.isMark() && isLive(found)) {
        return found;
      }
      if (found.isMark()) {
        if (!table.isKeyspace()) {
          return found;
        }
        table = engine.world().names(); // the names go on there
        continue;
      }
      // Who tells that it has run out takes it out first, so that no change can follow that still
      // took it as there; and what came in its place since it was read is not overlooked.
      change(table, key, hash, REMOVE_EXPIRED, null);
    }
  }

  @Override
  public @Nullable Node change(
      Table first, Object key, int hash, Operation operation, @Nullable Object argument) {
    for (Table table = first; ; ) {
      Node before = changeIn(table, key, hash, operation, argument);
      if (!(before instanceof RootMark mark && mark.isDead() && table.isKeyspace())) {
        return before;
      }
      table = engine.world().names(); // the names go on there
    }
  }

  @Override
  public @Nullable Node changeIn(
      Table table, Object key, int hash, Operation operation, @Nullable Object argument) {
    for (; ; ) {
      Node[] tab = table.rootAcquire();
      Node head = Buckets.acquire(tab, Buckets.index(tab, hash));
      if (head == null || head.isMark()) {
        head = Table.settle(tab, Buckets.index(tab, hash));
        if (head instanceof RootMark mark) {
          if (!unveil || mark.isDead()) {
            return mark;
          }
          tab = table.generation(true);
          if (tab == null) {
            continue;
          }
          head = Table.settle(tab, Buckets.index(tab, hash));
        }
        if (mustReadAgain(head)) {
          continue;
        }
      }
      Node found = Chain.find(head, key, hash);
      Node current = found == null || isLive(found) ? found : null;
      Object decided = operation.decide(current, argument);
      if (decided == Operation.KEEP) {
        if (current == found) {
          return current;
        }
        decided = Operation.REMOVE; // has run out, as in find
      }
      Steps.reached(Steps.Step.DECIDED);
      if (decided == Operation.REMOVE
          ? found == null || remove(table, tab, head, found, current)
          : put(
              table,
              tab,
              head,
              found,
              current,
              key,
              hash,
              decided,
              expiresAt(table, key, current, decided, operation))) {
        return current;
      }
    }
  }

  /** When a value runs out: a bounded map has rules of its own for what says nothing itself. */
  public static long expiresAt(
      Table table, Object key, @Nullable Node current, Object value, Operation operation) {
    TableObserver observer = table.observerAcquire();
    long decided = operation.expiresAt(current);
    return observer == null ? decided : observer.expiresAt(key, current, value, decided);
  }

  private static boolean mustReadAgain(@Nullable Node head) {
    return Buckets.isFrozen(head) || head instanceof Claim;
  }

  private boolean put(
      Table table,
      Node[] tab,
      @Nullable Node head,
      @Nullable Node found,
      @Nullable Node current,
      Object key,
      int hash,
      Object value,
      long expiresAt) {
    // Before there is a record: nothing that may fail stands between it and its decision.
    Node changed = Chain.with(head, found, key, hash, value, expiresAt);
    announceChanging(table, key);
    TableObserver observer = table.observerAcquire();
    Object announced = observer == null ? null : observer.changing(key, hash);
    Pending pending = sink == null ? null : sink.record(table, key, current, value, expiresAt);
    if (!Buckets.cas(tab, Buckets.index(tab, hash), head, changed)) {
      abort(pending);
      fail(observer, announced);
      return false;
    }
    Steps.reached(Steps.Step.CHANGED);
    if (pending != null) {
      pending.committed();
    }
    if (found == null) {
      table.entryAdded(tab);
    } else if (current == null) {
      engine.expired(table);
    }
    if (expiresAt != Node.NEVER) {
      engine.noteDue(table, expiresAt);
    }
    followMoves(table, observer, head, found);
    engine.announceOnly(table, key, found, value);
    tellObserver(table, observer, announced, key, hash, found, value);
    await(pending);
    return true;
  }

  /** Removes an entry; one that has run out ({@code current} is null) leaves no record. */
  private boolean remove(
      Table table, Node[] tab, @Nullable Node head, Node found, @Nullable Node current) {
    Node changed = engine.emptied(Chain.remove(head, found));
    announceChanging(table, found.key());
    TableObserver observer = table.observerAcquire();
    Object announced = observer == null ? null : observer.changing(found.key(), found.hash());
    Pending pending =
        sink == null || current == null
            ? null
            : sink.record(table, found.key(), current, null, Node.NEVER);
    if (!Buckets.cas(tab, Buckets.index(tab, found.hash()), head, changed)) {
      abort(pending);
      fail(observer, announced);
      return false;
    }
    Steps.reached(Steps.Step.CHANGED);
    if (pending != null) {
      pending.committed();
    }
    table.entriesRemoved(1);
    followMoves(table, observer, head, found);
    if (current == null) {
      engine.expired(table);
    }
    engine.announceOnly(table, found.key(), found, null);
    tellObserver(table, observer, announced, found.key(), found.hash(), found, null);
    await(pending);
    return true;
  }

  /** Only where somebody observes do reads move when entries run out. */
  private static void followMoves(
      Table table, @Nullable TableObserver observer, @Nullable Node head, @Nullable Node found) {
    if (observer == null) {
      return;
    }
    for (Node old = Chain.firstEntry(head); old != null; old = Chain.following(head, old)) {
      if (old != found && old.expiresAt() != Node.NEVER) {
        Moves.follow(table, old);
      }
    }
  }

  /** Not of changes of the form alone, which nobody needs to be told beforehand. */
  private void announceChanging(Table table, Object key) {
    if (quiet != this) {
      engine.announceChanging(table, key, SlotFiller.DIRECT);
    }
  }

  private static void fail(@Nullable TableObserver observer, @Nullable Object announced) {
    if (observer != null && announced != null) {
      observer.failed(announced);
    }
  }

  /**
   * Tells who observes the table now. One that came since the change was announced either hears of
   * it here, or its first walk through the table began later, and finds what was changed.
   */
  private static void tellObserver(
      Table table,
      @Nullable TableObserver before,
      @Nullable Object announced,
      Object key,
      int hash,
      @Nullable Node found,
      @Nullable Object after) {
    TableObserver observer = table.observerAcquire();
    boolean isSame = observer == before;
    if (observer != null) {
      isSame |= before != null && observer.goesOnFor(before);
      observer.changed(isSame ? announced : null, key, hash, found, after);
    }
    if (!isSame) {
      fail(before, announced);
    }
  }

  private static void abort(@Nullable Pending pending) {
    if (pending != null) {
      pending.aborted();
    }
  }

  private static void await(@Nullable Pending pending) {
    if (pending != null) {
      pending.awaitDurable();
    }
  }

  @Override
  public Iterator<Node> entries(Table table) {
    return new Live(new TableIterator(table.generation(unveil)));
  }

  @Override
  public long count(Table table) {
    TableObserver observer = table.observerAcquire();
    if (observer != null) {
      observer.sweepAll();
    } else if (isDue(table.nextDueAcquire()) || table.isSwept()) {
      sweep(table);
    }
    return table.count();
  }

  @Override
  public @Nullable Node locate(Name name) {
    return find(world().names(), name, name.hashCode());
  }

  @Override
  public void afterCommit(Runnable action) {
    action.run();
  }

  /** Removes what has run out of a table and finds its next expiry. O(n). */
  public void sweep(Table table) {
    table.sweepBegun();
    try {
      TableIterator all = new TableIterator(table.generation(true));
      while (all.hasNext()) {
        Node entry = all.next();
        if (entry.expiresAt() != Node.NEVER && !removeExpired(table, entry)) {
          table.noteDue(entry.expiresAt());
        }
      }
    } finally {
      table.sweepEnded();
    }
  }

  /**
   * Removes the entry of a key if it has run out.
   *
   * @return whether the given entry has run out
   */
  public boolean removeExpired(Table table, Node entry) {
    if (isLive(entry)) {
      return false;
    }
    quiet.change(table, entry.key(), entry.hash(), REMOVE_EXPIRED, null);
    return true;
  }

  private boolean isLive(Node node) {
    return !isDue(node.expiresAt());
  }

  /** Asks for the time only where it matters: that takes as long as a look-up. */
  private boolean isDue(long moment) {
    return moment != Node.NEVER && moment <= engine.time().millis();
  }

  /** Leaves out what has run out. */
  private final class Live implements Iterator<Node> {
    private final TableIterator all;
    private @Nullable Node upcoming;

    Live(TableIterator all) {
      this.all = all;
      advance();
    }

    private void advance() {
      do {
        upcoming = all.hasNext() ? all.next() : null;
      } while (upcoming != null && !isLive(upcoming));
    }

    @Override
    public boolean hasNext() {
      return upcoming != null;
    }

    @Override
    public Node next() {
      Node entry = upcoming;
      if (entry == null) {
        throw new NoSuchElementException();
      }
      advance();
      return entry;
    }
  }
}
