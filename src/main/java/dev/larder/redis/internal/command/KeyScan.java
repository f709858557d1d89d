package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Glob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** SCAN. */
final class KeyScan {
  private static final int USUAL = 10;

  private KeyScan() {}

  static void addTo(CommandTable table) {
    table
        .row("SCAN", -2, READONLY, SINGLE)
        .about("2.8.0", "Goes through all keys, some at a time")
        .tips("nondeterministic_output")
        .runs(KeyScan::scan);
  }

  private record Options(int count, @Nullable Glob glob, @Nullable String type) {
    static Options read(Args args) {
      int count = USUAL;
      Glob glob = null;
      String type = null;
      for (int i = 2; i < args.count(); i += 2) {
        if (i + 1 == args.count()) {
          throw Errors.syntax();
        }
        if (args.is(i, "COUNT")) {
          long given = args.integer(i + 1);
          if (given < 1) {
            throw Errors.syntax();
          }
          count = (int) Math.min(Integer.MAX_VALUE, given);
        } else if (args.is(i, "MATCH")) {
          glob = new Glob(args.bytes(i + 1));
        } else if (args.is(i, "TYPE")) {
          type = args.latin(i + 1).toLowerCase(Locale.ROOT);
        } else {
          throw Errors.syntax();
        }
      }
      return new Options(count, glob, type);
    }
  }

  private static void scan(Call call) {
    long cursor = ScanOptions.cursor(call.args(), 1);
    Options options = Options.read(call.args());
    List<Name> found = new ArrayList<>();
    long next =
        call.db()
            .keys()
            .scan(
                cursor,
                options.count,
                (name, type) -> {
                  boolean fits =
                      options.type == null || KeyCommands.text(type).equals(options.type);
                  if (fits && (options.glob == null || options.glob.matches(name.bytes()))) {
                    found.add(name);
                  }
                });
    call.reply().array(2);
    call.reply().bulk(Long.toUnsignedString(next));
    call.reply().array(found.size());
    found.forEach(name -> call.reply().bulk(name.bytes()));
  }
}
