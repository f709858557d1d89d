package dev.larder.internal.kind;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.ExpiringNode;
import dev.larder.internal.table.LazyNode;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Sampling;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableObserver;
import dev.larder.internal.table.World;
import dev.larder.internal.tx.TxAccess;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The binding of a map or a set: finds the table behind the name, and remembers it. */
final class Entries extends Binding {
  /*
   * Shared: `attached`, a hint: the table that was found last. Release and acquire, since the root
   * of a table is no final field. Each use checks that the hint is still good: a table serves as
   * long as its world is in force, and until its root is marked; deleting, renaming and expiring a
   * collection mark the root in the same multi-cell change that changes the keyspace.
   */
  private static final VarHandle ATTACHED;

  static {
    try {
      ATTACHED = MethodHandles.lookup().findVarHandle(Entries.class, "attached", Table.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  /** A table whose world has ended. */
  private static final Table NONE = ended();

  private static final Operation SETTLE =
      (current, found) -> current != null && current == found ? current.value() : Operation.KEEP;

  @SuppressWarnings("unused") // through ATTACHED
  private Table attached = NONE;

  Entries(Shelf shelf, Name name, Types types, Access access) {
    super(shelf, name, types, access);
  }

  private static Table ended() {
    World world = new World();
    world.succeedBy(new World());
    return world.names();
  }

  private Table attachedAcquire() {
    return (Table) ATTACHED.getAcquire(this);
  }

  @Override
  Entries in(TxAccess transaction) {
    return new Entries(shelf, name, types, transaction);
  }

  /** The entry of a key, or null. */
  @Nullable Node find(Object key) {
    int hash = Table.spread(key.hashCode());
    Table hint = attachedAcquire();
    if (hint.world().isInForce()) {
      Node found = hint.find(key, hash);
      if (found == null) {
        return null;
      }
      if (found.getClass() == Node.class
          || found.getClass() == ExpiringNode.class && isLive(found)) {
        tellIfBounded(hint, found);
        return found;
      }
    }
    return findSlowly(key, hash);
  }

  private boolean isLive(Node found) {
    return found.expiresAt() > shelf.engine().time().millis();
  }

  /**
   * Tells of a read where that may matter: to a policy that knows the entry, or since the entry
   * runs out, which a read may put off before any policy has heard of it.
   */
  private static void tellIfBounded(Table table, Node found) {
    if (found.slot() == Node.NO_SLOT && found.expiresAt() == Node.NEVER) {
      return;
    }
    TableObserver observer = table.observerAcquire();
    if (observer != null) {
      observer.read(found);
    }
  }

  private @Nullable Node findSlowly(Object key, int hash) {
    for (; ; ) {
      Table table = resolve();
      if (table == null) {
        return null;
      }
      Node found = access.unveiled().find(table, key, hash);
      if (found == null || !found.isMark()) {
        if (found instanceof LazyNode && isDirect()) {
          // From now on this is an entry like others, and the bytes can go.
          shelf.direct().quiet().change(table, key, hash, SETTLE, found);
        }
        if (found != null) {
          tellIfBounded(table, found);
        }
        return found;
      }
    }
  }

  /** Runs an operation on the entry of a key; answers the entry before. */
  @Nullable Node change(Object key, Operation operation, @Nullable Object argument) {
    int hash = Table.spread(key.hashCode());
    Table hint = attachedAcquire();
    if (hint.world().isInForce()) {
      Node before = shelf.direct().change(hint, key, hash, operation, argument);
      if (before == null || !before.isMark()) {
        return before;
      }
    }
    return changeSlowly(key, hash, operation, argument);
  }

  private @Nullable Node changeSlowly(
      Object key, int hash, Operation operation, @Nullable Object argument) {
    for (; ; ) {
      Table table = resolveForChange();
      if (table == null) {
        Object decided = operation.decide(null, argument);
        if (decided == Operation.KEEP
            || decided == Operation.REMOVE
            || create(key, hash, decided, operation.expiresAt(null))) {
          return null;
        }
        continue;
      }
      Node before = access.unveiled().change(table, key, hash, operation, argument);
      if (before == null || !before.isMark()) {
        return before;
      }
    }
  }

  /** Creates the collection with its first entry; false when another thread has created it. */
  private boolean create(Object key, int hash, Object value, long expiresAt) {
    Recursion.check(this, name);
    Node before;
    do {
      // A table is of the world in which its name gets it: one that said that it is of a later one
      // would be taken as in force by handles that found it in the earlier one.
      World world = access.world();
      // Each attempt makes a content of its own: one that was recorded, and then not put in place,
      // must not come back as one that the journal knows.
      Operation create =
          (current, first) ->
              current == null ? contentOf(world, key, hash, value, expiresAt) : Operation.KEEP;
      before = access.changeIn(world.names(), name, name.hashCode(), create, null);
    } while (before != null && before.isMark());
    if (before != null) {
      return false;
    }
    Table table = isDirect() && expiresAt != Node.NEVER ? resolve() : null;
    if (table != null) {
      shelf.engine().publishedDue(table);
    }
    return true;
  }

  private TableContent contentOf(World world, Object key, int hash, Object value, long expiresAt) {
    TableObserver observer = world.names().observerAcquire();
    boolean kept = observer == null || observer.keepsNewTable(name);
    EntryLabel label = EntryLabel.ofNew(types, shelf.engine().nextId(), kept);
    Table table = access instanceof TxAccess tx ? tx.createTable(label) : new Table(world, label);
    if (observer != null) {
      table.observe(observer.ofNewTable(name));
    }
    shelf.direct().quiet().change(table, key, hash, new Names.Put(expiresAt), value);
    return new TableContent(types, table);
  }

  /**
   * The table to change, or null when the collection does not exist. One that runs out, and of
   * which nothing is left, ends first: what is put in now must not run out with it. Where it does
   * not run out there is no difference between it and a new one.
   */
  private @Nullable Table resolveForChange() {
    for (; ; ) {
      Node entry = entry();
      if (entry == null) {
        return null;
      }
      if (entry.expiresAt() == Node.NEVER
          || isDirect() && names().isInhabited((TypedContent) entry.value())
          || !names().retire(name)) {
        return attach(entry);
      }
    }
  }

  /** The table, or null when the collection does not exist. */
  @Nullable Table resolve() {
    Node entry = entry();
    return entry == null ? null : attach(entry);
  }

  private Table attach(Node entry) {
    Table table = Objects.requireNonNull(((TypedContent) entry.value()).table());
    if (isDirect()) {
      // A table that is veiled fails the check of its root at each use, so keeping it is no error.
      ATTACHED.setRelease(this, table);
    }
    return table;
  }

  /**
   * To be called after a removal that found nothing.
   *
   * @return whether it is to be tried again, since something was about to put the entry in
   */
  boolean removedNothing(Object key) {
    TableObserver caches = access.world().names().observerAcquire();
    if (caches == null) {
      return false; // the keyspace has none, so no map of it loads anything
    }
    Table table = resolve();
    if (table == null) {
      return caches.removedNothing(name);
    }
    TableObserver observer = table.observerAcquire();
    return observer != null && observer.removedNothing(key);
  }

  /** To be called after a removal: a collection that has become empty ends. */
  void removed() {
    if (access instanceof TxAccess tx) {
      tx.afterCommit(() -> new Entries(shelf, name, types, shelf.direct()).removed());
      return;
    }
    Table table = attachedAcquire();
    if (table == NONE) {
      names().exists(name); // ends it when nothing is left
    } else if (table.world().isInForce() && table.count() <= 0) {
      names().retire(name);
    }
  }

  /** The entries, weakly consistent; those of one moment in a transaction. */
  Iterator<Node> iterator() {
    Table table = resolve();
    return table == null ? Collections.emptyIterator() : access.unveiled().entries(table);
  }

  /** An entry taken by chance, maybe one that has just run out; null when there is none. */
  @Nullable Node draw() {
    for (; ; ) {
      Table table = resolve();
      if (table == null) {
        return null;
      }
      if (access instanceof TxAccess) {
        List<Node> all = new ArrayList<>();
        access.entries(table).forEachRemaining(all::add);
        return all.isEmpty() ? null : all.get(shelf.random().nextInt(all.size()));
      }
      Node[] tab = table.generation(true);
      Node drawn = tab == null ? null : Sampling.draw(tab, shelf.random());
      if (drawn != null) {
        return drawn;
      }
      names().retire(name); // proves that it is empty; if so, it ends
    }
  }

  int size() {
    Table table = resolve();
    return table == null ? 0 : (int) Math.min(Integer.MAX_VALUE, access.count(table));
  }

  /** A collection that has become empty in a transaction ends with this look. */
  boolean isEmpty() {
    while (resolve() != null) {
      if (!isDirect()) {
        return names().retire(name);
      }
      if (iterator().hasNext()) {
        return false;
      }
      names().retire(name); // a walk may miss what comes and goes: this proves that it is empty
    }
    return true;
  }

  /** Walks the entries a few at a time, see {@link TableWalk#step}. */
  long scan(long cursor, int count, Consumer<Node> sink) {
    Table table = resolve();
    long now = shelf.engine().time().millis();
    Consumer<Node> live =
        node -> {
          if (node.expiresAt() > now) {
            sink.accept(node);
          }
        };
    return table == null ? 0 : TableWalk.step(access, table, cursor, count, live);
  }

  private @Nullable EntryLabel label() {
    Table hint = attachedAcquire();
    Table table = hint != NONE && hint.world().isInForce() ? hint : resolve();
    return table == null ? null : (EntryLabel) table.label();
  }

  /** Whether a client's command has made this large, after which it counts as large. */
  boolean isLarge() {
    EntryLabel label = label();
    return label != null && label.isLarge(access);
  }

  /** Sets what {@link #isLarge} says, if the collection is there. */
  void setLarge(boolean large) {
    EntryLabel label = label();
    if (label != null && label.isLarge(access) != large) {
      label.setLarge(access, large);
    }
  }

  /** Marks the collection as large if it has more entries than this. */
  void setLargeIfAbove(int limit) {
    EntryLabel label = label();
    if (label != null && !label.isLarge(access) && size() > limit) {
      label.setLarge(access, true);
    }
  }

  /** Hands out all entries of one moment. */
  void snapshot(Consumer<Node> consumer) {
    if (access instanceof TxAccess) {
      iterator().forEachRemaining(consumer);
      return;
    }
    long now = shelf.engine().time().millis();
    Consumer<Node> live =
        node -> {
          if (node.expiresAt() > now) {
            consumer.accept(node);
          }
        };
    for (; ; ) {
      Table table = resolve();
      if (table == null || table.snapshot(true, live)) {
        return;
      }
    }
  }
}
