package dev.larder.redis.internal;

import dev.larder.redis.internal.measure.Meter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the server knows of one connection. Used by the thread that serves the connection. */
public final class Session {
  private final Server server;
  private final long id;
  private final Connection connection;
  private final List<Queued> queue = new ArrayList<>();
  private int database;
  private boolean authenticated;
  private String name = "";
  private boolean multi;
  private boolean multiFailed;
  private long queuedBytes;
  private final Subscriptions subscriptions;
  private final Watching watching = new Watching();
  private volatile @Nullable Blocked blocked;
  private final ClientState state;
  private volatile Tracking.@Nullable Mode tracking;
  private boolean cachingNamed;
  private final Meter meter;

  /**
   * When the last command of the piece in work ended; 0 if there is none. To read a clock costs.
   */
  private long lap;

  private boolean sleeping;

  /** The way to the client, for what is not the reply to a command that is being run. */
  public interface Connection {
    /** Runs an action on the thread that serves the connection; may be called from any thread. */
    void execute(Runnable action);

    /**
     * The same, never before this returns.
     *
     * @return whether it will run: false when the connection has ended, and its thread
     */
    boolean later(Runnable action);

    /**
     * Runs an action on the serving thread after so many milliseconds; for that thread only.
     *
     * @return what takes it back
     */
    Runnable schedule(long millis, Runnable action);

    /** Where replies go; for the serving thread only. */
    Reply reply();

    /** Sends what was written outside of a command; for the serving thread only. */
    void flush();

    /** Lets no further commands be read until {@link #resume}; replies may be written. */
    void pause();

    void resume();

    /** Sends what was not asked for; from any thread, and in the order of each thread's calls. */
    void push(Push push);

    /** Closes after what was written has been sent. */
    void close();

    void protocol(int version);

    /** Whether the client speaks RESP3; from any thread. */
    boolean isResp3();

    /** The client's address and port. */
    String address();

    /** The address and port that it came to. */
    String localAddress();

    /** Whether it came through a Unix domain socket. */
    boolean isLocalSocket();

    /**
     * What its buffers hold: now, if the serving thread asks, else when the last commands that had
     * come together were done.
     */
    Buffers buffers();

    /** Runs a command later, in so many milliseconds or when {@link #release} is called. */
    void hold(Args request, long millis);

    /** Runs what is held. */
    void release();

    /** Closes when the client is idle for as long as the parameter timeout says, if it says so. */
    void watchIdle();
  }

  /** A command between MULTI and EXEC. */
  record Queued(Command command, Args args) {}

  Session(Server server, long id, Connection connection) {
    this.server = server;
    this.id = id;
    this.connection = connection;
    this.authenticated = !server.needsPassword();
    this.state = new ClientState(server.now());
    this.meter = server.measures().meter();
    this.subscriptions = new Subscriptions(server.pubSub(), this);
  }

  public Server server() {
    return server;
  }

  public long id() {
    return id;
  }

  public Connection connection() {
    return connection;
  }

  /** The database that the client has selected. */
  public int database() {
    return database;
  }

  public void select(int index) {
    database = index;
  }

  /** Whether the client may run commands. */
  public boolean isAuthenticated() {
    return authenticated;
  }

  public void authenticate(boolean isAuthenticated) {
    authenticated = isAuthenticated;
  }

  /** What the client calls itself; empty at first. */
  public String name() {
    return name;
  }

  public void rename(String newName) {
    name = newName;
  }

  /** What the thread counts that serves the connection. */
  public Meter meter() {
    return meter;
  }

  /** Says that commands come that did not come with those before. */
  public void newPiece() {
    lap = 0;
    state.acts(server.now());
  }

  /** When the next command begins, in nanoseconds: where the one before it ended, if one did. */
  long lap() {
    return lap != 0 ? lap : server.nanos();
  }

  /** Says when a command has ended. */
  void lap(long nanos) {
    lap = nanos;
  }

  /** Whether a command of the client sleeps: its time is not known yet. */
  boolean isSleeping() {
    return sleeping;
  }

  void nap(boolean isBegin) {
    sleeping = isBegin;
  }

  /** What CLIENT tells of it. */
  public ClientState state() {
    return state;
  }

  /** How it is told of changes to what it has read, or null. */
  public Tracking.@Nullable Mode tracking() {
    return tracking;
  }

  void track(Tracking.@Nullable Mode mode) {
    tracking = mode;
    cachingNamed &= mode != null;
  }

  /** Whether CLIENT CACHING was said just before. */
  public boolean isCachingNamed() {
    return cachingNamed;
  }

  /** Says that CLIENT CACHING was said, or that what it was for is over. */
  public void nameCaching(boolean named) {
    cachingNamed = named;
  }

  /** What the client has subscribed to. */
  public Subscriptions subscriptions() {
    return subscriptions;
  }

  /** Puts back what a client can set, as at the beginning. */
  public void reset() {
    endMulti();
    database = 0;
    name = "";
    subscriptions.clear();
    server.monitors().remove(this);
    server.tracking().end(this);
    state.replyOn();
    authenticated = !server.needsPassword();
    connection.protocol(2);
  }

  /** Whether the client has done nothing for longer, though it neither waits nor listens. */
  public boolean isIdle(long seconds) {
    return !isBlocked()
        && !sleeping
        && !subscriptions.any()
        && !state.isMonitor()
        && state.idleSeconds(server.now()) > seconds;
  }

  // ---- MULTI ------------------------------------------------------------------------------------

  public boolean isMulti() {
    return multi;
  }

  public void beginMulti() {
    multi = true;
    multiFailed = false;
    clearQueue();
  }

  /** Ends MULTI, and what is watched. */
  public void endMulti() {
    multi = false;
    multiFailed = false;
    clearQueue();
    watching.close();
  }

  /** What the client watches. */
  public Watching watching() {
    return watching;
  }

  boolean hasMultiFailed() {
    return multiFailed;
  }

  void failMulti() {
    multiFailed |= multi;
  }

  List<Queued> queue() {
    return queue;
  }

  void enqueue(Queued command) {
    queue.add(command);
    queuedBytes += command.args().bytes();
  }

  private void clearQueue() {
    queue.clear();
    queuedBytes = 0;
  }

  /** How long the arguments are of the commands between MULTI and EXEC. */
  public long queuedBytes() {
    return queuedBytes;
  }

  // ---- blocking ---------------------------------------------------------------------------------

  /** Whether a command waits. */
  public boolean isBlocked() {
    return blocked != null;
  }

  void block(@Nullable Blocked waiting) {
    blocked = waiting;
  }

  /**
   * Ends the wait of the command that waits; may be called from any thread.
   *
   * @param isError whether it gets an error, else what it gets when its time is up
   * @return whether one waited
   */
  public boolean unblock(boolean isError) {
    Blocked waiting = blocked;
    return waiting != null && waiting.unblock(isError);
  }

  /** The connection has ended. */
  public void closed() {
    Blocked waiting = blocked;
    if (waiting != null) {
      waiting.abandon();
    }
    watching.close();
    server.sessions().remove(id);
    subscriptions.clear();
    server.monitors().remove(this);
    server.tracking().end(this);
  }
}
