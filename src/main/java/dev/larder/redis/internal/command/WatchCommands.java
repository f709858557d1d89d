package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.ALLOW_BUSY;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Lookups;

/** WATCH and UNWATCH: transactions that fail when a key has changed since it was looked at. */
final class WatchCommands {
  private WatchCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("WATCH", -2, NOSCRIPT, LOADING, STALE, FAST, ALLOW_BUSY, SINGLE)
        .access("RO")
        .keys(1, -1, 1)
        .about("2.2.0", "Makes the next EXEC do nothing if one of these keys changes before it")
        .looks(Lookups.NONE)
        .runs(WatchCommands::watch);
    table
        .row("UNWATCH", 1, NOSCRIPT, LOADING, STALE, FAST, ALLOW_BUSY, SINGLE)
        .about("2.2.0", "Forgets the keys that are watched")
        .runs(WatchCommands::unwatch);
  }

  private static void watch(Call call) {
    if (call.session().isMulti()) {
      throw Errors.of("ERR WATCH inside MULTI is not allowed");
    }
    for (int i = 1; i < call.args().count(); i++) {
      call.session().watching().add(call.db().shelf(), call.args().name(i));
    }
    call.reply().ok();
  }

  private static void unwatch(Call call) {
    if (!call.isQueued()) { // else EXEC does it, when all has been done
      call.session().watching().close();
    }
    call.reply().ok();
  }
}
