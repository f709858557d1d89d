package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Flag;

/** MULTI, EXEC, DISCARD. */
final class TransactionCommands {
  private TransactionCommands() {}

  static void addTo(CommandTable table) {
    table
        .row(
            "MULTI",
            1,
            Flag.NOSCRIPT,
            Flag.LOADING,
            Flag.STALE,
            Flag.FAST,
            Flag.ALLOW_BUSY,
            Flag.SINGLE)
        .about("1.2.0", "Begins a transaction: commands are kept until EXEC")
        .runs(TransactionCommands::multi);
    table
        .row("EXEC", 1, Flag.NOSCRIPT, Flag.LOADING, Flag.STALE, Flag.SKIP_SLOWLOG, Flag.SINGLE)
        .about("1.2.0", "Runs what was kept since MULTI, as one change")
        .runs(TransactionCommands::exec);
    table
        .row(
            "DISCARD",
            1,
            Flag.NOSCRIPT,
            Flag.LOADING,
            Flag.STALE,
            Flag.FAST,
            Flag.ALLOW_BUSY,
            Flag.SINGLE)
        .about("2.0.0", "Forgets what was kept since MULTI")
        .runs(TransactionCommands::discard);
  }

  private static void multi(Call call) {
    if (call.session().isMulti()) {
      throw Errors.of("ERR MULTI calls can not be nested");
    }
    call.session().beginMulti();
    call.reply().ok();
  }

  private static void exec(Call call) {
    if (!call.session().isMulti()) {
      throw Errors.of("ERR EXEC without MULTI");
    }
    call.server().dispatcher().exec(call.session(), call.reply());
  }

  private static void discard(Call call) {
    if (!call.session().isMulti()) {
      throw Errors.of("ERR DISCARD without MULTI");
    }
    call.session().endMulti();
    call.reply().ok();
  }
}
