package dev.larder.server;

import dev.larder.Sync;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the server is told.
 *
 * @param directory the store's, or null for one in memory
 * @param sync when changes are forced to the disk
 * @param redis the port of the endpoint, 0 for a free one; null for none
 * @param kafka the port of the endpoint, 0 for a free one; null for none
 * @param bind the address that endpoints listen on
 */
record ServerOptions(
    @Nullable Path directory,
    Sync sync,
    @Nullable Integer redis,
    @Nullable Integer kafka,
    String bind) {
  private static final int HIGHEST_PORT = 65535;
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Reads flags.
   *
   * @throws UsageException if they are none
   */
  static ServerOptions parse(List<String> words) {
    Path directory = null;
    Sync sync = null;
    Integer redis = null;
    Integer kafka = null;
    String bind = LOOPBACK;
    for (Iterator<String> rest = words.iterator(); rest.hasNext(); ) {
      String flag = rest.next();
      switch (flag) {
        case "--dir" -> directory = Directories.path(argument(flag, rest));
        case "--sync" -> sync = sync(argument(flag, rest));
        case "--redis" -> redis = port(flag, argument(flag, rest));
        case "--kafka" -> kafka = port(flag, argument(flag, rest));
        case "--bind" -> bind = argument(flag, rest);
        default -> throw new UsageException("neither a flag nor a tool: " + flag);
      }
    }
    if (directory == null && redis == null && kafka == null) {
      throw new UsageException("nothing to serve: name a directory or an endpoint");
    }
    if (directory == null && sync != null) {
      throw new UsageException("--sync is of no use without --dir");
    }
    return new ServerOptions(
        directory, sync == null ? Sync.EVERY_SECOND : sync, redis, kafka, bind);
  }

  private static String argument(String flag, Iterator<String> rest) {
    if (!rest.hasNext()) {
      throw new UsageException(flag + " needs an argument");
    }
    return rest.next();
  }

  private static Sync sync(String word) {
    return switch (word) {
      case "never" -> Sync.NEVER;
      case "everysec" -> Sync.EVERY_SECOND;
      case "always" -> Sync.ALWAYS;
      default -> throw new UsageException("--sync is never, everysec or always, but " + word);
    };
  }

  private static int port(String flag, String word) {
    try {
      int port = Integer.parseInt(word);
      if (port >= 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException noNumber) {
      // said below
    }
    throw new UsageException(flag + " takes a port from 0 to " + HIGHEST_PORT + ", but " + word);
  }
}
