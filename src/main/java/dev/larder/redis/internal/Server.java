package dev.larder.redis.internal;

import dev.larder.internal.cell.Engine;
import dev.larder.internal.kind.Shelf;
import dev.larder.internal.store.Store;
import dev.larder.redis.internal.command.Families;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/** What all sessions of one endpoint share. */
public final class Server {
  /** How many databases there are; the first is the store's own keyspace. */
  public static final int DATABASES = 16;

  private final Store store;
  private final Shelf[] databases = new Shelf[DATABASES];
  private final CommandTable table = new CommandTable();
  private final Notifications notifications = new Notifications();
  private final Dispatcher dispatcher = new Dispatcher(this);
  private final AtomicLong clientIds = new AtomicLong();
  private final Map<Long, Session> sessions = new ConcurrentSkipListMap<>();

  /** The commands over a store. */
  public Server(Store store) {
    this.store = store;
    databases[0] = store.shelf();
    for (int i = 1; i < DATABASES; i++) {
      databases[i] = new Shelf(new Engine(store.shelf().engine().time()));
    }
    Families.addTo(table);
  }

  public Store store() {
    return store;
  }

  /** The keyspace of a database. */
  public Shelf database(int index) {
    return databases[index];
  }

  public CommandTable table() {
    return table;
  }

  public Dispatcher dispatcher() {
    return dispatcher;
  }

  public Notifications notifications() {
    return notifications;
  }

  /** The sessions that are open, by the ids of their clients. */
  public Map<Long, Session> sessions() {
    return sessions;
  }

  /** Opens a session for a connection. */
  public Session open(Session.Connection connection) {
    Session session = new Session(this, clientIds.incrementAndGet(), connection);
    sessions.put(session.id(), session);
    return session;
  }
}
