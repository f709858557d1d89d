package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Handler;
import dev.larder.redis.internal.Uses;

/** OBJECT: how Redis would store what is there. */
final class ObjectCommands {
  private static final String[] HELP = {
    "OBJECT <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
    "ENCODING <key>",
    "    Return the kind of internal representation used in order to store the value",
    "    associated with a <key>.",
    "FREQ <key>",
    "    Return the access frequency index of the <key>. The returned integer is",
    "    proportional to the logarithm of the recent access frequency of the key.",
    "IDLETIME <key>",
    "    Return the idle time of the <key>, that is the approximated number of",
    "    seconds elapsed since the last access to the key.",
    "REFCOUNT <key>",
    "    Return the number of references of the value associated with the specified",
    "    <key>.",
    "HELP",
    "    Prints this help."
  };

  private ObjectCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("OBJECT", -2)
        .about("2.2.3", "Groups the commands about how a value is kept")
        .sub(
            CommandTable.subcommand("ENCODING", 3, READONLY)
                .about("2.2.3", "How Redis would encode the value")
                .access("RO")
                .tips("nondeterministic_output")
                .keys(2, 2, 1)
                .looksQuietly()
                .leavesIdle()
                .runs(ofKey(call -> call.reply().bulk(Encodings.of(call, key(call))))))
        .sub(
            CommandTable.subcommand("REFCOUNT", 3, READONLY)
                .about("2.2.3", "How many references Redis would count")
                .access("RO")
                .tips("nondeterministic_output")
                .keys(2, 2, 1)
                .looksQuietly()
                .leavesIdle()
                .runs(
                    ofKey(
                        call -> call.reply().integer(Encodings.references(call.db(), key(call))))))
        .sub(
            CommandTable.subcommand("IDLETIME", 3, READONLY)
                .about("2.2.3", "For how many seconds no client has used the key")
                .access("RO")
                .tips("nondeterministic_output")
                .keys(2, 2, 1)
                .looksQuietly()
                .leavesIdle()
                .runs(ofKey(call -> call.reply().integer(Uses.idleSeconds(call, key(call))))))
        .sub(
            CommandTable.subcommand("FREQ", 3, READONLY)
                .about("4.0.0", "How often the key is used; nobody notes it here")
                .access("RO")
                .tips("nondeterministic_output")
                .keys(2, 2, 1)
                .looksQuietly()
                .leavesIdle()
                .runs(
                    ofKey(
                        call -> {
                          throw Errors.noFrequency();
                        })))
        .sub(
            CommandTable.subcommand("HELP", 2, LOADING, STALE, SINGLE)
                .about("6.2.0", "Says which subcommands there are")
                .runs(ObjectCommands::help));
  }

  private static Name key(Call call) {
    return call.args().name(2);
  }

  private static Handler ofKey(Handler handler) {
    return call -> {
      if (call.db().keys().exists(key(call))) {
        handler.run(call);
      } else {
        call.reply().nullBulk();
      }
    };
  }

  private static void help(Call call) {
    call.reply().array(HELP.length);
    for (String line : HELP) {
      call.reply().simple(line);
    }
  }
}
