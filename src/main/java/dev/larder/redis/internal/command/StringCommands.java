package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString.Form;
import dev.larder.internal.kind.ByteString.Made;
import dev.larder.internal.table.Node;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Limits;
import dev.larder.redis.internal.Lookups;
import java.util.Arrays;

/** Strings: reading them, parts of them, and several at once. */
final class StringCommands {
  private static final byte[] EMPTY = new byte[0];

  private StringCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("GET", 2, READONLY, FAST, SINGLE)
        .about("1.0.0", "The string of a key")
        .keys(1, 1, 1)
        .looks(Lookups.NONE) // its handler says it, and spares a look
        .runs(StringCommands::get);
    table
        .row("MGET", -2, READONLY, FAST)
        .about("1.0.0", "The strings of several keys")
        .keys(1, -1, 1)
        .runs(StringCommands::mget);
    table
        .row("MSET", -3, WRITE, DENYOOM)
        .about("1.0.1", "Sets several strings at once")
        .access("OW update")
        .keys(1, -1, 2)
        .runs(StringCommands::mset);
    table
        .row("MSETNX", -3, WRITE, DENYOOM)
        .about("1.0.1", "Sets several strings, if none of their keys is there")
        .access("OW insert")
        .keys(1, -1, 2)
        .runs(StringCommands::msetnx);
    table
        .row("STRLEN", 2, READONLY, FAST, SINGLE)
        .about("2.2.0", "How many bytes a string has")
        .access("RO")
        .keys(1, 1, 1)
        .runs(StringCommands::strlen);
    table
        .row("GETDEL", 2, WRITE, FAST, SINGLE)
        .about("6.2.0", "The string of a key, which is deleted")
        .access("RW access delete")
        .keys(1, 1, 1)
        .looks(Lookups.FIRST)
        .runs(StringCommands::getdel);
    table
        .row("APPEND", 3, WRITE, DENYOOM, FAST, SINGLE)
        .about("2.0.0", "Adds bytes to the end of a string")
        .access("RW insert")
        .keys(1, 1, 1)
        .runs(StringCommands::append);
    table
        .row("SETRANGE", 4, WRITE, DENYOOM, SINGLE)
        .about("2.2.0", "Writes over a part of a string")
        .keys(1, 1, 1)
        .runs(StringCommands::setrange);
    table
        .row("GETRANGE", 4, READONLY, SINGLE)
        .about("2.4.0", "A part of a string")
        .keys(1, 1, 1)
        .runs(StringCommands::getrange);
    table
        .row("SUBSTR", 4, READONLY, SINGLE)
        .about("1.0.0", "A part of a string")
        .deprecated("2.0.0", "GETRANGE")
        .keys(1, 1, 1)
        .runs(StringCommands::getrange);
    table
        .row("LCS", -3, READONLY)
        .about("7.0.0", "The longest sequence that two strings have in common")
        .keys(1, 2, 1)
        .runs(CommonSubsequence::lcs);
    StringSetting.addTo(table);
    StringNumbers.addTo(table);
  }

  private static void get(Call call) {
    Name key = call.args().name(1);
    byte[] found;
    try {
      found = call.db().string(key).get();
    } catch (WrongTypeException e) {
      call.looked(key, true);
      throw e;
    }
    call.looked(key, found != null);
    call.reply().bulk(found);
  }

  private static void mget(Call call) {
    Args args = call.args();
    call.reply().array(args.count() - 1);
    for (int i = 1; i < args.count(); i++) {
      try {
        call.reply().bulk(call.db().string(args.name(i)).get());
      } catch (WrongTypeException e) {
        call.reply().nullBulk(); // what is no string is no error here
      }
    }
  }

  private static void mset(Call call) {
    putPairs(call);
    call.reply().ok();
  }

  private static void msetnx(Call call) {
    Args args = call.args();
    checkPairs(call);
    for (int i = 1; i < args.count(); i += 2) {
      if (call.db().names().exists(args.name(i))) {
        call.reply().integer(0);
        return;
      }
    }
    putPairs(call);
    call.reply().integer(1);
  }

  private static void checkPairs(Call call) {
    if (call.args().count() % 2 == 0) {
      throw Errors.arity(call.command().name());
    }
  }

  private static void putPairs(Call call) {
    checkPairs(call);
    Args args = call.args();
    for (int i = 1; i < args.count(); i += 2) {
      call.db().string(args.name(i)).put(args.bytes(i + 1), Node.NEVER);
      call.notify('$', "set", args.name(i));
    }
  }

  private static void strlen(Call call) {
    byte[] bytes = call.db().string(call.args().name(1)).get();
    call.reply().integer(bytes == null ? 0 : bytes.length);
  }

  private static void getdel(Call call) {
    Name key = call.args().name(1);
    byte[][] before = new byte[1][];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              before[0] = current;
              return new Made(null, expiresAt);
            });
    if (before[0] != null) {
      call.notify('g', "del", key);
    }
    call.reply().bulk(before[0]);
  }

  private static void append(Call call) {
    Name key = call.args().name(1);
    byte[] added = call.args().bytes(2);
    int[] length = new int[1];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              if (current == null) {
                length[0] = added.length;
                return new Made(added, expiresAt);
              }
              length[0] = Limits.length((long) current.length + added.length);
              byte[] made = Arrays.copyOf(current, length[0]);
              System.arraycopy(added, 0, made, current.length, added.length);
              return new Made(made, expiresAt, Form.GROWN);
            });
    call.notify('$', "append", key);
    call.reply().integer(length[0]);
  }

  private static void setrange(Call call) {
    Args args = call.args();
    Name key = args.name(1);
    long offset = args.integer(2);
    if (offset < 0) {
      throw Errors.offsetOutOfRange();
    }
    byte[] part = args.bytes(3);
    int[] length = new int[1];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              byte[] before = current == null ? EMPTY : current;
              length[0] = before.length;
              if (part.length == 0) {
                return null;
              }
              if (offset > Limits.LONGEST_STRING) {
                throw Errors.tooLong();
              }
              length[0] = Limits.length(Math.max(before.length, offset + part.length));
              byte[] made = Arrays.copyOf(before, length[0]);
              System.arraycopy(part, 0, made, (int) offset, part.length);
              return new Made(made, expiresAt, Form.GROWN);
            });
    if (part.length > 0) {
      call.notify('$', "setrange", key);
    }
    call.reply().integer(length[0]);
  }

  private static void getrange(Call call) {
    Args args = call.args();
    Span asked = Span.read(args, 2);
    byte[] bytes = call.db().string(args.name(1)).get();
    if (bytes == null) {
      call.reply().bulk(EMPTY);
      return;
    }
    Span span = asked.within(bytes.length);
    call.reply()
        .bulk(
            span.isEmpty()
                ? EMPTY
                : Arrays.copyOfRange(bytes, (int) span.first(), (int) span.last() + 1));
  }
}
