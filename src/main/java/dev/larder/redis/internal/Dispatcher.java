package dev.larder.redis.internal;

import dev.larder.LarderClosedException;
import dev.larder.LarderStorageException;
import dev.larder.WrongTypeException;
import dev.larder.internal.kind.Takers;
import dev.larder.internal.tx.TxAccess;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs the commands of a session, one after the other. */
public final class Dispatcher {
  private static final Logger LOG = LoggerFactory.getLogger("dev.larder.redis.Dispatcher");

  /** So much of a name or an argument is repeated in an error. */
  private static final int ECHOED = 128;

  private final Server server;
  private final Scope direct;

  public Dispatcher(Server server) {
    this.server = server;
    this.direct = new Scope(server, null, false);
  }

  /** Runs or queues a command, and writes its reply. */
  public void dispatch(Session session, Args args, Reply reply) {
    int mark = reply.mark();
    boolean accepted = false;
    Command command = null;
    try {
      command = find(args);
      if (!command.accepts(args.count())) {
        throw Errors.arity(command.fullName());
      }
      if (!session.isAuthenticated() && !command.is(Flag.NO_AUTH)) {
        throw Errors.of("NOAUTH Authentication required.");
      }
      if (session.subscriptions().any() && !reply.isResp3() && !runsInSubscriber(command)) {
        throw Errors.inSubscriberMode(command.fullName());
      }
      session.state().begins(command);
      if (session.state().isMonitor() && (command.is(Flag.READONLY) || command.is(Flag.WRITE))) {
        throw Errors.of("ERR Replica can't interact with the keyspace");
      }
      if (server.pausing().isOn() || server.pausing().isAsleep()) {
        long millis = server.pausing().wait(session, command);
        if (millis > 0) {
          session.connection().hold(args, millis);
          return;
        }
      }
      accepted = true;
      if (session.isMulti() && !runsInMulti(command)) {
        if (command.is(Flag.NO_MULTI)) {
          accepted = false;
          throw Errors.of("ERR Command not allowed inside a transaction");
        }
        session.enqueue(new Session.Queued(command, args));
        reply.simple("QUEUED");
        return;
      }
      runSeen(session, command, args, reply);
    } catch (RedisException e) {
      if (!accepted) {
        session.failMulti();
        if (command != null) {
          session.meter().rejected(command.number());
        }
      }
      reply.rewind(mark);
      boolean aborts = !accepted && args.is(0, "EXEC");
      answerError(session, e.text(), aborts, reply);
    }
  }

  /** Answers a command with an error instead of running it. */
  public void refuse(Session session, Args request, String error, Reply reply) {
    session.failMulti();
    answerError(session, error, request.is(0, "EXEC"), reply);
  }

  private void answerError(Session session, String error, boolean aborts, Reply reply) {
    if (aborts) {
      session.endMulti();
    }
    String text = aborts ? Errors.aborted(error) : error;
    server.measuring().error(session, text);
    reply.error(text);
  }

  /** Those who monitor see it, and those who have read what it changes are told. */
  private void runSeen(Session session, Command command, Args args, Reply reply) {
    boolean tracks = server.tracking().isOn();
    if (!tracks && !server.monitors().any()) {
      runAndServe(session, command, args, reply);
      return;
    }
    List<Session.Queued> queued =
        command.name().equals("exec") ? List.copyOf(session.queue()) : List.of();
    if (tracks) {
      server.tracking().enter(session);
    }
    try {
      runAndServe(session, command, args, reply);
    } finally {
      if (tracks) {
        server.tracking().leave();
      }
      for (Session.Queued each : queued) {
        server.monitors().show(session, session.database(), each.command(), each.args());
      }
      server.monitors().show(session, session.database(), command, args);
      if (!session.isMulti() && !command.fullName().startsWith("client|")) {
        session.nameCaching(false);
      }
    }
  }

  /** Who waits is served when the command is over: what it tells of comes first. */
  private void runAndServe(Session session, Command command, Args args, Reply reply) {
    if (server.waiting().get() == 0 || !Takers.hold()) {
      measured(session, command, args, reply);
      return;
    }
    try {
      measured(session, command, args, reply);
    } finally {
      Takers.release();
    }
  }

  private void measured(Session session, Command command, Args args, Reply reply) {
    long begin = session.lap();
    boolean isFailed = true;
    try {
      guarded(session, command, args, reply, direct);
      isFailed = false;
    } finally {
      long end = server.nanos();
      session.lap(end);
      server.measuring().ran(session, command, args, end - begin, isFailed);
    }
  }

  private static boolean runsInMulti(Command command) {
    return switch (command.fullName()) {
      case "multi", "exec", "discard", "watch", "quit", "reset" -> true;
      default -> false;
    };
  }

  /** What a client of RESP2 may send while it is subscribed: it could not tell other replies. */
  private static boolean runsInSubscriber(Command command) {
    return switch (command.fullName()) {
      case "subscribe", "unsubscribe", "psubscribe", "punsubscribe" -> true;
      case "ssubscribe", "sunsubscribe", "ping", "quit", "reset" -> true;
      default -> false;
    };
  }

  private Command find(Args args) {
    Command command = args.row(server);
    if (command == null) {
      throw unknown(args);
    }
    if (!command.subcommands().isEmpty() && args.count() > 1) {
      Command sub = command.subcommands().get(args.upper(1).toLowerCase(Locale.ROOT));
      if (sub == null) {
        throw Errors.of(
            "ERR unknown subcommand '"
                + echo(args.bytes(1), ECHOED)
                + "'. Try "
                + command.name().toUpperCase(Locale.ROOT)
                + " HELP.");
      }
      command = sub;
    }
    return command;
  }

  private static RedisException unknown(Args args) {
    StringBuilder text = new StringBuilder("ERR unknown command '");
    text.append(echo(args.bytes(0), ECHOED)).append("', with args beginning with: ");
    int start = text.length();
    for (int i = 1; i < args.count() && text.length() - start < ECHOED; i++) {
      int room = ECHOED - (text.length() - start);
      text.append('\'').append(echo(args.bytes(i), room)).append("' ");
    }
    return Errors.of(text.toString());
  }

  /** What Redis repeats of an argument: the beginning, and nothing from a zero byte on. */
  private static String echo(byte[] bytes, int most) {
    int length = 0;
    while (length < Math.min(most, bytes.length) && bytes[length] != 0) {
      length++;
    }
    return new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
  }

  /** Runs a handler; what goes wrong is a reply, or a bug that is logged. */
  private static void guarded(
      Session session, Command command, Args args, Reply reply, Scope scope) {
    Handler handler = command.handler();
    if (handler == null) {
      throw Errors.arity(command.fullName());
    }
    try {
      if (session.tracking() != null) {
        session.server().tracking().reads(session, command, args);
      }
      Call call = new Call(session, command, args, reply, scope);
      if (command.is(Flag.SINGLE) && !mustKnowNew(session.server(), command)) {
        handler.run(call);
      } else {
        call.atomically(handler);
      }
    } catch (WrongTypeException e) {
      throw Errors.wrongType();
    } catch (LarderStorageException e) {
      throw Errors.of("MISCONF " + e.getMessage());
    } catch (LarderClosedException e) {
      throw Errors.of("ERR the store is closed");
    }
  }

  /** Whether it must be sure which keys it makes: then that is found out in its transaction. */
  private static boolean mustKnowNew(Server server, Command command) {
    return command.isMaking()
        && !command.is(Flag.BLOCKING) // those have transactions of their own
        && server.notifications().wants('n');
  }

  /** Runs what was queued since MULTI as one transaction, and writes the array of its replies. */
  public void exec(Session session, Reply reply) {
    if (session.hasMultiFailed()) {
      session.endMulti();
      throw Errors.of("EXECABORT Transaction discarded because of previous errors.");
    }
    List<Session.Queued> queued = List.copyOf(session.queue());
    int mark = reply.mark();
    int database = session.database();
    session.subscriptions().begin();
    List<Ran> ran = new ArrayList<>();
    try {
      server
          .database(database)
          .transactor()
          .<@Nullable Void>run(
              tx -> {
                reply.rewind(mark);
                session.select(database);
                session.subscriptions().rewind();
                ran.clear();
                if (session.watching().isUntouched(tx)) {
                  runAll(session, queued, reply, tx, ran);
                } else {
                  reply.nullArray();
                }
                return null;
              });
      ran.forEach(each -> each.count(server, session));
    } finally {
      session.subscriptions().end();
      session.endMulti();
      session.subscriptions().end();
    }
  }

  /** A command that ran in a transaction: it counts when that has committed. */
  private record Ran(Session.Queued queued, long nanos, @Nullable String error) {
    void count(Server server, Session session) {
      if (error != null) {
        server.measuring().error(session, error);
      }
      server.measuring().ran(session, queued.command(), queued.args(), nanos, error != null);
    }
  }

  private void runAll(
      Session session,
      List<Session.Queued> queued,
      Reply reply,
      TxAccess transaction,
      List<Ran> ran) {
    Scope scope = new Scope(server, transaction, true);
    reply.array(queued.size());
    for (Session.Queued next : queued) {
      int mark = reply.mark();
      long begin = server.nanos();
      String error = null;
      try {
        guarded(session, next.command(), next.args(), reply, scope);
      } catch (RedisException e) {
        reply.rewind(mark);
        reply.error(e.text());
        error = e.text();
      }
      ran.add(new Ran(next, server.nanos() - begin, error));
    }
  }

  /** Logs what no command should throw, and answers with an error. */
  public static void failed(Reply reply, RuntimeException failure) {
    LOG.error("a command failed in a way that is a bug", failure);
    reply.error("ERR internal error: " + failure.getClass().getSimpleName());
  }
}
