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
import dev.larder.redis.internal.Saving;

/** TIME, ROLE, SAVE and its like, INFO, LOLWUT: what there is to say of the server as a whole. */
final class ServerCommands {
  private static final String BGSAVE = "BGSAVE";
  private static final String REWRITE = "BGREWRITEAOF";

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
        .row("BGSAVE", -1, ADMIN, NOSCRIPT, NO_ASYNC_LOADING, SINGLE)
        .about("1.0.0", "Begins to take a snapshot of a store that is on the disk")
        .runs(ServerCommands::saveLater);
    table
        .row("BGREWRITEAOF", 1, ADMIN, NOSCRIPT, NO_ASYNC_LOADING, SINGLE)
        .about("1.0.0", "Begins to take a snapshot, after which the journal before it goes")
        .runs(ServerCommands::rewriteLater);
    table
        .row("LASTSAVE", 1, LOADING, STALE, FAST, SINGLE)
        .about("1.0.0", "When the last snapshot that a client asked for was done")
        .acl(Category.ADMIN, Category.DANGEROUS)
        .tips("nondeterministic_output")
        .runs(call -> call.reply().integer(call.server().saving().done().second()));
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

  private static void save(Call call) {
    call.server().saving().save();
    call.reply().ok();
  }

  private static void saveLater(Call call) {
    Args args = call.args();
    boolean mayWait = args.count() == 2 && args.is(1, "SCHEDULE");
    if (args.count() > 1 && !mayWait) {
      throw Errors.syntax();
    }
    Saving saving = call.server().saving();
    String running = saving.running();
    if (call.isQueued() && running == null) {
      later(call, BGSAVE, "Background saving scheduled");
    } else if (running == null && saving.begin(BGSAVE)) {
      call.reply().simple("Background saving started");
    } else if (BGSAVE.equals(running)) {
      throw Errors.savingAlready();
    } else if (mayWait || call.isQueued()) {
      later(call, BGSAVE, "Background saving scheduled");
    } else {
      throw Errors.otherSave();
    }
  }

  private static void rewriteLater(Call call) {
    Saving saving = call.server().saving();
    String running = saving.running();
    if (REWRITE.equals(running)) {
      throw Errors.rewritingAlready();
    }
    if (running == null && !call.isQueued() && saving.begin(REWRITE)) {
      call.reply().simple("Background append only file rewriting started");
    } else {
      later(call, REWRITE, "Background append only file rewriting scheduled");
    }
  }

  private static void later(Call call, String what, String answer) {
    call.server().saving().requireDisk();
    call.afterCommit(() -> call.server().saving().schedule(what));
    call.reply().simple(answer);
  }
}
