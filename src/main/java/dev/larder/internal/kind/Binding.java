package dev.larder.internal.kind;

import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Access;
import dev.larder.internal.cell.Name;
import dev.larder.internal.cell.Operation;
import dev.larder.internal.table.Node;
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

  Binding(Shelf shelf, Name name, Types types, Access access) {
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
    for (; ; ) {
      Node found = access.locate(name);
      if (found == null) {
        return null;
      }
      TypedContent content = (TypedContent) found.value();
      if (content.types().equals(types)) {
        return content;
      }
      if (content.table() == null || !names().retire(name)) {
        throw wrongType(content);
      }
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
    return new WrongTypeException(name.toString(), types.toString(), content.types().toString());
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
        if (found != null
            && (((TypedContent) found.value()).table() == null || !names().retire(name))) {
          throw wrong;
        }
      }
    }
  }

  /** This binding inside a transaction. */
  Binding in(TxAccess transaction) {
    return new Binding(shelf, name, types, transaction);
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
