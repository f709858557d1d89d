package dev.larder.internal.kind;

import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.cell.World;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Sampling;
import dev.larder.internal.table.Table;
import dev.larder.internal.tx.TxAccess;
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
   * Shared: `attached`, a hint. It is read without any ordering, which is enough: Attachment has
   * final fields only, and each use checks that it is still good. A table serves as long as its
   * world is the store's, and until its root is marked; deleting, renaming and expiring a
   * collection mark the root in the same multi-cell change that changes the keyspace.
   */
  private record Attachment(@Nullable World world, Table table) {}

  private static final Attachment NONE = new Attachment(null, new Table());

  private static final Operation CREATE =
      (current, argument) -> current == null ? Objects.requireNonNull(argument) : Operation.KEEP;

  private Attachment attached = NONE;

  Entries(Shelf shelf, Name name, Types types, Access access) {
    super(shelf, name, types, access);
  }

  @Override
  Entries in(TxAccess transaction) {
    return new Entries(shelf, name, types, transaction);
  }

  /** The entry of a key, or null. */
  @Nullable Node find(Object key) {
    int hash = Table.spread(key.hashCode());
    Attachment hint = attached;
    if (hint.world == shelf.engine().worldAcquire()) {
      Node found = hint.table.find(key, hash);
      if (found == null || found.getClass() == Node.class) {
        return found;
      }
    }
    return findSlowly(key, hash);
  }

  private @Nullable Node findSlowly(Object key, int hash) {
    for (; ; ) {
      Table table = resolve();
      if (table == null) {
        return null;
      }
      Node found = access.unveiled().find(table, key, hash);
      if (found == null || !found.isMark()) {
        return found;
      }
    }
  }

  /** Runs an operation on the entry of a key; answers the entry before. */
  @Nullable Node change(Object key, Operation operation, @Nullable Object argument) {
    int hash = Table.spread(key.hashCode());
    Attachment hint = attached;
    if (hint.world == shelf.engine().worldAcquire()) {
      Node before = shelf.direct().change(hint.table, key, hash, operation, argument);
      if (before == null || !before.isMark()) {
        return before;
      }
    }
    return changeSlowly(key, hash, operation, argument);
  }

  private @Nullable Node changeSlowly(
      Object key, int hash, Operation operation, @Nullable Object argument) {
    for (; ; ) {
      Table table = resolve();
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
    Table table = access instanceof TxAccess tx ? tx.createTable() : new Table();
    shelf.direct().change(table, key, hash, new Names.Put(expiresAt), value);
    World world = access.world();
    TableContent content = new TableContent(types, table);
    if (change(CREATE, content) != null) {
      return false;
    }
    if (isDirect() && expiresAt != Node.NEVER) {
      shelf.engine().publishedDue(world, table);
    }
    return true;
  }

  /** The table, or null when the collection does not exist. */
  @Nullable Table resolve() {
    World world = access.world();
    TypedContent content = content();
    if (content == null) {
      return null;
    }
    Table table = Objects.requireNonNull(content.table());
    if (isDirect()) {
      // A table that is veiled fails the check of its root at each use, so keeping it is no error.
      attached = new Attachment(world, table);
    }
    return table;
  }

  /** To be called after a removal: a collection that has become empty ends. */
  void removed() {
    if (access instanceof TxAccess tx) {
      tx.afterCommit(() -> new Entries(shelf, name, types, shelf.direct()).removed());
      return;
    }
    Table table = attached.table;
    if (attached.world == shelf.engine().worldAcquire() && table.count() <= 0) {
      names().retire(name);
    } else if (attached.world == null) {
      names().exists(name); // ends it when nothing is left
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

  boolean isEmpty() {
    while (resolve() != null) {
      if (iterator().hasNext()) {
        return false;
      }
      if (!isDirect()) {
        return true;
      }
      names().retire(name); // a walk may miss what comes and goes: this proves that it is empty
    }
    return true;
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
