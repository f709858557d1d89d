package dev.larder.redis.internal;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.tx.TxAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One run of a command: what its handler gets. */
public final class Call {
  private final Session session;
  private final Command command;
  private final Args args;
  private final Reply reply;
  private final Scope scope;

  /** Whether what the command reads has been counted, in this call or in the one around it. */
  private boolean counted;

  /** Whether the database has been asked for. */
  private boolean begun;

  /** Whether a use of keys that it has made is yet to be noted. */
  private boolean makes;

  /** What is told of looks at keys even if the transaction of this command alone fails. */
  private @Nullable List<Runnable> looks;

  /** What the command writes and was not there when it began; null if nobody wants to know. */
  private @Nullable Set<Name> absent;

  Call(Session session, Command command, Args args, Reply reply, Scope scope) {
    this(session, command, args, reply, scope, false);
  }

  private Call(
      Session session, Command command, Args args, Reply reply, Scope scope, boolean counted) {
    this.counted = counted;
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
    Db db = scope.db(session.database());
    if (!begun) {
      begun = true;
      begin(db);
    }
    return db;
  }

  private void begin(Db db) {
    if (!counted) {
      counted = true;
      Lookups.read(this, db);
    }
    absent = Lookups.absent(this, db);
    makes = Uses.begin(this);
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
    Call[] last = {this};
    boolean isDone = false;
    try {
      server()
          .database(session.database())
          .transactor()
          .<@Nullable Void>run(
              tx -> {
                reply.rewind(mark);
                last[0] = new Call(session, command, args, reply, scope.in(tx), counted);
                handler.run(last[0]);
                return null;
              });
      isDone = true;
    } finally {
      List<Runnable> looked = last[0].looks;
      if (!isDone && looked != null) {
        looked.forEach(Runnable::run); // the error came after them
      }
    }
  }

  /** Does what is to be done about a look at a key, when it is sure that it counts. */
  void afterLook(Runnable action) {
    afterCommit(action);
    if (isInTransaction() && !isQueued()) {
      List<Runnable> all = looks == null ? new ArrayList<>() : looks;
      all.add(action);
      looks = all;
    }
  }

  /**
   * The same call in a transaction that somebody else runs, for what has waited: it was counted
   * when it began.
   */
  public Call in(TxAccess transaction) {
    return new Call(session, command, args, reply, scope.in(transaction), true);
  }

  /** Counts a look at a key that is to be read, where the row does not tell which are. */
  public void look(Name key) {
    Lookups.looked(this, key, db().keys().type(key, Uses.second(this)) != null);
  }

  /** Counts a look that has been done. */
  public void looked(Name key, boolean isThere) {
    if (isThere) {
      Uses.note(this, key);
    }
    Lookups.looked(this, key, isThere);
  }

  /** Tells that a key has been made anew, maybe in place of another; before what else is told. */
  public void made(Name key, int database) {
    if (absent != null && database == session.database()) {
      absent.remove(key);
    }
    Lookups.made(this, key, database);
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
    if (makes) {
      Shelf shelf = server().database(database);
      afterCommit(() -> Uses.note(this, shelf, key));
    }
    Set<Name> missing = absent;
    if (missing != null && database == session.database() && missing.remove(key)) {
      Lookups.made(this, key, database); // the first event of a key that was absent
    }
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
