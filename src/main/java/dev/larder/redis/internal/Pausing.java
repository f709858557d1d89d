package dev.larder.redis.internal;

import org.jspecify.annotations.Nullable;

/** CLIENT PAUSE and DEBUG SLEEP: until when which commands have to wait. */
public final class Pausing {
  /** What is paused; never changed. */
  private record Pause(long until, boolean all) {}

  /** A day. */
  private static final long LONGEST_MICROS = 86_400_000_000L;

  private final Server server;
  private volatile @Nullable Pause pause;

  /** While somebody sleeps: when it ends, in milliseconds of the epoch. */
  private volatile @Nullable Long asleepUntil;

  Pausing(Server server) {
    this.server = server;
  }

  /** Pauses all commands or those that write; a pause under way is only made longer or stronger. */
  public void begin(long millis, boolean all) {
    Pause now = pause;
    long until = server.now() + millis;
    boolean isOn = now != null && now.until - server.now() > 0;
    if (now != null && isOn) {
      long later = now.until - until > 0 ? now.until : until;
      pause = new Pause(later, all || now.all);
    } else {
      pause = new Pause(until, all);
    }
  }

  /** Ends it. */
  public void end() {
    pause = null;
  }

  /** How long a command has to wait, in milliseconds; 0 if it may run. */
  public long wait(Session session, Command command) {
    Long end = asleepUntil;
    if (end != null && end - server.now() > 0) {
      return end - server.now();
    }
    Pause now = pause;
    if (now == null) {
      return 0;
    }
    long left = now.until - server.now();
    if (left <= 0) {
      return 0;
    }
    return now.all || writes(session, command) ? left : 0;
  }

  /**
   * Lets all commands of all clients wait, as a server does that does nothing; and answers the
   * caller afterwards. In a transaction it is answered at once, and only what follows waits.
   */
  public void nap(Call call, long micros) {
    long begin = server.nanos();
    if (micros <= 0) {
      call.reply().ok();
      return;
    }
    long millis = (Math.min(micros, LONGEST_MICROS) + 999) / 1000;
    long until = server.now() + millis;
    Long other = asleepUntil;
    if (other == null || until - other > 0) {
      asleepUntil = until;
    }
    Session session = call.session();
    Session.Connection connection = session.connection();
    if (call.isQueued()) {
      connection.schedule(millis, () -> end(until));
      call.reply().ok();
      return;
    }
    session.nap(true);
    connection.pause();
    connection.schedule(millis, () -> wake(call, until, server.nanos() - begin));
  }

  /** Ends the sleep, unless a longer one has begun: also where the clock stands still. */
  private void end(long until) {
    Long latest = asleepUntil;
    if (latest != null && latest == until) {
      asleepUntil = null;
    }
  }

  private void wake(Call call, long until, long nanos) {
    end(until);
    Session session = call.session();
    session.nap(false);
    server.measuring().took(session, call.command(), call.args(), nanos);
    session.connection().reply().ok();
    session.connection().flush();
    session.connection().resume();
  }

  boolean isAsleep() {
    return asleepUntil != null;
  }

  /** Whether anything is paused. */
  public boolean isOn() {
    return pause != null;
  }

  private static boolean writes(Session session, Command command) {
    return switch (command.fullName()) {
      case "publish", "spublish", "pfcount" -> true;
      case "exec" -> session.queue().stream().anyMatch(queued -> writes(session, queued.command()));
      default -> command.is(Flag.WRITE);
    };
  }
}
