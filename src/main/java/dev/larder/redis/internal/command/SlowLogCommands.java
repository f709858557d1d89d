package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.CommandTable.subcommand;
import static dev.larder.redis.internal.Flag.ADMIN;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Reply;
import dev.larder.redis.internal.measure.SlowLog;
import java.util.List;

/** SLOWLOG: the latest commands that took long. */
final class SlowLogCommands {
  private static final int USUAL_COUNT = 10;

  private SlowLogCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("SLOWLOG", -2)
        .about("2.2.12", "Groups the commands about commands that took long")
        .sub(
            subcommand("GET", -2, ADMIN, LOADING, STALE, SINGLE)
                .about("2.2.12", "The latest commands that took long")
                .tips("request_policy:all_nodes", "nondeterministic_output")
                .runs(SlowLogCommands::get))
        .sub(
            subcommand("LEN", 2, ADMIN, LOADING, STALE, SINGLE)
                .about("2.2.12", "How many of them are kept")
                .tips(
                    "request_policy:all_nodes",
                    "response_policy:agg_sum",
                    "nondeterministic_output")
                .runs(call -> call.reply().integer(log(call).size())))
        .sub(
            subcommand("RESET", 2, ADMIN, LOADING, STALE, SINGLE)
                .about("2.2.12", "Forgets them")
                .tips("request_policy:all_nodes", "response_policy:all_succeeded")
                .runs(SlowLogCommands::reset))
        .sub(
            HelpText.of(
                "SLOWLOG",
                "6.2.0",
                "GET [<count>]",
                "    Return top <count> entries from the slowlog (default: 10, -1 mean all).",
                "    Entries are made of:",
                "    id, timestamp, time in microseconds, arguments array, client IP and port,",
                "    client name",
                "LEN",
                "    Return the length of the slowlog.",
                "RESET",
                "    Reset the slowlog."));
  }

  private static SlowLog log(Call call) {
    return call.server().measures().slowLog();
  }

  private static void get(Call call) {
    Args args = call.args();
    if (args.count() > 3) {
      throw Errors.unknownOrArity(args, "SLOWLOG");
    }
    long count = USUAL_COUNT;
    if (args.count() == 3) {
      count = args.from(2, -1, Errors::slowLogCount);
      count = count == -1 ? Long.MAX_VALUE : count;
    }
    List<SlowLog.Entry> entries = log(call).latest(count);
    Reply reply = call.reply();
    reply.array(entries.size());
    for (SlowLog.Entry entry : entries) {
      reply.array(6);
      reply.integer(entry.id());
      reply.integer(entry.seconds());
      reply.integer(entry.micros());
      reply.array(entry.arguments().size());
      entry.arguments().forEach(reply::bulk);
      reply.bulk(entry.address());
      reply.bulk(entry.name());
    }
  }

  private static void reset(Call call) {
    log(call).clear();
    call.reply().ok();
  }
}
