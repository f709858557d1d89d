package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString.Form;
import dev.larder.internal.kind.ByteString.Made;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Flag;
import dev.larder.redis.internal.LongDouble;
import dev.larder.redis.internal.Numbers;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/** Strings that are numbers. */
final class StringNumbers {
  private static final Flag[] FLAGS = {WRITE, DENYOOM, FAST, SINGLE};

  private StringNumbers() {}

  static void addTo(CommandTable table) {
    table
        .row("INCR", 2, FLAGS)
        .about("1.0.0", "Adds one to a number")
        .access("RW access update")
        .keys(1, 1, 1)
        .runs(call -> add(call, 1));
    table
        .row("DECR", 2, FLAGS)
        .about("1.0.0", "Takes one from a number")
        .access("RW access update")
        .keys(1, 1, 1)
        .runs(call -> add(call, -1));
    table
        .row("INCRBY", 3, FLAGS)
        .about("1.0.0", "Adds to a number")
        .access("RW access update")
        .keys(1, 1, 1)
        .runs(call -> add(call, call.args().integer(2)));
    table
        .row("DECRBY", 3, FLAGS)
        .about("1.0.0", "Takes from a number")
        .access("RW access update")
        .keys(1, 1, 1)
        .runs(StringNumbers::decrby);
    table
        .row("INCRBYFLOAT", 3, FLAGS)
        .about("2.6.0", "Adds to a number with a fraction")
        .access("RW access update")
        .keys(1, 1, 1)
        .runs(StringNumbers::incrbyfloat);
  }

  private static void decrby(Call call) {
    long delta = call.args().integer(2);
    if (delta == Long.MIN_VALUE) {
      throw Errors.decrementOverflow();
    }
    add(call, -delta);
  }

  private static void add(Call call, long delta) {
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

  private static void incrbyfloat(Call call) {
    Args args = call.args();
    Name key = args.name(1);
    byte[][] result = new byte[1][];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              BigDecimal before =
                  current == null ? BigDecimal.ZERO : LongDouble.parse(current, Errors.notAFloat());
              BigDecimal delta = LongDouble.parse(args.bytes(2), Errors.notAFloat());
              BigDecimal sum =
                  before == null || delta == null ? null : LongDouble.sum(before, delta);
              if (sum == null) {
                throw Errors.incrementNotFinite();
              }
              result[0] = LongDouble.text(sum).getBytes(StandardCharsets.ISO_8859_1);
              return new Made(result[0], expiresAt, Form.TEXT);
            });
    call.notify('$', "incrbyfloat", key);
    call.reply().bulk(result[0]);
  }
}
