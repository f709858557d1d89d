package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Flag;
import dev.larder.redis.internal.Reply;
import dev.larder.redis.internal.Server;

/** PING, ECHO, HELLO, SELECT, QUIT, RESET. */
final class ConnectionCommands {
  private ConnectionCommands() {}

  static void addTo(CommandTable table) {
    table.row("PING", -1, Flag.FAST, Flag.SINGLE).runs(ConnectionCommands::ping);
    table
        .row("ECHO", 2, Flag.FAST, Flag.LOADING, Flag.STALE, Flag.SINGLE)
        .runs(call -> call.reply().bulk(call.args().bytes(1)));
    table
        .row(
            "HELLO",
            -1,
            Flag.NOSCRIPT,
            Flag.LOADING,
            Flag.STALE,
            Flag.FAST,
            Flag.NO_AUTH,
            Flag.ALLOW_BUSY,
            Flag.SINGLE)
        .runs(ConnectionCommands::hello);
    table
        .row("SELECT", 2, Flag.LOADING, Flag.STALE, Flag.FAST, Flag.SINGLE)
        .runs(ConnectionCommands::select);
    table
        .row(
            "QUIT",
            -1,
            Flag.NOSCRIPT,
            Flag.LOADING,
            Flag.STALE,
            Flag.FAST,
            Flag.NO_AUTH,
            Flag.ALLOW_BUSY,
            Flag.SINGLE)
        .runs(
            call -> {
              call.reply().ok();
              call.session().connection().close();
            });
  }

  private static void ping(Call call) {
    Args args = call.args();
    if (args.count() > 2) {
      throw Errors.arity("ping");
    }
    if (args.count() == 2) {
      call.reply().bulk(args.bytes(1));
    } else {
      call.reply().simple("PONG");
    }
  }

  private static void hello(Call call) {
    Args args = call.args();
    int version = call.reply().isResp3() ? 3 : 2;
    if (args.count() > 1) {
      if (!args.is(1, "2") && !args.is(1, "3")) {
        throw Errors.of("NOPROTO unsupported protocol version");
      }
      version = (int) args.integer(1);
    }
    call.session().connection().protocol(version);
    Reply reply = call.reply();
    reply.map(7);
    reply.bulk("server");
    reply.bulk("redis");
    reply.bulk("version");
    reply.bulk("7.0.15");
    reply.bulk("proto");
    reply.integer(version);
    reply.bulk("id");
    reply.integer(call.session().id());
    reply.bulk("mode");
    reply.bulk("standalone");
    reply.bulk("role");
    reply.bulk("master");
    reply.bulk("modules");
    reply.array(0);
  }

  private static void select(Call call) {
    long index = call.args().integer(1);
    if (index < 0 || index >= Server.DATABASES) {
      throw Errors.of("ERR DB index is out of range");
    }
    call.session().select((int) index);
    call.reply().ok();
  }
}
