package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.ADMIN;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;

/** MONITOR. */
final class MonitorCommand {
  private MonitorCommand() {}

  static void addTo(CommandTable table) {
    table
        .row("MONITOR", 1, ADMIN, NOSCRIPT, LOADING, STALE, SINGLE)
        .about("1.0.0", "Shows each command that the server runs.")
        .runs(MonitorCommand::monitor);
  }

  private static void monitor(Call call) {
    if (call.isQueued()) {
      throw Errors.denyBlocking("MONITOR");
    }
    call.server().monitors().add(call.session());
    call.reply().ok();
  }
}
