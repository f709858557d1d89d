package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ByteString;
import dev.larder.internal.kind.ByteString.Form;
import dev.larder.internal.kind.ByteString.Made;
import dev.larder.internal.kind.ByteString.When;
import dev.larder.internal.table.Node;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Lookups;
import org.jspecify.annotations.Nullable;

/** SET and its relatives: strings that are put as a whole, with conditions and deadlines. */
final class StringSetting {
  private StringSetting() {}

  static void addTo(CommandTable table) {
    table
        .row("SET", -3, WRITE, DENYOOM, SINGLE)
        .about("1.0.0", "Sets the string of a key, in place of whatever it held")
        .access("RW access update variable_flags")
        .access(StringSetting::access)
        .keys(1, 1, 1)
        .looks(args -> (reads(args) ? Lookups.FIRST : Lookups.NONE).keys(args))
        .runs(StringSetting::set);
    table
        .row("SETNX", 3, WRITE, DENYOOM, FAST, SINGLE)
        .about("1.0.0", "Sets a string if the key is not there")
        .access("OW insert")
        .keys(1, 1, 1)
        .runs(StringSetting::setnx);
    table
        .row("SETEX", 4, WRITE, DENYOOM, SINGLE)
        .about("2.0.0", "Sets a string with a time to live in seconds")
        .access("OW update")
        .keys(1, 1, 1)
        .runs(call -> setex(call, Deadline.EX));
    table
        .row("PSETEX", 4, WRITE, DENYOOM, SINGLE)
        .about("2.6.0", "Sets a string with a time to live in milliseconds")
        .access("OW update")
        .keys(1, 1, 1)
        .runs(call -> setex(call, Deadline.PX));
    table
        .row("GETSET", 3, WRITE, DENYOOM, FAST, SINGLE)
        .about("1.0.0", "Sets a string and answers the one before")
        .access("RW access update")
        .deprecated("6.2.0", "SET with GET")
        .keys(1, 1, 1)
        .looks(Lookups.FIRST)
        .runs(StringSetting::getset);
    table
        .row("GETEX", -2, WRITE, FAST, SINGLE)
        .about("6.2.0", "The string of a key, whose time to live may be changed")
        .access("RW access update")
        .keys(1, 1, 1)
        .looks(Lookups.FIRST)
        .runs(StringSetting::getex);
  }

  /**
   * What SET and GETEX are asked for.
   *
   * @param when what must be there
   * @param get whether the old value is wanted
   * @param keeps whether the deadline stays
   * @param persists whether it goes
   * @param unit how a deadline is given, or null for none
   * @param at the argument that gives it
   */
  private record Options(
      When when, boolean get, boolean keeps, boolean persists, @Nullable Deadline unit, int at) {
    private static final Options NONE = new Options(When.ALWAYS, false, false, false, null, 0);

    static Options read(Args args, int from, boolean setting) {
      Options options = NONE;
      for (int i = from; i < args.count(); i++) {
        Deadline unit = unit(args, i);
        if (unit != null && i + 1 < args.count() && options.takes(unit)) {
          options = new Options(options.when, options.get, false, false, unit, ++i);
        } else {
          options = setting ? options.withSet(args, i) : options.withGetex(args, i);
        }
      }
      return options;
    }

    private static @Nullable Deadline unit(Args args, int i) {
      for (Deadline unit : Deadline.values()) {
        if (args.is(i, unit.name())) {
          return unit;
        }
      }
      return null;
    }

    private boolean takes(Deadline other) {
      return !keeps && !persists && (unit == null || unit == other);
    }

    private Options withSet(Args args, int i) {
      if (args.is(i, "NX") && when != When.PRESENT) {
        return new Options(When.ABSENT, get, keeps, persists, unit, at);
      }
      if (args.is(i, "XX") && when != When.ABSENT) {
        return new Options(When.PRESENT, get, keeps, persists, unit, at);
      }
      if (args.is(i, "GET")) {
        return new Options(when, true, keeps, persists, unit, at);
      }
      if (args.is(i, "KEEPTTL") && unit == null) {
        return new Options(when, get, true, false, null, at);
      }
      throw Errors.syntax();
    }

    private Options withGetex(Args args, int i) {
      if (args.is(i, "PERSIST") && unit == null) {
        return new Options(when, get, false, true, null, at);
      }
      throw Errors.syntax();
    }
  }

  /** What SET does to its key: with GET it reads it, too. */
  private static String access(Args args) {
    return reads(args) ? "RW access update" : "OW update";
  }

  private static boolean reads(Args args) {
    for (int i = 3; i < args.count(); i++) {
      if (args.is(i, "GET")) {
        return true;
      }
    }
    return false;
  }

  private static void set(Call call) {
    Args args = call.args();
    Options options = args.count() == 3 ? Options.NONE : Options.read(args, 3, true);
    Deadline unit = options.unit;
    long deadline = unit == null ? Node.NEVER : unit.positive(call, options.at);
    deadline = options.keeps ? ByteString.KEEP_DEADLINE : deadline;
    Name key = args.name(1);
    if (options.get) {
      setAndGet(call, key, options, deadline);
      return;
    }
    if (call.db().string(key).put(args.bytes(2), deadline, options.when, Form.NATURAL)) {
      tellSet(call, key, unit != null);
      call.reply().ok();
    } else {
      call.reply().nullBulk();
    }
  }

  private static void setAndGet(Call call, Name key, Options options, long deadline) {
    byte[] bytes = call.args().bytes(2);
    byte[][] before = new byte[1][];
    boolean[] done = new boolean[1];
    call.db()
        .string(key)
        .change(
            (current, expiresAt) -> {
              before[0] = current;
              done[0] =
                  options.when == When.ALWAYS
                      || (current != null) == (options.when == When.PRESENT);
              return done[0] ? new Made(bytes, options.keeps ? expiresAt : deadline) : null;
            });
    if (done[0]) {
      tellSet(call, key, options.unit != null);
    }
    call.reply().bulk(before[0]);
  }

  private static void tellSet(Call call, Name key, boolean expires) {
    call.notify('$', "set", key);
    if (expires) {
      call.notify('g', "expire", key);
    }
  }

  private static void setnx(Call call) {
    Name key = call.args().name(1);
    byte[] bytes = call.args().bytes(2);
    boolean done = call.db().string(key).put(bytes, Node.NEVER, When.ABSENT, Form.NATURAL);
    if (done) {
      tellSet(call, key, false);
    }
    call.reply().integer(done ? 1 : 0);
  }

  private static void setex(Call call, Deadline unit) {
    Name key = call.args().name(1);
    call.db().string(key).put(call.args().bytes(3), unit.positive(call, 2));
    tellSet(call, key, true);
    call.reply().ok();
  }

  private static void getset(Call call) {
    Name key = call.args().name(1);
    setAndGet(call, key, Options.NONE, Node.NEVER);
  }

  private static void getex(Call call) {
    Name key = call.args().name(1);
    Options options = Options.read(call.args(), 2, false);
    Deadline unit = options.unit;
    if (unit == null && !options.persists) {
      call.reply().bulk(call.db().string(key).get());
      return;
    }
    byte[][] found = new byte[1][];
    boolean[] past = new boolean[1];
    boolean[] persisted = new boolean[1];
    ByteString.Change change =
        (current, expiresAt) -> {
          found[0] = current;
          if (current == null) {
            return null; // and then nobody looks at the deadline
          }
          long now = call.db().now();
          long deadline = unit == null ? Node.NEVER : unit.positive(call, options.at, now);
          past[0] = deadline <= now;
          persisted[0] = unit == null && expiresAt != Node.NEVER;
          return past[0] ? new Made(null, expiresAt) : new Made(current, deadline);
        };
    call.db().string(key).change(change);
    if (past[0]) {
      call.notify('g', "del", key);
    } else if (found[0] != null && unit != null) {
      call.notify('g', "expire", key);
    } else if (persisted[0]) {
      call.notify('g', "persist", key);
    }
    call.reply().bulk(found[0]);
  }
}
