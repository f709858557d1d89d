package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.MapHandle;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;

/** Hashes. */
final class HashCommands {
  private HashCommands() {}

  static void addTo(CommandTable table) {
    table.row("HGET", 3, READONLY, FAST, SINGLE).keys(1, 1, 1).runs(HashCommands::hget);
    table.row("HSET", -4, WRITE, DENYOOM, FAST).keys(1, 1, 1).runs(HashCommands::hset);
  }

  private static void hget(Call call) {
    Args args = call.args();
    call.reply().bulk(call.db().hash(args.name(1)).get(args.name(2)));
  }

  private static void hset(Call call) {
    Args args = call.args();
    if (args.count() % 2 != 0) {
      throw Errors.arity("hset");
    }
    Name key = args.name(1);
    MapHandle<Name, byte[]> hash = call.db().hash(key);
    int added = 0;
    for (int i = 2; i < args.count(); i += 2) {
      added += hash.put(args.name(i), args.bytes(i + 1)) == null ? 1 : 0;
    }
    call.notify('h', "hset", key);
    call.reply().integer(added);
  }
}
