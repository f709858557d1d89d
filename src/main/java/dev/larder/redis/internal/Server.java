package dev.larder.redis.internal;

import dev.larder.internal.kind.Shelf;
import dev.larder.internal.store.Store;
import dev.larder.internal.time.Ticker;
import dev.larder.internal.time.TimeSource;
import dev.larder.redis.internal.measure.Figure;
import dev.larder.redis.internal.measure.Measures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What all sessions of one endpoint share. */
public final class Server implements AutoCloseable {
  /** How many databases there are; the first is the store's own keyspace. */
  public static final int DATABASES = Store.DATABASES;

  private static final int RUN_ID_DIGITS = 40;

  private final Store store;
  private final Config config;
  private final AtomicLong unread = new AtomicLong();
  private final AtomicInteger waiting = new AtomicInteger();
  private final Commands commands = new Commands();
  private final PubSub pubSub;
  private final Monitors monitors = new Monitors();
  private final Pausing pausing = new Pausing(this);
  private final Tracking tracking = new Tracking(this);
  private final Notifications notifications;
  private final Ticker ticker = Ticker.system();
  private final long start;
  private final String runId;
  private final Dispatcher dispatcher;
  private final Measures measures;
  private final Measuring measuring;
  private final Saving saving;
  private final @Nullable Probe probe;

  /** How many keys had expired when counting began. */
  private volatile long expiredBefore;

  private final AtomicLong clientIds = new AtomicLong();
  private final Map<Long, Session> sessions = new ConcurrentSkipListMap<>();

  /** The commands over a store; who knows the password may run them, or everybody without one. */
  public Server(Store store, @Nullable String password) {
    this(store, password, null);
  }

  /** The same, watched by a probe. */
  public Server(Store store, @Nullable String password, @Nullable Probe probe) {
    this.store = store;
    this.probe = probe;
    this.start = now();
    this.pubSub = new PubSub(store.channels());
    this.config = new Config(password, DATABASES);
    this.notifications = new Notifications(this, config, pubSub);
    this.runId = runId(store);
    this.measures = new Measures(CommandTable.MOST);
    this.expiredBefore = store.shelf().engine().expiredNames();
    this.measuring = new Measuring(this);
    this.saving = new Saving(this);
    this.dispatcher = new Dispatcher(this);
  }

  public Store store() {
    return store;
  }

  /** The keyspace of a database. */
  public Shelf database(int index) {
    return store.database(index);
  }

  /** What clients can set. */
  public Config config() {
    return config;
  }

  /** All commands; right after the start, waits until they are there. */
  public CommandTable table() {
    return commands.all();
  }

  /** The command of a name in any case, or null. */
  public @Nullable Command find(byte[] name) {
    return commands.find(name);
  }

  public Dispatcher dispatcher() {
    return dispatcher;
  }

  /** What watches the clients, or null. */
  public @Nullable Probe probe() {
    return probe;
  }

  /** What waits for the store's time waits by this. */
  public TimeSource time() {
    return store.shelf().engine().time();
  }

  /** The time, in milliseconds of the epoch. */
  public long now() {
    return time().millis();
  }

  /** The nanoseconds of now, for how long something took. */
  public long nanos() {
    return ticker.nanos();
  }

  private static String runId(Store store) {
    StringBuilder digits = new StringBuilder();
    while (digits.length() < RUN_ID_DIGITS) {
      digits.append(Integer.toHexString(store.shelf().random().nextInt(16)));
    }
    return digits.toString();
  }

  /** What no other server is called. */
  public String runId() {
    return runId;
  }

  /** For how long it is there. */
  public long uptimeSeconds() {
    return Math.max(0, now() - start) / 1_000;
  }

  /** When it began, in milliseconds of the epoch. */
  long startMillis() {
    return start;
  }

  /** What is counted. */
  public Measures measures() {
    return measures;
  }

  /** How many keys have expired since the start, or since the last reset. */
  public long expiredKeys() {
    return store.shelf().engine().expiredNames() - expiredBefore;
  }

  /** Begins to count anew. */
  public void resetStatistics() {
    measures.reset();
    expiredBefore = store.shelf().engine().expiredNames();
  }

  /** What counts commands. */
  Measuring measuring() {
    return measuring;
  }

  /** The snapshots that clients ask for. */
  public Saving saving() {
    return saving;
  }

  public Monitors monitors() {
    return monitors;
  }

  public Pausing pausing() {
    return pausing;
  }

  public Tracking tracking() {
    return tracking;
  }

  public PubSub pubSub() {
    return pubSub;
  }

  public Notifications notifications() {
    return notifications;
  }

  /** How many commands wait, or are about to: what changes look at. */
  AtomicInteger waiting() {
    return waiting;
  }

  /** How many clients wait in a command. O(clients). */
  public int blockedClients() {
    return (int) sessions.values().stream().filter(Session::isBlocked).count();
  }

  /** The sessions that are open, by the ids of their clients. */
  public Map<Long, Session> sessions() {
    return sessions;
  }

  /** Whether clients have to give a password. */
  public boolean needsPassword() {
    return !config.password().isEmpty();
  }

  /** Whether this is the password, which takes as long to say wherever they differ. */
  public boolean isPassword(byte[] given) {
    String right = config.password();
    return right.isEmpty()
        || MessageDigest.isEqual(
            digest(right.getBytes(StandardCharsets.ISO_8859_1)), digest(given));
  }

  private static byte[] digest(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** How many bytes wait for all the clients together that don't read. */
  public AtomicLong unread() {
    return unread;
  }

  /** A session for a connection that is refused. */
  public Session unlisted(Session.Connection connection) {
    Session refused = new Session(this, clientIds.incrementAndGet(), connection);
    refused.meter().add(Figure.CONNECTIONS, 1);
    refused.meter().add(Figure.REFUSED_CONNECTIONS, 1);
    return refused;
  }

  /** Opens a session for a connection. */
  public Session open(Session.Connection connection) {
    Session session = new Session(this, clientIds.incrementAndGet(), connection);
    session.meter().add(Figure.CONNECTIONS, 1);
    sessions.put(session.id(), session);
    return session;
  }

  /** Parts from the store, which stays open. */
  @Override
  public void close() {
    store.sweeps(true);
    commands.all(); // its thread ends
    pubSub.close();
    tracking.close();
    notifications.close();
  }
}
