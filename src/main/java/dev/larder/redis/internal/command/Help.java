package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Call;

/** What HELP of a command with subcommands answers. */
final class Help {
  private Help() {}

  static void write(Call call, String[] lines) {
    call.reply().array(lines.length);
    for (String line : lines) {
      call.reply().simple(line);
    }
  }
}
