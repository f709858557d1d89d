package dev.larder.server;

import dev.larder.internal.journal.FileReport;
import dev.larder.internal.journal.Inspection;
import dev.larder.internal.journal.Times;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/** {@code inspect DIR}: what each file is, and what opening the directory would do. */
final class InspectTool {
  private InspectTool() {}

  static int run(List<String> args, PrintStream out, PrintStream err) throws IOException {
    Inspection inspection = Inspection.of(Directories.only(args, "inspect"));
    for (FileReport file : inspection.files()) {
      out.println(line(file));
    }
    return Verdicts.print(inspection, out, err);
  }

  private static String line(FileReport file) {
    String line =
        String.format(Locale.ROOT, "%-9s %s %d bytes", file.role(), file.name(), file.bytes());
    if (file.offset() < 0) {
      return line;
    }
    line +=
        String.format(
            Locale.ROOT,
            ", %d batches, %d records, offsets %d to %d, generation %s",
            file.batches(),
            file.records(),
            file.offset(),
            file.nextOffset() - 1,
            file.generation() < 0 ? "unknown" : file.generation());
    if (file.batches() > 0) {
      line += ", " + Times.text(file.firstTime()) + " to " + Times.text(file.lastTime());
    }
    return line;
  }
}
