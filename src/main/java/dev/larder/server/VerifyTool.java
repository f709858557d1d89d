package dev.larder.server;

import dev.larder.internal.journal.Inspection;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** {@code verify DIR}: whether all can be read, and what not. */
final class VerifyTool {
  private VerifyTool() {}

  static int run(List<String> args, PrintStream out, PrintStream err) throws IOException {
    return Verdicts.print(Inspection.of(Directories.only(args, "verify")), out, err);
  }
}
