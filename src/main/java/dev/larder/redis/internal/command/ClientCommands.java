package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.ADMIN;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.ClientState;
import dev.larder.redis.internal.Clients;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Handler;
import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** CLIENT, but for what {@link TrackingCommands} has of it. */
final class ClientCommands {
  private ClientCommands() {}

  static void addTo(CommandTable table) {
    Command client = table.row("CLIENT", -2).about("2.4.0", "Tells of connections and sets them.");
    own(client, "ID", 2, call -> call.reply().integer(call.session().id()))
        .about("5.0.0", "Tells the connection's number.");
    own(client, "INFO", 2, ClientCommands::info)
        .tips("nondeterministic_output")
        .about("6.2.0", "Tells of this connection.");
    own(client, "GETNAME", 2, ClientCommands::getName).about("2.6.9", "Tells its name.");
    own(client, "SETNAME", 3, ClientCommands::setName).about("2.6.9", "Names it.");
    own(client, "REPLY", 3, ClientCommands::replies)
        .about("3.2.0", "Says whether commands are answered.");
    admin(client, "LIST", -2, ClientCommands::list)
        .tips("nondeterministic_output")
        .about("2.4.0", "Tells of all connections.");
    admin(client, "KILL", -3, ClientKill::kill).about("2.4.0", "Ends connections.");
    admin(client, "PAUSE", -3, ClientCommands::pause)
        .about("2.9.50", "Lets commands wait, all or those that write.");
    admin(client, "UNPAUSE", 2, ClientCommands::unpause)
        .about("6.2.0", "Lets the commands run that wait since PAUSE.");
    admin(client, "NO-EVICT", 3, ClientCommands::noEvict)
        .about("7.0.0", "Says whether the connection may be ended to free memory.");
    admin(client, "UNBLOCK", -3, ClientCommands::unblock)
        .about("5.0.0", "Ends the wait of another connection's command.");
    TrackingCommands.addTo(client);
    client.sub(
        CommandTable.subcommand("HELP", 2, LOADING, STALE, SINGLE)
            .about("5.0.0", "Lists the subcommands.")
            .runs(ClientHelp::write));
  }

  static Command own(Command client, String name, int arity, Handler handler) {
    Command sub = CommandTable.subcommand(name, arity, NOSCRIPT, LOADING, STALE, SINGLE);
    client.sub(sub.runs(handler));
    return sub;
  }

  private static Command admin(Command client, String name, int arity, Handler handler) {
    Command sub = CommandTable.subcommand(name, arity, ADMIN, NOSCRIPT, LOADING, STALE, SINGLE);
    client.sub(sub.runs(handler));
    return sub;
  }

  private static void info(Call call) {
    call.reply().verbatim("txt", Clients.line(call.session()) + "\n");
  }

  private static void getName(Call call) {
    String name = call.session().name();
    if (name.isEmpty()) {
      call.reply().nullBulk();
    } else {
      call.reply().bulk(name);
    }
  }

  private static void setName(Call call) {
    call.session().rename(ConnectionCommands.clientName(call.args().bytes(2)));
    call.reply().ok();
  }

  private static void replies(Call call) {
    ClientState state = call.session().state();
    if (call.args().is(2, "ON")) {
      state.replyOn();
      call.reply().ok();
    } else if (call.args().is(2, "OFF")) {
      state.replyOff();
    } else if (call.args().is(2, "SKIP")) {
      state.replySkip();
    } else {
      throw Errors.syntax();
    }
  }

  private static void list(Call call) {
    Args args = call.args();
    Predicate<Session> wanted = session -> true;
    if (args.count() == 4 && args.is(2, "TYPE")) {
      wanted = Clients.ofType(args.latin(3));
    } else if (args.count() > 3 && args.is(2, "ID")) {
      List<Long> ids = new ArrayList<>();
      for (int i = 3; i < args.count(); i++) {
        if (!Numbers.isInteger(args.bytes(i))) {
          throw Errors.of("ERR Invalid client ID");
        }
        ids.add(args.integer(i));
      }
      wanted = session -> ids.contains(session.id());
    } else if (args.count() != 2) {
      throw Errors.syntax();
    }
    StringBuilder lines = new StringBuilder();
    for (Session session : call.server().sessions().values()) {
      if (wanted.test(session)) {
        lines.append(Clients.line(session)).append('\n');
      }
    }
    call.reply().verbatim("txt", lines.toString());
  }

  private static void pause(Call call) {
    Args args = call.args();
    if (args.count() > 4) {
      throw Errors.unknownOrArity(args, "CLIENT");
    }
    boolean all = args.count() == 3 || args.is(3, "ALL");
    if (!all && !args.is(3, "WRITE")) {
      throw Errors.of("ERR CLIENT PAUSE mode must be WRITE or ALL");
    }
    if (!Numbers.isInteger(args.bytes(2))) {
      throw Errors.timeoutNotAnInteger();
    }
    long millis = args.integer(2);
    if (millis < 0) {
      throw Errors.timeoutNegative();
    }
    call.server().pausing().begin(Math.min(millis, Long.MAX_VALUE / 2_000_000), all);
    call.reply().ok();
  }

  private static void unpause(Call call) {
    call.server().pausing().end();
    for (Session session : call.server().sessions().values()) {
      session.connection().later(() -> session.connection().release());
    }
    call.reply().ok();
  }

  private static void noEvict(Call call) {
    boolean on = call.args().is(2, "ON");
    if (!on && !call.args().is(2, "OFF")) {
      throw Errors.syntax();
    }
    call.session().state().stayAtEviction(on);
    call.reply().ok();
  }

  private static void unblock(Call call) {
    Args args = call.args();
    if (args.count() > 4) {
      throw Errors.unknownOrArity(args, "CLIENT");
    }
    boolean isError = args.count() == 4 && args.is(3, "ERROR");
    if (args.count() == 4 && !isError && !args.is(3, "TIMEOUT")) {
      throw Errors.of("ERR CLIENT UNBLOCK reason should be TIMEOUT or ERROR");
    }
    Session blocked = call.server().sessions().get(args.integer(2));
    boolean unblocked = blocked != null && blocked.unblock(isError);
    call.reply().integer(unblocked ? 1 : 0);
  }
}
