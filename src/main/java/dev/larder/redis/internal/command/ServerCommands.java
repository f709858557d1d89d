package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.ADMIN;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.NO_ASYNC_LOADING;
import static dev.larder.redis.internal.Flag.NO_MULTI;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Category;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;

/** TIME, ROLE, SAVE, INFO, LOLWUT: what there is to say of the server as a whole. */
final class ServerCommands {
  private ServerCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("TIME", 1, LOADING, STALE, FAST, SINGLE)
        .about("2.6.0", "The server's time, in seconds and microseconds")
        .tips("nondeterministic_output")
        .runs(ServerCommands::time);
    table
        .row("ROLE", 1, NOSCRIPT, LOADING, STALE, FAST, SINGLE)
        .about("2.8.12", "Says that this is a master without replicas")
        .acl(Category.ADMIN, Category.DANGEROUS)
        .runs(ServerCommands::role);
    table
        .row("INFO", -1, LOADING, STALE, SINGLE)
        .about("1.0.0", "What there is to know of the server, by sections")
        .acl(Category.DANGEROUS)
        .tips("nondeterministic_output")
        .runs(ServerInfo::info);
    table
        .row("SAVE", 1, ADMIN, NOSCRIPT, NO_ASYNC_LOADING, NO_MULTI, SINGLE)
        .about("1.0.0", "Takes a snapshot of a store that is on the disk")
        .runs(ServerCommands::save);
    table
        .row("LOLWUT", -1, READONLY, FAST, SINGLE)
        .about("5.0.0", "Says the version")
        .runs(call -> call.reply().verbatim("txt", "Redis ver. 7.0.15\n"));
  }

  private static void time(Call call) {
    long millis = call.db().now();
    call.reply().array(2);
    call.reply().bulk(Long.toString(millis / 1_000));
    call.reply().bulk(Long.toString(millis % 1_000 * 1_000));
  }

  private static void role(Call call) {
    call.reply().array(3);
    call.reply().bulk("master");
    call.reply().integer(0);
    call.reply().array(0);
  }

  /** Nothing is made up in memory: there is no disk that it could be saved to. */
  private static void save(Call call) {
    try {
      call.server().store().snapshot();
    } catch (UnsupportedOperationException e) {
      throw Errors.of("ERR " + e.getMessage());
    }
    call.reply().ok();
  }

  /** Whether a section of INFO was asked for. */
  static boolean wants(Args args, String section) {
    boolean wanted = args.count() == 1;
    for (int i = 1; i < args.count(); i++) {
      wanted |= args.is(i, section) || args.is(i, "ALL");
      wanted |= args.is(i, "EVERYTHING") || args.is(i, "DEFAULT");
    }
    return wanted;
  }
}
