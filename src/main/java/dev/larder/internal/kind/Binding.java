package dev.larder.internal.kind;

import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
import dev.larder.internal.table.Table;
import dev.larder.internal.table.World;
import dev.larder.internal.tx.TxAccess;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What ties a handle to its collection: the name, the types, and the way to the cells. */
class Binding {
  final Shelf shelf;
  final Name name;
  final Types types;
  final Access access;
  private final @Nullable SortedSetOrder<?> order;

  Binding(Shelf shelf, Name name, Types types, Access access) {
    this(shelf, name, types, access, null);
  }

  /** The binding of a sorted set, which brings the order of its members. */
  Binding(Shelf shelf, Name name, Types types, Access access, @Nullable SortedSetOrder<?> order) {
    this.order = order;
    this.shelf = shelf;
    this.name = name;
    this.types = types;
    this.access = access;
  }

  /** The name for whoever asks a handle; throws when the store is closed. */
  final String openName() {
    access.world();
    return name.toString();
  }

  final boolean isDirect() {
    return access == shelf.direct();
  }

  final Names names() {
    return new Names(shelf, access);
  }

  /** Throws when the name is in use under another type. */
  final void checkType() {
    content();
  }

  /** The content, or null when the collection does not exist. */
  final @Nullable TypedContent content() {
    Node found = entry();
    return found == null ? null : (TypedContent) found.value();
  }

  /** The entry of the keyspace, or null when the collection does not exist. */
  final @Nullable Node entry() {
    for (; ; ) {
      Node found = access.locate(name);
      if (found == null) {
        return null;
      }
      TypedContent content = (TypedContent) found.value();
      if (content.types().equals(types)) {
        return found;
      }
      if (!adopt(content) && !isFree(content)) {
        throw wrongType(content);
      }
    }
  }

  /** Whether a collection of other types turns out to be empty, so that the name is free. */
  private boolean isFree(TypedContent content) {
    return (content.table() != null || content instanceof StoredContent) && names().retire(name);
  }

  /**
   * Puts a typed content in place of a stored one, if the types are the same; false if this is not
   * what stands in the way.
   */
  private boolean adopt(TypedContent content) {
    if (!(content instanceof StoredContent) && Conversion.isPossible(content.types(), types)) {
      convert(content);
      return true;
    }
    if (!(content instanceof StoredContent found) || !Restoring.fits(found.stored(), types)) {
      return false;
    }
    World world = access.world(); // if it has ended, nothing is done, and the next look goes on
    Adopting adopting = new Adopting(found, !isDirect(), world);
    Access form = isDirect() ? shelf.direct().quiet() : access;
    form.changeIn(world.names(), name, name.hashCode(), adopting, null);
    if (adopting.mustBeRecorded()) {
      adopting = new Adopting(found, true, world);
      access.changeIn(world.names(), name, name.hashCode(), adopting, null);
    }
    Table table = adopting.table();
    if (table != null && table.nextDueAcquire() != Node.NEVER) {
      shelf.engine().publishedDue(table);
    }
    return true;
  }

  /** Puts this very content in place with other types; not if it has changed since. */
  @SuppressWarnings("ReferenceEquality")
  private void convert(TypedContent content) {
    shelf.atomically(
        access,
        tx -> {
          Node found = Names.find(tx, name);
          if (found != null && found.value() == content) {
            long expiresAt = found.expiresAt();
            boolean expires = expiresAt != Node.NEVER;
            Names.change(
                tx,
                name,
                new Names.Put(expiresAt),
                Conversion.convert(shelf, tx, content, types, expires, order));
          }
          return null;
        });
  }

  /** Decodes anew at each attempt, as what was recorded for one must not count for the next. */
  private final class Adopting implements Operation {
    private final StoredContent found;
    private final boolean recorded;
    private final World world;
    private boolean mustBeRecorded;
    private @Nullable Table table;

    /**
     * Of a content.
     *
     * @param recorded whether the change is recorded, which most need not be
     * @param world in which the name is
     */
    Adopting(StoredContent found, boolean recorded, World world) {
      this.found = found;
      this.recorded = recorded;
      this.world = world;
    }

    boolean mustBeRecorded() {
      return mustBeRecorded;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // this very content is to be replaced
    public Object decide(@Nullable Node current, @Nullable Object argument) {
      if (current == null || current.value() != found) {
        return KEEP;
      }
      Restoring restoring = new Restoring(shelf, types);
      TypedContent restored = restoring.restore(world, found.stored(), order);
      mustBeRecorded = !restoring.isKnown() && !recorded;
      if (mustBeRecorded) {
        return KEEP;
      }
      table = restored.table();
      if (table != null) {
        table.veil(current.expiresAt() != Node.NEVER);
      }
      return restored;
    }

    @Nullable Table table() {
      return table;
    }
  }

  /** Checks the content that an operation sees. */
  final @Nullable TypedContent contentOf(@Nullable Node current) {
    if (current == null) {
      return null;
    }
    TypedContent content = (TypedContent) current.value();
    if (!content.types().equals(types)) {
      throw wrongType(content);
    }
    return content;
  }

  private WrongTypeException wrongType(TypedContent content) {
    return new WrongTypeException(name.toString(), types.toString(), content.typeText());
  }

  /** Runs an operation on the collection's entry in the keyspace. */
  final @Nullable Node change(Operation operation, @Nullable Object argument) {
    Recursion.check(this, name);
    for (; ; ) {
      try {
        return access.change(access.world().names(), name, name.hashCode(), operation, argument);
      } catch (WrongTypeException wrong) {
        // A map or set without entries does not exist: its name is free.
        Node found = access.locate(name);
        if (found == null) {
          continue;
        }
        TypedContent content = (TypedContent) found.value();
        if (!content.types().equals(types) && !adopt(content) && !isFree(content)) {
          throw wrong;
        }
      }
    }
  }

  /** This binding inside a transaction. */
  Binding in(TxAccess transaction) {
    return new Binding(shelf, name, types, transaction, order);
  }

  final boolean expire(Duration timeToLive) {
    checkType();
    return names().expire(name, timeToLive);
  }

  final boolean persist() {
    checkType();
    return names().persist(name);
  }

  final Optional<Duration> timeToLive() {
    checkType();
    return names().timeToLive(name);
  }

  /** Removes the collection, whatever it holds; O(1). */
  final void clear() {
    checkType();
    names().delete(name);
  }
}
