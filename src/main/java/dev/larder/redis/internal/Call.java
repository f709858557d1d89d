package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.tx.TxAccess;
import org.jspecify.annotations.Nullable;

/** One run of a command: what its handler gets. */
public final class Call {
  private final Session session;
  private final Command command;
  private final Args args;
  private final Reply reply;
  private final Scope scope;

  Call(Session session, Command command, Args args, Reply reply, Scope scope) {
    this.session = session;
    this.command = command;
    this.args = args;
    this.reply = reply;
    this.scope = scope;
  }

  public Session session() {
    return session;
  }

  public Server server() {
    return session.server();
  }

  public Command command() {
    return command;
  }

  public Args args() {
    return args;
  }

  public Reply reply() {
    return reply;
  }

  /** The database that the client has selected. */
  public Db db() {
    return scope.db(session.database());
  }

  /** Another database, in the same transaction. */
  public Db db(int index) {
    return scope.db(index);
  }

  /** Whether this run is part of a transaction, which may be run again. */
  public boolean isInTransaction() {
    return scope.transaction() != null;
  }

  /** Whether this runs between MULTI and EXEC: blocking commands don't block there. */
  public boolean isQueued() {
    return scope.isExec();
  }

  /**
   * Runs a handler in a transaction: in the one that this runs in, or in one of its own, which may
   * run it again; each attempt takes back the reply of the one before.
   */
  public void atomically(Handler handler) {
    if (isInTransaction()) {
      handler.run(this);
      return;
    }
    int mark = reply.mark();
    server()
        .database(session.database())
        .transactor()
        .<@Nullable Void>run(
            tx -> {
              reply.rewind(mark);
              handler.run(new Call(session, command, args, reply, scope.in(tx)));
              return null;
            });
  }

  /** The same call in a transaction that somebody else runs. */
  public Call in(TxAccess transaction) {
    return new Call(session, command, args, reply, scope.in(transaction));
  }

  /** Does something that can't be taken back: at once, or when the transaction has committed. */
  public void afterCommit(Runnable action) {
    scope.afterCommit(action);
  }

  /**
   * Tells those who listen for keyspace notifications.
   *
   * @param kind the class of the event, as notify-keyspace-events has it: one of g$lshzxetdmn
   */
  public void notify(char kind, String event, Name key) {
    notify(kind, event, key, session.database());
  }

  /** The same about a key of another database. */
  public void notify(char kind, String event, Name key, int database) {
    Tracking tracking = server().tracking();
    if (tracking.isOn()) {
      afterCommit(() -> tracking.changed(key));
    }
    Notifications notifications = server().notifications();
    if (notifications.wants(kind)) {
      afterCommit(() -> notifications.notify(kind, event, key, database));
    }
  }
}
