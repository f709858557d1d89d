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
import dev.larder.redis.internal.LongDouble;
import dev.larder.redis.internal.Numbers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Hashes. Commands of one field are one change, without a transaction. */
final class HashCommands {
  private HashCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("HSET", -4, WRITE, DENYOOM, FAST, SINGLE)
        .about("2.0.0", "Sets fields of a hash")
        .keys(1, 1, 1)
        .member(2)
        .runs(HashCommands::hset);
    table
        .row("HMSET", -4, WRITE, DENYOOM, FAST, SINGLE)
        .about("2.0.0", "Sets fields of a hash")
        .deprecated("4.0.0", "HSET")
        .keys(1, 1, 1)
        .runs(HashCommands::hset);
    table
        .row("HSETNX", 4, WRITE, DENYOOM, FAST, SINGLE)
        .about("2.0.0", "Sets a field of a hash if it is not there")
        .access("RW insert")
        .keys(1, 1, 1)
        .member(2)
        .runs(HashCommands::hsetnx);
    table
        .row("HGET", 3, READONLY, FAST, SINGLE)
        .about("2.0.0", "A field of a hash")
        .keys(1, 1, 1)
        .member(2)
        .runs(HashCommands::hget);
    table
        .row("HMGET", -3, READONLY, FAST)
        .about("2.0.0", "Several fields of a hash")
        .keys(1, 1, 1)
        .runs(HashCommands::hmget);
    table
        .row("HGETALL", 2, READONLY)
        .about("2.0.0", "All fields and values of a hash")
        .tips("nondeterministic_output_order")
        .keys(1, 1, 1)
        .runs(HashCommands::hgetall);
    table
        .row("HKEYS", 2, READONLY)
        .about("2.0.0", "All fields of a hash")
        .tips("nondeterministic_output_order")
        .keys(1, 1, 1)
        .runs(HashCommands::hkeys);
    table
        .row("HVALS", 2, READONLY)
        .about("2.0.0", "All values of a hash")
        .tips("nondeterministic_output_order")
        .keys(1, 1, 1)
        .runs(HashCommands::hvals);
    table
        .row("HLEN", 2, READONLY, FAST, SINGLE)
        .about("2.0.0", "How many fields a hash has")
        .access("RO")
        .keys(1, 1, 1)
        .runs(call -> call.reply().integer(hash(call).size()));
    table
        .row("HSTRLEN", 3, READONLY, FAST, SINGLE)
        .about("3.2.0", "How many bytes a field's value has")
        .access("RO")
        .keys(1, 1, 1)
        .member(2)
        .runs(HashCommands::hstrlen);
    table
        .row("HEXISTS", 3, READONLY, FAST, SINGLE)
        .about("2.0.0", "Whether a hash has a field")
        .access("RO")
        .keys(1, 1, 1)
        .member(2)
        .runs(call -> call.reply().integer(hash(call).containsKey(call.args().name(2)) ? 1 : 0));
    table
        .row("HDEL", -3, WRITE, FAST, SINGLE)
        .about("2.0.0", "Deletes fields of a hash")
        .access("RW delete")
        .keys(1, 1, 1)
        .member(2)
        .runs(call -> Several.oneOrAll(call, 3, HashCommands::remove));
    table
        .row("HINCRBY", 4, WRITE, DENYOOM, FAST, SINGLE)
        .about("2.0.0", "Adds to the number in a field")
        .access("RW access update")
        .keys(1, 1, 1)
        .member(2)
        .runs(HashCommands::hincrby);
    table
        .row("HINCRBYFLOAT", 4, WRITE, DENYOOM, FAST, SINGLE)
        .about("2.6.0", "Adds to the number with a fraction in a field")
        .access("RW access update")
        .keys(1, 1, 1)
        .member(2)
        .runs(HashCommands::hincrbyfloat);
    table
        .row("HRANDFIELD", -2, READONLY)
        .about("6.2.0", "Fields of a hash, by chance")
        .tips("nondeterministic_output")
        .keys(1, 1, 1)
        .runs(HashCommands::hrandfield);
  }

  private static MapHandle<Name, byte[]> hash(Call call) {
    return call.db().hash(call.args().name(1));
  }

  // ---- one field, or several
  // ----------------------------------------------------------------------

  private static void hset(Call call) {
    if (call.args().count() % 2 != 0) {
      throw Errors.arity(call.command().name());
    }
    Several.oneOrAll(call, 4, HashCommands::put);
  }

  private static void put(Call call) {
    Args args = call.args();
    MapHandle<Name, byte[]> hash = hash(call);
    int added = 0;
    boolean hasLong = false;
    for (int i = 2; i < args.count(); i += 2) {
      added += hash.put(args.name(i), args.bytes(i + 1)) == null ? 1 : 0;
      hasLong |= Growth.isLong(call.server().config(), args.bytes(i), args.bytes(i + 1));
    }
    Growth.written(call.server().config(), hash, hasLong, added > 0);
    call.notify('h', "hset", args.name(1));
    if (call.command().name().equals("hmset")) {
      call.reply().ok();
    } else {
      call.reply().integer(added);
    }
  }

  private static void hsetnx(Call call) {
    Args args = call.args();
    MapHandle<Name, byte[]> hash = hash(call);
    boolean added = hash.putIfAbsent(args.name(2), args.bytes(3)) == null;
    if (added) {
      Growth.written(
          call.server().config(),
          hash,
          Growth.isLong(call.server().config(), args.bytes(2), args.bytes(3)),
          true);
      call.notify('h', "hset", args.name(1));
    }
    call.reply().integer(added ? 1 : 0);
  }

  private static void hget(Call call) {
    call.reply().bulk(hash(call).get(call.args().name(2)));
  }

  private static void hmget(Call call) {
    Args args = call.args();
    MapHandle<Name, byte[]> hash = hash(call);
    call.reply().array(args.count() - 2);
    for (int i = 2; i < args.count(); i++) {
      call.reply().bulk(hash.get(args.name(i)));
    }
  }

  private static void hstrlen(Call call) {
    byte[] value = hash(call).get(call.args().name(2));
    call.reply().integer(value == null ? 0 : value.length);
  }

  private static void remove(Call call) {
    Args args = call.args();
    MapHandle<Name, byte[]> hash = hash(call);
    int removed = 0;
    for (int i = 2; i < args.count(); i++) {
      removed += hash.remove(args.name(i)) == null ? 0 : 1;
    }
    if (removed > 0) {
      call.notify('h', "hdel", args.name(1));
      Several.endedIf(call, args.name(1), hash.isEmpty());
    }
    call.reply().integer(removed);
  }

  // ---- all fields
  // ---------------------------------------------------------------------------------

  private static List<Map.Entry<Name, byte[]>> all(Call call) {
    List<Map.Entry<Name, byte[]>> all = new ArrayList<>();
    hash(call).forEach((field, value) -> all.add(Map.entry(field, value)));
    return all;
  }

  private static void hgetall(Call call) {
    List<Map.Entry<Name, byte[]>> all = all(call);
    call.reply().map(all.size());
    for (Map.Entry<Name, byte[]> entry : all) {
      call.reply().bulk(entry.getKey().bytes());
      call.reply().bulk(entry.getValue());
    }
  }

  private static void hkeys(Call call) {
    List<Map.Entry<Name, byte[]>> all = all(call);
    call.reply().array(all.size());
    all.forEach(entry -> call.reply().bulk(entry.getKey().bytes()));
  }

  private static void hvals(Call call) {
    List<Map.Entry<Name, byte[]>> all = all(call);
    call.reply().array(all.size());
    all.forEach(entry -> call.reply().bulk(entry.getValue()));
  }

  private static void hrandfield(Call call) {
    Args args = call.args();
    if (args.count() == 2) {
      List<Map.Entry<Name, byte[]>> one = Several.random(call, all(call), 1);
      call.reply().bulk(one.isEmpty() ? null : one.get(0).getKey().bytes());
      return;
    }
    boolean values = args.count() == 4 && args.is(3, "WITHVALUES");
    long count = Several.randomCount(args, 2, false);
    if (args.count() > 4 || args.count() == 4 && !values) {
      throw Errors.syntax();
    }
    Several.randomCount(args, 2, values);
    List<Map.Entry<Name, byte[]>> drawn = Several.random(call, all(call), count);
    boolean nested = values && call.reply().isResp3();
    call.reply().array(values && !nested ? 2 * drawn.size() : drawn.size());
    for (Map.Entry<Name, byte[]> entry : drawn) {
      if (nested) {
        call.reply().array(2);
      }
      call.reply().bulk(entry.getKey().bytes());
      if (values) {
        call.reply().bulk(entry.getValue());
      }
    }
  }

  // ---- numbers
  // ------------------------------------------------------------------------------------

  private static void hincrby(Call call) {
    Args args = call.args();
    long delta = args.integer(3);
    MapHandle<Name, byte[]> hash = hash(call);
    byte[] sum = hash.compute(args.name(2), (field, value) -> Numbers.bytes(plus(value, delta)));
    Growth.written(
        call.server().config(),
        hash,
        Growth.isLong(call.server().config(), args.bytes(2), args.bytes(3)),
        true);
    call.notify('h', "hincrby", args.name(1));
    call.reply().integer(Numbers.integer(Objects.requireNonNull(sum)));
  }

  private static long plus(byte @Nullable [] value, long delta) {
    if (value != null && !Numbers.isInteger(value)) {
      throw Errors.hashValueNotAnInteger();
    }
    try {
      return Math.addExact(value == null ? 0 : Numbers.integer(value), delta);
    } catch (ArithmeticException e) {
      throw Errors.overflow();
    }
  }

  private static void hincrbyfloat(Call call) {
    Args args = call.args();
    BigDecimal delta = LongDouble.parse(args.bytes(3), Errors.notAFloat());
    if (delta == null) {
      throw Errors.notFinite();
    }
    MapHandle<Name, byte[]> hash = hash(call);
    byte[] sum =
        Objects.requireNonNull(
            hash.compute(args.name(2), (field, value) -> plus(value, delta)), "sum");
    Growth.written(
        call.server().config(),
        hash,
        Growth.isLong(call.server().config(), args.bytes(2), sum),
        true);
    call.notify('h', "hincrbyfloat", args.name(1));
    call.reply().bulk(sum);
  }

  private static byte[] plus(byte @Nullable [] value, BigDecimal delta) {
    BigDecimal before =
        value == null ? BigDecimal.ZERO : LongDouble.parse(value, Errors.hashValueNotAFloat());
    BigDecimal sum = before == null ? null : LongDouble.sum(before, delta);
    if (sum == null) {
      throw Errors.incrementNotFinite();
    }
    return LongDouble.text(sum).getBytes(StandardCharsets.ISO_8859_1);
  }
}
