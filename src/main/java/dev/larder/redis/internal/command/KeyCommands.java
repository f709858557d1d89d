package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.CollectionType;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.WireNames;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Category;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Glob;
import dev.larder.redis.internal.Group;
import dev.larder.redis.internal.Handler;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.Server;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What works on keys of every type. */
final class KeyCommands {
  private KeyCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("DEL", -2, WRITE)
        .about("1.0.0", "Deletes keys")
        .leavesIdle() // there is nothing left to be idle
        .access("RM delete")
        .keys(1, -1, 1)
        .runs(KeyCommands::del);
    table
        .row("UNLINK", -2, WRITE, FAST)
        .about("4.0.0", "Deletes keys; the garbage collector does the rest")
        .leavesIdle()
        .access("RM delete")
        .keys(1, -1, 1)
        .runs(KeyCommands::del);
    table
        .row("EXISTS", -2, READONLY, FAST, SINGLE)
        .about("1.0.0", "How many of these keys are there")
        .leavesIdle()
        .access("RO")
        .keys(1, -1, 1)
        .runs(KeyCommands::exists);
    table
        .row("TOUCH", -2, READONLY, FAST, SINGLE)
        .about("3.2.1", "How many of these keys are there, as if they were used")
        .access("RO")
        .keys(1, -1, 1)
        .runs(KeyCommands::exists);
    table
        .row("TYPE", 2, READONLY, FAST, SINGLE)
        .about("1.0.0", "What a key holds")
        .leavesIdle()
        .access("RO")
        .keys(1, 1, 1)
        .runs(KeyCommands::type);
    table
        .row("RENAME", 3, WRITE)
        .about("1.0.0", "Gives a key another name, in place of what has it")
        .specs(KeySpec.at(1, "RW access delete"), KeySpec.at(2, "OW update"))
        .keys(1, 2, 1)
        .runs(call -> rename(call, false));
    table
        .row("RENAMENX", 3, WRITE, FAST)
        .about("1.0.0", "Gives a key another name if nothing has it")
        .specs(KeySpec.at(1, "RW access delete"), KeySpec.at(2, "OW insert"))
        .keys(1, 2, 1)
        .runs(call -> rename(call, true));
    table
        .row("COPY", -3, WRITE, DENYOOM)
        .about("6.2.0", "Copies what a key holds to another key")
        .specs(KeySpec.at(1, "RO access"), KeySpec.at(2, "OW update"))
        .keys(1, 2, 1)
        .runs(KeyCommands::copy);
    table
        .row("MOVE", 3, WRITE, FAST)
        .about("1.0.0", "Moves a key to another database")
        .access("RW access update")
        .keys(1, 1, 1)
        .runs(KeyCommands::move);
    table
        .row("SWAPDB", 3, WRITE, FAST, SINGLE)
        .about("4.0.0", "Exchanges two databases")
        .group(Group.SERVER)
        .acl(Category.KEYSPACE, Category.DANGEROUS)
        .runs(KeyCommands::swapdb);
    table
        .row("RANDOMKEY", 1, READONLY, SINGLE)
        .about("1.0.0", "One of the keys, by chance")
        .tips("nondeterministic_output")
        .runs(KeyCommands::randomkey);
    table
        .row("KEYS", 2, READONLY, SINGLE)
        .about("1.0.0", "All keys that match a pattern")
        .tips("nondeterministic_output_order")
        .acl(Category.KEYSPACE, Category.DANGEROUS)
        .runs(KeyCommands::keys);
    table
        .row("DBSIZE", 1, READONLY, FAST, SINGLE)
        .about("1.0.0", "How many keys there are")
        .group(Group.SERVER)
        .acl(Category.KEYSPACE)
        .runs(KeyCommands::dbsize);
    table
        .row("FLUSHDB", -1, WRITE, SINGLE)
        .about("1.0.0", "Deletes all keys of the database")
        .group(Group.SERVER)
        .acl(Category.KEYSPACE, Category.DANGEROUS)
        .runs(KeyCommands::flushdb);
    table
        .row("FLUSHALL", -1, WRITE, SINGLE)
        .about("1.0.0", "Deletes all keys of all databases")
        .group(Group.SERVER)
        .acl(Category.KEYSPACE, Category.DANGEROUS)
        .runs(KeyCommands::flushall);
    table
        .row("WAIT", 3, NOSCRIPT, SINGLE)
        .about("3.0.0", "Waits for replicas, of which there are none")
        .acl(Category.CONNECTION)
        .runs(KeyCommands::wait);
    KeyExpiry.addTo(table);
    KeyScan.addTo(table);
    ObjectCommands.addTo(table);
    SortCommands.addTo(table);
  }

  /** What TYPE calls a type. */
  static String text(@Nullable CollectionType type) {
    if (type == null) {
      return "none";
    }
    return switch (type) {
      case VALUE, COUNTER -> "string";
      case MAP -> "hash";
      case LIST -> "list";
      case SET -> "set";
      case SORTED_SET -> "zset";
      case STREAM -> "stream";
    };
  }

  private static void del(Call call) {
    Args args = call.args();
    int deleted = 0;
    for (int i = 1; i < args.count(); i++) {
      Name key = args.name(i);
      if (call.db().names().delete(key) > 0) {
        call.notify('g', "del", key);
        deleted++;
      }
    }
    call.reply().integer(deleted);
  }

  private static void exists(Call call) {
    Handler count =
        in -> {
          int found = 0;
          for (int i = 1; i < in.args().count(); i++) {
            found += in.db().keys().exists(in.args().name(i)) ? 1 : 0;
          }
          in.reply().integer(found);
        };
    if (call.args().count() == 2) {
      count.run(call);
    } else {
      call.atomically(count);
    }
  }

  private static void type(Call call) {
    call.reply().simple(text(call.db().keys().type(call.args().name(1))));
  }

  private static void rename(Call call, boolean onlyIfFree) {
    Name from = call.args().name(1);
    Name to = call.args().name(2);
    if (!call.db().keys().exists(from)) {
      throw Errors.noSuchKey();
    }
    boolean same = from.equals(to);
    if (onlyIfFree && (same || call.db().keys().exists(to))) {
      call.reply().integer(0);
      return;
    }
    if (!same) {
      call.db().names().rename(from, to);
      call.made(to, call.session().database());
      call.notify('g', "rename_from", from);
      call.notify('g', "rename_to", to);
    }
    if (onlyIfFree) {
      call.reply().integer(1);
    } else {
      call.reply().ok();
    }
  }

  /** The number of a database. */
  static int database(Args args, int index) {
    long given = args.integer(index);
    if (given < Integer.MIN_VALUE || given > Integer.MAX_VALUE) {
      throw Errors.between(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (given < 0 || given >= Server.DATABASES) {
      throw Errors.databaseOutOfRange();
    }
    return (int) given;
  }

  private static void copy(Call call) {
    Args args = call.args();
    boolean replace = false;
    int database = call.session().database();
    for (int i = 3; i < args.count(); i++) {
      if (args.is(i, "REPLACE")) {
        replace = true;
      } else if (args.is(i, "DB") && i + 1 < args.count()) {
        database = database(args, ++i);
      } else {
        throw Errors.syntax();
      }
    }
    Name from = args.name(1);
    Name to = args.name(2);
    boolean elsewhere = database != call.session().database();
    if (from.equals(to) && !elsewhere) {
      throw Errors.sameObjects();
    }
    boolean copied = call.db().keys().copy(from, call.db(database).keys(), to, replace);
    if (copied) {
      call.made(to, database);
      call.notify('g', "copy_to", to, database);
    }
    call.reply().integer(copied ? 1 : 0);
  }

  private static void move(Call call) {
    int database = database(call.args(), 2);
    if (database == call.session().database()) {
      throw Errors.sameObjects();
    }
    Name name = call.args().name(1);
    boolean moved = call.db().keys().move(name, call.db(database).keys());
    if (moved) {
      call.made(name, database);
      call.notify('g', "move_from", name);
      call.notify('g', "move_to", name, database);
    }
    call.reply().integer(moved ? 1 : 0);
  }

  private static void swapdb(Call call) {
    int first = swapped(call.args(), 1, "first");
    int second = swapped(call.args(), 2, "second");
    if (Math.min(first, second) < 0 || Math.max(first, second) >= Server.DATABASES) {
      throw Errors.databaseOutOfRange();
    }
    if (first != second) {
      call.db(first).keys().exchange(call.db(second).keys());
    }
    call.reply().ok();
  }

  private static int swapped(Args args, int index, String which) {
    byte[] given = args.bytes(index);
    long database = Numbers.isInteger(given) ? Numbers.integer(given) : Long.MAX_VALUE;
    if ((int) database != database) {
      throw Errors.of("ERR invalid " + which + " DB index");
    }
    return (int) database;
  }

  private static void randomkey(Call call) {
    Name drawn = call.db().keys().random();
    call.reply().bulk(drawn == null ? null : drawn.bytes());
  }

  private static void keys(Call call) {
    Glob glob = new Glob(call.args().bytes(1));
    List<Name> all = call.db().keys().all();
    all.removeIf(name -> !glob.matches(name.bytes()));
    call.reply().array(all.size());
    all.forEach(name -> call.reply().bulk(name.bytes()));
  }

  private static void dbsize(Call call) {
    call.reply().integer(call.db().keys().size());
  }

  /**
   * ASYNC and SYNC make no difference: what is taken out costs nobody's time but the collector's.
   */
  private static void checkFlush(Args args) {
    boolean known = args.count() == 1 || args.is(1, "ASYNC") || args.is(1, "SYNC");
    if (!known || args.count() > 2) {
      throw Errors.syntax();
    }
  }

  private static void flushdb(Call call) {
    checkFlush(call.args());
    WireNames.clear(List.of(call.db().keys()));
    call.reply().ok();
  }

  private static void flushall(Call call) {
    checkFlush(call.args());
    List<WireNames> all = new ArrayList<>();
    for (int i = 0; i < Server.DATABASES; i++) {
      all.add(call.db(i).keys());
    }
    WireNames.clear(all);
    call.reply().ok();
  }

  /** There are no replicas to wait for. */
  private static void wait(Call call) {
    Args args = call.args();
    args.integer(1);
    if (!Numbers.isInteger(args.bytes(2))) {
      throw Errors.timeoutNotAnInteger();
    }
    if (args.integer(2) < 0) {
      throw Errors.timeoutNegative();
    }
    call.reply().integer(0);
  }
}
