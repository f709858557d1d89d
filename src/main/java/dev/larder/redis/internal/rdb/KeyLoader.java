package dev.larder.redis.internal.rdb;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.store.Store;
import dev.larder.internal.stream.StreamResult;
import dev.larder.internal.table.Node;
import dev.larder.redis.internal.Db;

/** Puts keys into a store, each in one transaction, in place of what has that name. */
public final class KeyLoader implements RdbReader.Sink {
  private final Store store;

  /** Into this store. */
  public KeyLoader(Store store) {
    this.store = store;
  }

  @Override
  public void put(int database, byte[] key, RdbValue value, long deadline) {
    Shelf shelf = store.database(database);
    Name name = Name.of(key);
    shelf
        .transactor()
        .run(
            tx -> {
              Db db = new Db(shelf, tx);
              db.names().delete(name);
              put(db, name, value);
              if (deadline != Node.NEVER) {
                db.keys().expireAt(name, deadline, db.now(), earlier -> true);
              }
              return true;
            });
  }

  private static void put(Db db, Name name, RdbValue value) {
    if (value instanceof RdbValue.OfString string) {
      db.string(name).put(string.bytes(), Node.NEVER);
    } else if (value instanceof RdbValue.OfList list) {
      db.list(name).addAll(list.items());
    } else if (value instanceof RdbValue.OfSet set) {
      db.set(name).addAll(set.members());
    } else if (value instanceof RdbValue.OfSortedSet set) {
      db.sortedSet(name).addAll(set.scores());
    } else if (value instanceof RdbValue.OfHash hash) {
      db.hash(name).putAll(hash.fields());
    } else if (value instanceof RdbValue.OfStream stream) {
      db.stream(name).change(current -> new StreamResult<>(stream.stream(), true));
    }
  }
}
