package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.ADMIN;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Session;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** CONFIG. */
final class ConfigCommands {
  private ConfigCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("CONFIG", -2)
        .about("2.0.0", "Groups the commands about parameters")
        .sub(
            CommandTable.subcommand("GET", -3, ADMIN, NOSCRIPT, LOADING, STALE, SINGLE)
                .about("2.0.0", "The values of the parameters that match one of some patterns")
                .runs(ConfigCommands::get))
        .sub(
            CommandTable.subcommand("SET", -4, ADMIN, NOSCRIPT, LOADING, STALE, SINGLE)
                .about("2.0.0", "Sets parameters: all of them, or none")
                .runs(ConfigCommands::set))
        .sub(
            CommandTable.subcommand("RESETSTAT", 2, ADMIN, NOSCRIPT, LOADING, STALE, SINGLE)
                .about("2.0.0", "Begins to count anew what INFO shows")
                .runs(ConfigCommands::resetStatistics))
        .sub(
            CommandTable.subcommand("REWRITE", 2, ADMIN, NOSCRIPT, LOADING, STALE, SINGLE)
                .about("2.8.0", "Would write the parameters to a file, but there is none")
                .runs(ConfigCommands::rewrite))
        .sub(
            HelpText.of(
                "CONFIG",
                "5.0.0",
                "GET <pattern>",
                "    Return parameters matching the glob-like <pattern> and their values.",
                "SET <directive> <value>",
                "    Set the configuration <directive> to <value>.",
                "RESETSTAT",
                "    Reset statistics reported by the INFO command.",
                "REWRITE",
                "    Rewrite the configuration file."));
  }

  private static void get(Call call) {
    Args args = call.args();
    List<String> patterns = new ArrayList<>();
    for (int i = 2; i < args.count(); i++) {
      patterns.add(args.latin(i));
    }
    Map<String, String> found = call.server().config().settings().get(patterns);
    call.reply().map(found.size());
    found.forEach(
        (name, value) -> {
          call.reply().bulk(name.getBytes(StandardCharsets.ISO_8859_1));
          call.reply().bulk(value.getBytes(StandardCharsets.ISO_8859_1));
        });
  }

  private static void set(Call call) {
    Args args = call.args();
    if (args.count() % 2 != 0) {
      throw Errors.syntax();
    }
    List<String> pairs = new ArrayList<>();
    for (int i = 2; i < args.count(); i++) {
      pairs.add(args.latin(i));
    }
    call.server().config().settings().set(pairs);
    call.server().notifications().refresh();
    if (call.server().config().timeout() > 0) {
      call.server().sessions().values().forEach(ConfigCommands::watchIdle);
    }
    call.reply().ok();
  }

  private static void watchIdle(Session session) {
    session.connection().execute(session.connection()::watchIdle);
  }

  private static void resetStatistics(Call call) {
    call.server().resetStatistics();
    call.reply().ok();
  }

  private static void rewrite(Call call) {
    throw Errors.of("ERR The server is running without a config file");
  }
}
