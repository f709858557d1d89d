package dev.larder.internal.kind;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Content;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.journal.StoredKeyspace;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.TableObserver;
import dev.larder.internal.tx.TxAccess;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What can be done to a name, whatever it stands for. */
public final class Names {
  private static final Operation REMOVE = (current, argument) -> Operation.REMOVE;

  private final Shelf shelf;
  private final Access access;

  /**
   * The names as an access sees them.
   *
   * @param shelf what the store's handles share
   * @param access direct, or a transaction
   */
  public Names(Shelf shelf, Access access) {
    this.shelf = shelf;
    this.access = access;
  }

  /** Puts a value with a given expiry, in place of what is there. */
  record Put(long deadline) implements Operation {
    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      return argument == null ? KEEP : argument;
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return deadline;
    }
  }

  /** Gives what is there another expiry. */
  record Expire(long deadline) implements Operation {
    @Override
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      return current == null ? KEEP : current.value();
    }

    @Override
    public long expiresAt(@Nullable Node current) {
      return deadline;
    }
  }

  /** Whether the name is in use. */
  public boolean exists(Name name) {
    return type(name).isPresent();
  }

  /** What the name stands for. */
  public Optional<CollectionType> type(Name name) {
    for (; ; ) {
      Node found = access.locate(name);
      if (found == null) {
        return Optional.empty();
      }
      TypedContent content = (TypedContent) found.value();
      if (isInhabited(content)) {
        return Optional.of(content.types().kind());
      }
      retire(name);
    }
  }

  boolean isInhabited(Content content) {
    Table table = content.table();
    return table == null
        ? ((TypedContent) content).isInhabited(shelf.engine().time().millis())
        : access.unveiled().entries(table).hasNext();
  }

  /** All names in use that a string stands for: by no string could one ask for the others. */
  public Set<String> all() {
    Set<String> result = new LinkedHashSet<>();
    for (Iterator<Node> all = access.entries(access.world().names()); all.hasNext(); ) {
      Node entry = all.next();
      Name name = (Name) entry.key();
      if (name.isText() && isInhabited((Content) entry.value())) {
        result.add(name.toString());
      }
    }
    return result;
  }

  /**
   * Removes the entry of a collection whose table has become empty.
   *
   * @return whether the name is free now
   */
  boolean retire(Name name) {
    return shelf.atomically(access, tx -> find(tx, name) == null);
  }

  /** Puts back what was found on the disk; nothing of it is recorded again. */
  public void restore(StoredKeyspace stored) {
    Table names = access.world().names();
    Access quiet = shelf.direct().quiet();
    stored
        .names()
        .forEach(
            (name, found) ->
                quiet.change(
                    names,
                    name,
                    name.hashCode(),
                    new Put(found.expiresAt()),
                    StoredContent.of(found)));
  }

  /** Removes collections; answers how many were in use. */
  public int delete(Name... names) {
    return shelf.atomically(
        access,
        tx -> {
          int deleted = 0;
          for (Name name : names) {
            boolean isGone = delete(tx, name) || hasBegun(name) && delete(tx, name);
            deleted += isGone ? 1 : 0;
          }
          return deleted;
        });
  }

  /** Whether something was about to fill a name that is free; what it does now is in vain. */
  private boolean hasBegun(Name name) {
    TableObserver caches = access.world().names().observerAcquire();
    return caches != null && caches.removedNothing(name);
  }

  static boolean delete(TxAccess tx, Name name) {
    Node found = find(tx, name);
    if (found == null) {
      return false;
    }
    Table table = ((Content) found.value()).table();
    if (table != null) {
      tx.end(table);
    }
    change(tx, name, REMOVE, null);
    return true;
  }

  /** Gives a collection another name. */
  public boolean rename(Name from, Name to) {
    return shelf.atomically(
        access,
        tx -> {
          Node found = find(tx, from);
          if (found == null || from.equals(to)) {
            return found != null;
          }
          delete(tx, to);
          TypedContent content = (TypedContent) found.value();
          Table table = content.table();
          if (table != null) {
            Table successor = tx.succeed(table);
            tx.veil(successor, found.expiresAt() != Node.NEVER);
            content = content.withTable(successor);
          }
          change(tx, from, REMOVE, null);
          change(tx, to, new Put(found.expiresAt()), content);
          return true;
        });
  }

  /** Sets when a collection runs out. */
  public boolean expire(Name name, Duration timeToLive) {
    long deadline = shelf.engine().time().deadline(timeToLive);
    return shelf.atomically(
        access,
        tx -> {
          Node found = find(tx, name);
          if (found == null) {
            return false;
          }
          setExpiry(tx, name, found, deadline);
          return true;
        });
  }

  /** Takes the expiry of a collection away. */
  public boolean persist(Name name) {
    return shelf.atomically(
        access,
        tx -> {
          Node found = find(tx, name);
          if (found == null || found.expiresAt() == Node.NEVER) {
            return false;
          }
          setExpiry(tx, name, found, Node.NEVER);
          return true;
        });
  }

  static void setExpiry(TxAccess tx, Name name, Node found, long deadline) {
    Table table = ((Content) found.value()).table();
    boolean expires = deadline != Node.NEVER;
    if (table != null && expires != (found.expiresAt() != Node.NEVER)) {
      tx.veil(table, expires);
    }
    change(tx, name, new Expire(deadline), null);
  }

  /** How long a collection still lives. */
  public Optional<Duration> timeToLive(Name name) {
    Node found = access.locate(name);
    return found == null || !isInhabited((Content) found.value())
        ? Optional.empty()
        : remaining(shelf, found);
  }

  static Optional<Duration> remaining(Shelf shelf, @Nullable Node entry) {
    if (entry == null || entry.expiresAt() == Node.NEVER) {
      return Optional.empty();
    }
    return Optional.of(
        Duration.ofMillis(Math.max(1, entry.expiresAt() - shelf.engine().time().millis())));
  }

  /** The entry of a name that is in use; one whose table is empty is removed on the way. */
  static @Nullable Node find(TxAccess tx, Name name) {
    Node found = tx.find(tx.world().names(), name, name.hashCode());
    if (found == null) {
      return null;
    }
    Table table = ((Content) found.value()).table();
    boolean empty =
        table == null
            ? !((TypedContent) found.value()).isInhabited(tx.now())
            : tx.endIfEmpty(table);
    if (empty) {
      change(tx, name, REMOVE, null);
      return null;
    }
    return found;
  }

  static void change(TxAccess tx, Name name, Operation operation, @Nullable Object argument) {
    tx.change(tx.world().names(), name, name.hashCode(), operation, argument);
  }
}
