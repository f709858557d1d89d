package dev.larder.server;

import dev.larder.internal.journal.Inspection;
import dev.larder.internal.journal.Salvage;
import dev.larder.internal.log.Disk;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code salvage DIR TO}: copies what is good to a new directory, and lists what is lost. */
final class SalvageTool {
  private SalvageTool() {}

  static int run(List<String> args, PrintStream out, PrintStream err) throws IOException {
    if (args.size() != 2) {
      throw new UsageException("salvage takes two directories, but " + args.size() + " arguments");
    }
    Disk from = Directories.existing(args.get(0));
    if (!Inspection.isStore(from)) {
      err.println(from + " holds no store");
      return Tool.COULD_NOT_RUN;
    }
    Disk to = Directories.empty(args.get(1));
    Salvage.Report report = Salvage.copy(from, to);
    report.lost().forEach(part -> out.println("lost: " + part));
    out.println(
        "salvaged to " + to + ": " + report.names() + " names, " + report.entries() + " entries");
    if (report.lost().isEmpty()) {
      return Tool.GOOD;
    }
    err.println(Verdicts.NOTHING_LOCKED);
    return Tool.DAMAGE;
  }
}
