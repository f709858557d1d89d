package dev.larder.redis.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/** What CLIENT asks and sets about a connection. */
public final class ClientState {
  /*
   * Shared: `command` and `active`, written by the serving thread as commands come and read by
   * CLIENT LIST on others; each stands for itself, so opaque accesses are enough. The rest that
   * others read is volatile and rarely written.
   */
  private static final VarHandle COMMAND;
  private static final VarHandle ACTIVE;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      COMMAND = lookup.findVarHandle(ClientState.class, "command", Command.class);
      ACTIVE = lookup.findVarHandle(ClientState.class, "active", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long since;

  @SuppressWarnings("unused") // through COMMAND
  private @Nullable Command command;

  @SuppressWarnings("unused") // through ACTIVE
  private long active;

  private volatile boolean staysAtEviction;
  private volatile boolean monitor;
  private boolean silent;
  private boolean skipsNext;
  private boolean skips;

  ClientState(long now) {
    this.since = now;
    this.active = now;
  }

  /** Notes that a command begins. */
  void begins(Command next) {
    if (command != next) { // as a rule it is not: a reference in an old object costs G1 a fence
      COMMAND.setOpaque(this, next);
    }
  }

  /** Notes that something has come, or goes on. */
  void acts(long now) {
    ACTIVE.setOpaque(this, now);
  }

  /** When what is being run came, or went on; for the serving thread. */
  long lastActive() {
    return active;
  }

  /** The latest command's name, or NULL. */
  String command() {
    Command last = (Command) COMMAND.getOpaque(this);
    return last == null ? "NULL" : last.fullName();
  }

  long seconds(long now) {
    return Math.max(0, now - since) / 1000;
  }

  long idleSeconds(long now) {
    return Math.max(0, now - (long) ACTIVE.getOpaque(this)) / 1000;
  }

  public void stayAtEviction(boolean stays) {
    staysAtEviction = stays;
  }

  boolean staysAtEviction() {
    return staysAtEviction;
  }

  boolean isMonitor() {
    return monitor;
  }

  void monitor(boolean on) {
    monitor = on;
  }

  // ---- CLIENT REPLY; for the serving thread
  // ------------------------------------------------------

  /** Whether replies are sent at all. */
  public void replyOn() {
    silent = false;
    skips = false;
  }

  public void replyOff() {
    silent = true;
  }

  /** Neither this command's reply nor the next one's is sent. */
  public void replySkip() {
    if (!silent) {
      skipsNext = true;
    }
  }

  /** To be asked once after each command: whether its reply is to be dropped. */
  public boolean dropsReply() {
    boolean drops = silent || skips;
    skips = skipsNext;
    skipsNext = false;
    return drops;
  }
}
