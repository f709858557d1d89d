package dev.larder.redis.internal;

import org.jspecify.annotations.Nullable;

/** CLIENT PAUSE: until when which commands have to wait. */
public final class Pausing {
  /** What is paused; never changed. */
  private record Pause(long until, boolean all) {}

  private final Server server;
  private volatile @Nullable Pause pause;

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
