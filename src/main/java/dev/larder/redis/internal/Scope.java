package dev.larder.redis.internal;

import dev.larder.internal.kind.Shelf;
import dev.larder.internal.tx.TxAccess;
import org.jspecify.annotations.Nullable;

/** The way in which commands are run: directly, or all in one transaction. */
final class Scope {
  private final Server server;
  private final @Nullable TxAccess transaction;
  private final boolean exec;

  Scope(Server server, @Nullable TxAccess transaction, boolean exec) {
    this.server = server;
    this.transaction = transaction;
    this.exec = exec;
  }

  @Nullable TxAccess transaction() {
    return transaction;
  }

  boolean isExec() {
    return exec;
  }

  /** The same in a transaction. */
  Scope in(TxAccess inside) {
    return new Scope(server, inside, exec);
  }

  Db db(int index) {
    Shelf shelf = server.database(index);
    return new Db(shelf, transaction == null ? shelf.direct() : transaction.in(shelf.transactor()));
  }

  void afterCommit(Runnable action) {
    if (transaction == null) {
      action.run();
    } else {
      transaction.afterCommit(action);
    }
  }
}
