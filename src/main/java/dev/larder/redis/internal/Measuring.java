package dev.larder.redis.internal;

import dev.larder.redis.internal.measure.Figure;
import dev.larder.redis.internal.measure.SlowLog;
import java.nio.charset.StandardCharsets;

/** Counts commands as they run, and notes those that take long. */
final class Measuring {
  private static final byte[] REDACTED = "(redacted)".getBytes(StandardCharsets.US_ASCII);

  private final Server server;

  Measuring(Server server) {
    this.server = server;
  }

  /** Counts a command that ran; if it waits now, then it took only what it took to begin. */
  void ran(Session session, Command command, Args args, long nanos, boolean isFailed) {
    boolean isOver = !session.isBlocked() && !session.isSleeping();
    boolean isTracked = isOver && server.config().isLatencyTracked();
    session.meter().ran(command.number(), nanos, isFailed, isTracked);
    if (isOver) {
      note(session, command, args, nanos);
    }
  }

  /** Counts the time of a command that has been counted when it began. */
  void took(Session session, Command command, Args args, long nanos) {
    session.meter().took(command.number(), nanos, server.config().isLatencyTracked());
    note(session, command, args, nanos);
  }

  private void note(Session session, Command command, Args args, long nanos) {
    Config config = server.config();
    long micros = nanos / 1_000;
    long slow = config.slowerThan();
    if (slow >= 0 && micros >= slow && !command.is(Flag.SKIP_SLOWLOG)) {
      log(session, command, args, micros);
    }
    long spike = config.latencyThreshold();
    if (spike > 0 && micros / 1_000 >= spike) {
      String event = command.is(Flag.FAST) ? "fast-command" : "command";
      server.measures().spikes().add(event, server.now() / 1_000, micros / 1_000);
    }
  }

  private void log(Session session, Command command, Args args, long micros) {
    byte[][] shown = args.all().clone();
    for (int i = 0; i < shown.length; i++) {
      if (Monitors.hides(command, args, i)) {
        shown[i] = REDACTED;
      }
    }
    SlowLog log = server.measures().slowLog();
    log.add(
        server.now() / 1_000,
        micros,
        SlowLog.cut(shown),
        session.connection().address(),
        session.name(),
        server.config().slowLogLength());
  }

  /** Counts an error that a client is answered. */
  void error(Session session, String text) {
    session.meter().add(Figure.ERRORS, 1);
    server.measures().error(text);
  }
}
