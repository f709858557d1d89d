package dev.larder.redis.internal;

import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The lines of CLIENT LIST, and whom CLIENT KILL means. */
public final class Clients {
  private Clients() {}

  /** A session's line, without its end. */
  public static String line(Session session) {
    Session.Connection connection = session.connection();
    ClientState state = session.state();
    Subscriptions subscriptions = session.subscriptions();
    long now = session.server().now();
    Tracking.Mode tracking = session.tracking();
    StringBuilder line = new StringBuilder(300);
    line.append("id=").append(session.id());
    line.append(" addr=").append(connection.address());
    line.append(" laddr=").append(connection.localAddress());
    line.append(" fd=").append(session.id() + 7);
    line.append(" name=").append(session.name());
    line.append(" age=").append(state.seconds(now));
    line.append(" idle=").append(state.idleSeconds(now));
    line.append(" flags=").append(flags(session, tracking));
    line.append(" db=").append(session.database());
    line.append(" sub=").append(subscriptions.count(Topic.CHANNEL));
    line.append(" psub=").append(subscriptions.count(Topic.PATTERN));
    line.append(" ssub=").append(subscriptions.count(Topic.SHARD));
    line.append(" multi=").append(session.isMulti() ? session.queue().size() : -1);
    Buffers buffers = connection.buffers();
    line.append(" qbuf=").append(buffers.received());
    line.append(" qbuf-free=").append(buffers.receivedFree());
    line.append(" argv-mem=").append(buffers.arguments());
    line.append(" multi-mem=").append(buffers.queued());
    line.append(" rbs=").append(buffers.replyRoom());
    line.append(" rbp=").append(buffers.replyPeak());
    line.append(" obl=").append(buffers.replied());
    line.append(" oll=").append(buffers.pieces());
    line.append(" omem=").append(buffers.waiting());
    line.append(" tot-mem=").append(buffers.total());
    line.append(" events=r cmd=").append(state.command());
    line.append(" user=default redir=").append(tracking == null ? -1 : tracking.redirect());
    line.append(" resp=").append(connection.isResp3() ? 3 : 2);
    return line.toString();
  }

  private static String flags(Session session, Tracking.@Nullable Mode tracking) {
    StringBuilder flags = new StringBuilder();
    flags.append(session.state().isMonitor() ? "O" : "");
    flags.append(session.subscriptions().any() ? "P" : "");
    flags.append(session.isMulti() ? "x" : "");
    flags.append(session.isBlocked() ? "b" : "");
    if (tracking != null) {
      flags.append('t');
      flags.append(tracking.isBroken() ? "R" : "");
      flags.append(tracking.isBroadcast() ? "B" : "");
    }
    flags.append(session.connection().isLocalSocket() ? "U" : "");
    flags.append(session.state().staysAtEviction() ? "e" : "");
    return flags.length() == 0 ? "N" : flags.toString();
  }

  /** The sessions of a type, by its name as LIST and KILL take it. */
  public static Predicate<Session> ofType(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "normal" -> session -> !session.subscriptions().any();
      case "pubsub" -> session -> session.subscriptions().any();
      case "master", "slave", "replica" -> session -> false;
      default -> throw Errors.of("ERR Unknown client type '" + name + "'");
    };
  }

  /** Ends a connection: after the reply if it is the caller's own, else at once. */
  public static void kill(Session killed) {
    killed.connection().execute(() -> killed.connection().close());
  }
}
