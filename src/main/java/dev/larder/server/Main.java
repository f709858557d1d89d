package dev.larder.server;

import dev.larder.LarderStorageException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The server jar's command line: a tool by its name, or the server. */
public final class Main {
  static final String USAGE =
      """
      usage:
        [--dir DIR] [--sync never|everysec|always] [--redis PORT] [--kafka PORT] [--bind ADDR]
                         open the store of DIR and serve it until SIGTERM
        inspect DIR      what each file is, and what is damaged
        verify DIR       whether all can be read
        salvage DIR TO   copy what is good to a new directory, and list what is lost
        dump DIR         every change as a line of JSON
      exit status of the tools: 0 good, 1 damage found, 2 could not run""";

  private static final Map<String, Tool> TOOLS =
      Map.of(
          "inspect", InspectTool::run,
          "verify", VerifyTool::run,
          "salvage", SalvageTool::run,
          "dump", DumpTool::run);

  private Main() {}

  /**
   * Runs and exits.
   *
   * @param args the command line
   */
  public static void main(String[] args) {
    // Dumps are UTF-8 whatever the locale, and many lines.
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
    int status = run(args, out, System.err);
    out.flush();
    System.exit(status);
  }

  /** Runs a command line; answers the status to exit with. */
  static int run(String[] args, PrintStream out, PrintStream err) {
    List<String> words = Arrays.asList(args);
    try {
      if (words.contains("--help")) {
        out.println(USAGE);
        return Tool.GOOD;
      }
      Tool tool = words.isEmpty() ? null : TOOLS.get(words.get(0));
      return tool == null
          ? Server.run(ServerOptions.parse(words), out, err)
          : tool.run(words.subList(1, words.size()), out, err);
    } catch (UsageException e) {
      err.println(e.getMessage());
      err.println(USAGE);
    } catch (NoSuchFileException e) {
      err.println(e.getMessage() + " was there and is gone: does a store have its directory open?");
    } catch (IOException | LarderStorageException e) {
      err.println(e instanceof LarderStorageException ? e.getMessage() : e.toString());
    } catch (RuntimeException | OutOfMemoryError e) {
      // Not left to the JVM: its exit status for this says that damage was found.
      e.printStackTrace(err);
    }
    return Tool.COULD_NOT_RUN;
  }
}
