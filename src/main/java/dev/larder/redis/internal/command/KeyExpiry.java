package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.WireNames.Expired;
import dev.larder.internal.table.Node;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;

/** When keys run out. */
final class KeyExpiry {
  private KeyExpiry() {}

  static void addTo(CommandTable table) {
    expiring(table, "EXPIRE", Deadline.EX);
    expiring(table, "PEXPIRE", Deadline.PX);
    expiring(table, "EXPIREAT", Deadline.EXAT);
    expiring(table, "PEXPIREAT", Deadline.PXAT);
    telling(table, "TTL", true, 1_000);
    telling(table, "PTTL", true, 1);
    telling(table, "EXPIRETIME", false, 1_000);
    telling(table, "PEXPIRETIME", false, 1);
    table.about("EXPIRE", "1.0.0", "Gives a key a time to live, in seconds");
    table.about("PEXPIRE", "2.6.0", "Gives a key a time to live, in milliseconds");
    table.about("EXPIREAT", "1.2.0", "Lets a key run out at a moment, in seconds since 1970");
    table.about("PEXPIREAT", "2.6.0", "Lets a key run out at a moment, in milliseconds since 1970");
    table
        .about("TTL", "1.0.0", "How long a key has yet, in seconds")
        .tips("nondeterministic_output");
    table
        .about("PTTL", "2.6.0", "How long a key has yet, in milliseconds")
        .tips("nondeterministic_output");
    table.about("EXPIRETIME", "7.0.0", "When a key runs out, in seconds since 1970");
    table.about("PEXPIRETIME", "7.0.0", "When a key runs out, in milliseconds since 1970");
    table
        .row("PERSIST", 2, WRITE, FAST, SINGLE)
        .about("2.2.0", "Takes away a key's time to live")
        .keys(1, 1, 1)
        .runs(KeyExpiry::persist);
  }

  private static void expiring(CommandTable table, String name, Deadline unit) {
    table.row(name, -3, WRITE, FAST, SINGLE).keys(1, 1, 1).runs(call -> expire(call, unit));
  }

  private static void telling(CommandTable table, String name, boolean relative, int unitMillis) {
    table
        .row(name, 2, READONLY, FAST, SINGLE)
        .keys(1, 1, 1)
        .leavesIdle()
        .runs(call -> tell(call, relative, unitMillis));
  }

  /** What the deadline before must be. */
  private record Condition(boolean absent, boolean present, boolean greater, boolean less) {
    static Condition read(Args args, int from) {
      boolean absent = false;
      boolean present = false;
      boolean greater = false;
      boolean less = false;
      for (int i = from; i < args.count(); i++) {
        if (args.is(i, "NX")) {
          absent = true;
        } else if (args.is(i, "XX")) {
          present = true;
        } else if (args.is(i, "GT")) {
          greater = true;
        } else if (args.is(i, "LT")) {
          less = true;
        } else {
          throw Errors.unknownOption(args.latin(i));
        }
      }
      if (absent && (present || greater || less)) {
        throw Errors.notExpiredOrOther();
      }
      if (greater && less) {
        throw Errors.greaterAndLess();
      }
      return new Condition(absent, present, greater, less);
    }

    boolean allows(long before, long deadline) {
      boolean never = before == Node.NEVER;
      return !(absent && !never
          || present && never
          || greater && (never || deadline <= before)
          || less && !never && deadline >= before);
    }
  }

  private static void expire(Call call, Deadline unit) {
    Name key = call.args().name(1);
    Condition condition = Condition.read(call.args(), 3);
    long now = call.db().now(); // one look: a millisecond is not over before the key has it
    long deadline = unit.any(call, 2, now);
    Expired done =
        call.db().keys().expireAt(key, deadline, now, before -> condition.allows(before, deadline));
    if (done != Expired.NOT) {
      call.notify('g', done == Expired.LATER ? "expire" : "del", key);
    }
    call.reply().integer(done == Expired.NOT ? 0 : 1);
  }

  private static void tell(Call call, boolean relative, int unitMillis) {
    Long deadline = call.db().keys().deadline(call.args().name(1));
    if (deadline == null) {
      call.reply().integer(-2);
      return;
    }
    if (deadline == Node.NEVER) {
      call.reply().integer(-1);
      return;
    }
    long millis = deadline == Deadline.LATEST ? Long.MAX_VALUE : deadline;
    if (relative) {
      millis = Math.max(0, millis - call.db().now());
    }
    call.reply().integer(unitMillis == 1 ? millis : (millis + 500) / unitMillis);
  }

  private static void persist(Call call) {
    Name key = call.args().name(1);
    boolean done = call.db().names().persist(key);
    if (done) {
      call.notify('g', "persist", key);
    }
    call.reply().integer(done ? 1 : 0);
  }
}
