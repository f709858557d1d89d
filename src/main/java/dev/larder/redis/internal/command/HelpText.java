package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Flag;

/** The subcommand HELP: lines of text, as clients and people at a prompt know them. */
final class HelpText {
  private HelpText() {}

  /**
   * The row of HELP.
   *
   * @param command in upper case
   * @param lines what stands between the first line and that about HELP itself
   */
  static Command of(String command, String since, String... lines) {
    return CommandTable.subcommand("HELP", 2, Flag.LOADING, Flag.STALE, Flag.SINGLE)
        .about(since, "Says which subcommands there are")
        .runs(
            call -> {
              call.reply().array(lines.length + 3);
              call.reply()
                  .simple(command + " <subcommand> [<arg> [value] [opt] ...]. Subcommands are:");
              for (String line : lines) {
                call.reply().simple(line);
              }
              call.reply().simple("HELP");
              call.reply().simple("    Prints this help.");
            });
  }
}
