package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.ADMIN;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** DEBUG: what tests of clients ask of a server; the rest of Redis's looks into Redis itself. */
final class DebugCommands {
  /** Apart, since regular expressions take long to load. */
  private static final class Grammar {
    /** What C's strtod reads from the beginning of a text, as far as seconds are written so. */
    static final Pattern NUMBER =
        Pattern.compile("\\s*([-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d+)?)");
  }

  private static final String[] HELP = {
    "DEBUG <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
    "OBJECT <key>",
    "    Show low level info about `key` and associated value.",
    "SET-ACTIVE-EXPIRE <0|1>",
    "    Setting it to 0 disables expiring keys in background when they are not",
    "    accessed (otherwise the Redis behavior). Setting it to 1 reenables back the",
    "    default.",
    "SLEEP <seconds>",
    "    Stop the server for <seconds>. Decimals allowed.",
    "HELP",
    "    Prints this help."
  };

  private DebugCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("DEBUG", -2, ADMIN, NOSCRIPT, LOADING, STALE, SINGLE)
        .about("1.0.0", "Lets the server sleep, and shows and sets what tests want to know")
        .forRedisItself()
        .runs(DebugCommands::debug);
  }

  private static void debug(Call call) {
    Args args = call.args();
    String form = args.upper(1) + " " + args.count();
    switch (form) {
      case "HELP 2" -> Help.write(call, HELP);
      case "SLEEP 3" -> call.server().pausing().nap(call, micros(args.latin(2)));
      case "OBJECT 3" -> call.atomically(DebugCommands::object);
      case "SET-ACTIVE-EXPIRE 3" -> {
        call.server().store().sweeps(!isZero(args.latin(2)));
        call.reply().ok();
      }
      default -> throw Errors.unknownOrArity(args, "DEBUG");
    }
  }

  private static long micros(String seconds) {
    Matcher number = Grammar.NUMBER.matcher(seconds);
    return number.lookingAt() ? (long) (Double.parseDouble(number.group(1)) * 1e6) : 0;
  }

  /** As C's atoi has it: what is no number is zero. */
  private static boolean isZero(String text) {
    Matcher number = Grammar.NUMBER.matcher(text);
    return !number.lookingAt() || (long) Double.parseDouble(number.group(1)) == 0;
  }

  private static void object(Call call) {
    Name key = call.args().name(2);
    if (!call.db().keys().exists(key)) {
      throw Errors.noSuchKey();
    }
    Serialized form = Serialized.of(call, key);
    long seconds = call.server().now() / 1_000;
    StringBuilder line = new StringBuilder("Value at:0x");
    line.append(Integer.toHexString(key.hashCode()));
    line.append(" refcount:").append(Encodings.references(call.db(), key));
    line.append(" encoding:").append(Encodings.of(call, key));
    line.append(" serializedlength:").append(form.length());
    line.append(" lru:").append(seconds & 0xFFFFFF);
    line.append(" lru_seconds_idle:0");
    Serialized.Nodes nodes = form.nodes();
    if (nodes != null) {
      double average = nodes.count() == 0 ? 0 : (double) nodes.items() / nodes.count();
      line.append(" ql_nodes:").append(nodes.count());
      line.append(String.format(java.util.Locale.ROOT, " ql_avg_node:%.2f", average));
      line.append(" ql_listpack_max:").append(call.server().config().listSize());
      line.append(" ql_compressed:0 ql_uncompressed_size:").append(nodes.bytes());
    }
    call.reply().simple(line.toString());
  }
}
