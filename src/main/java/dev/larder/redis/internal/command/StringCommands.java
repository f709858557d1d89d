package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString.Made;
import dev.larder.internal.table.Node;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Numbers;

/** Strings. */
final class StringCommands {
  private StringCommands() {}

  static void addTo(CommandTable table) {
    table.row("GET", 2, READONLY, FAST, SINGLE).keys(1, 1, 1).runs(StringCommands::get);
    table.row("SET", -3, WRITE, DENYOOM, SINGLE).keys(1, 1, 1).runs(StringCommands::set);
    table
        .row("INCR", 2, WRITE, DENYOOM, FAST, SINGLE)
        .keys(1, 1, 1)
        .runs(call -> increment(call, 1));
    table.row("MSET", -3, WRITE, DENYOOM).keys(1, -1, 2).runs(StringCommands::mset);
  }

  private static void get(Call call) {
    call.reply().bulk(call.db().string(call.args().name(1)).get());
  }

  private static void set(Call call) {
    Args args = call.args();
    if (args.count() > 3) {
      throw Errors.syntax(); // no option is known yet
    }
    Name key = args.name(1);
    call.db().string(key).put(args.bytes(2), Node.NEVER);
    call.notify('$', "set", key);
    call.reply().ok();
  }

  private static void mset(Call call) {
    Args args = call.args();
    if (args.count() % 2 == 0) {
      throw Errors.arity("mset");
    }
    for (int i = 1; i < args.count(); i += 2) {
      call.db().string(args.name(i)).put(args.bytes(i + 1), Node.NEVER);
      call.notify('$', "set", args.name(i));
    }
    call.reply().ok();
  }

  private static void increment(Call call, long delta) {
    Name key = call.args().name(1);
    long[] result = new long[1];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              long before = current == null ? 0 : Numbers.integer(current);
              try {
                result[0] = Math.addExact(before, delta);
              } catch (ArithmeticException e) {
                throw Errors.overflow();
              }
              return new Made(Numbers.bytes(result[0]), expiresAt);
            });
    call.notify('$', "incrby", key);
    call.reply().integer(result[0]);
  }
}
