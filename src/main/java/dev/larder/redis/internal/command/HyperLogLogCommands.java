package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.ADMIN;
import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString.Form;
import dev.larder.internal.kind.ByteString.Made;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Lookups;
import dev.larder.redis.internal.Reply;
import dev.larder.redis.internal.hyperloglog.HyperLogLog;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** HyperLogLogs: strings of a certain form. */
final class HyperLogLogCommands {
  private HyperLogLogCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("PFADD", -2, WRITE, DENYOOM, FAST, SINGLE)
        .about("2.8.9", "Adds elements to a HyperLogLog")
        .access("RW insert")
        .keys(1, 1, 1)
        .runs(HyperLogLogCommands::pfadd);
    table
        .row("PFCOUNT", -2, READONLY, SINGLE)
        .about("2.8.9", "About how many different elements were added")
        .access("RW access")
        .keys(1, -1, 1)
        .looks(args -> (args.count() == 2 ? Lookups.FIRST : Lookups.NONE).keys(args))
        .runs(HyperLogLogCommands::pfcount);
    table
        .row("PFMERGE", -2, WRITE, DENYOOM)
        .about("2.8.9", "Joins HyperLogLogs into one")
        .specs(KeySpec.at(1, "RW access insert"), KeySpec.from(2, "RO access"))
        .keys(1, -1, 1)
        .looks(Lookups.NONE)
        .runs(HyperLogLogCommands::pfmerge);
    table
        .row("PFDEBUG", 3, WRITE, DENYOOM, ADMIN, SINGLE)
        .about("2.8.9", "Shows the inside of a HyperLogLog")
        .forRedisItself()
        .access("RW access")
        .keys(2, 2, 1)
        .runs(HyperLogLogCommands::pfdebug);
  }

  private static HyperLogLog read(Call call, byte @Nullable [] current) {
    int mostSparseBytes =
        (int) Math.min(call.server().config().hyperLogLogBytes(), Integer.MAX_VALUE);
    return current == null
        ? HyperLogLog.empty(mostSparseBytes)
        : HyperLogLog.of(current, mostSparseBytes);
  }

  private static void pfadd(Call call) {
    Args args = call.args();
    Name key = args.name(1);
    boolean[] changed = new boolean[1];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              HyperLogLog sketch = read(call, current);
              changed[0] = current == null;
              for (int i = 2; i < args.count(); i++) {
                changed[0] |= sketch.add(args.bytes(i));
              }
              if (!changed[0]) {
                return null;
              }
              sketch.outdate();
              return new Made(sketch.bytes(), expiresAt, Form.GROWN);
            });
    if (changed[0]) {
      call.notify('$', "pfadd", key);
    }
    call.reply().integer(changed[0] ? 1 : 0);
  }

  private static void pfcount(Call call) {
    if (call.args().count() > 2) {
      call.atomically(HyperLogLogCommands::countTogether);
      return;
    }
    Name key = call.args().name(1);
    long[] estimate = new long[1];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              if (current == null) {
                estimate[0] = 0;
                return null;
              }
              HyperLogLog sketch = read(call, current);
              boolean known = sketch.isEstimated();
              estimate[0] = sketch.estimate();
              return known
                  ? new Made(current, expiresAt)
                  : new Made(sketch.bytes(), expiresAt, Form.GROWN);
            });
    call.reply().integer(estimate[0]);
  }

  private static void countTogether(Call call) {
    byte[] values = HyperLogLog.values();
    for (int i = 1; i < call.args().count(); i++) {
      mergeInto(call, i, values);
    }
    call.reply().integer(HyperLogLog.estimate(values));
  }

  /** Takes in the sketch of a key, if there is one; answers whether it is dense. */
  private static boolean mergeInto(Call call, int index, byte[] values) {
    Name key = call.args().name(index);
    call.look(key); // here, as those behind one that is no sketch are not looked at
    byte[] bytes = call.db().string(key).get();
    if (bytes == null) {
      return false;
    }
    HyperLogLog sketch = read(call, bytes);
    sketch.mergeInto(values);
    return sketch.isDense();
  }

  private static void pfmerge(Call call) {
    byte[] values = HyperLogLog.values();
    boolean dense = false;
    for (int i = 1; i < call.args().count(); i++) {
      dense |= mergeInto(call, i, values);
    }
    boolean isDense = dense;
    Name key = call.args().name(1);
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              HyperLogLog sketch = read(call, current);
              if (isDense) {
                sketch.toDense();
              }
              sketch.merge(values);
              return new Made(sketch.bytes(), expiresAt, Form.GROWN);
            });
    call.notify('$', "pfadd", key);
    call.reply().ok();
  }

  private static void pfdebug(Call call) {
    Args args = call.args();
    Name key = args.name(2);
    String what = args.upper(1).toLowerCase(Locale.ROOT);
    byte[] bytes = call.db().string(key).get();
    if (bytes == null) {
      throw Errors.noSuchHyperLogLog();
    }
    HyperLogLog sketch = read(call, bytes);
    Reply reply = call.reply();
    switch (what) {
      case "getreg" -> {
        toDense(call, key);
        byte[] values = HyperLogLog.values();
        sketch.mergeInto(values);
        reply.array(values.length);
        for (byte value : values) {
          reply.integer(value);
        }
      }
      case "decode" -> {
        String text = sketch.describe();
        if (text == null) {
          throw Errors.notSparse();
        }
        reply.bulk(text);
      }
      case "encoding" -> reply.simple(sketch.isDense() ? "dense" : "sparse");
      case "todense" -> {
        toDense(call, key);
        reply.integer(sketch.isDense() ? 0 : 1);
      }
      default -> throw Errors.of("ERR Unknown PFDEBUG subcommand '" + args.latin(1) + "'");
    }
  }

  private static void toDense(Call call, Name key) {
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              if (current == null) {
                return null;
              }
              HyperLogLog sketch = read(call, current);
              sketch.toDense();
              return new Made(sketch.bytes(), expiresAt, Form.GROWN);
            });
  }
}
