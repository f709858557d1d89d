package dev.larder.server;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** One of the commands beside the server. */
@FunctionalInterface
interface Tool {
  /** All is as it was written. */
  int GOOD = 0;

  /** Something is not. */
  int DAMAGE = 1;

  /** That can't be said. */
  int COULD_NOT_RUN = 2;

  /**
   * Runs.
   *
   * @param args what stands behind the tool's name
   * @param out takes what was asked for
   * @param err takes what else is to be said
   * @return the status to exit with
   * @throws UsageException if these are not its arguments
   * @throws IOException if a file can't be read or written
   */
  int run(List<String> args, PrintStream out, PrintStream err) throws IOException;
}
