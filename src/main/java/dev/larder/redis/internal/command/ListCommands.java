package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.ListEnd;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ListHandle;
import dev.larder.internal.tree.ListCursor;
import dev.larder.internal.tree.ListTree;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Reply;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Lists. Each change is one of one cell: a list is one entry of the keyspace. */
final class ListCommands {
  private ListCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("LPUSH", -3, WRITE, DENYOOM, FAST, SINGLE)
        .about("1.0.0", "Puts items before the first of a list")
        .access("RW insert")
        .keys(1, 1, 1)
        .runs(call -> push(call, ListEnd.FIRST, false));
    table
        .row("RPUSH", -3, WRITE, DENYOOM, FAST, SINGLE)
        .about("1.0.0", "Puts items behind the last of a list")
        .access("RW insert")
        .keys(1, 1, 1)
        .runs(call -> push(call, ListEnd.LAST, false));
    table
        .row("LPUSHX", -3, WRITE, DENYOOM, FAST, SINGLE)
        .about("2.2.0", "Puts items before the first of a list that is there")
        .access("RW insert")
        .keys(1, 1, 1)
        .runs(call -> push(call, ListEnd.FIRST, true));
    table
        .row("RPUSHX", -3, WRITE, DENYOOM, FAST, SINGLE)
        .about("2.2.0", "Puts items behind the last of a list that is there")
        .access("RW insert")
        .keys(1, 1, 1)
        .runs(call -> push(call, ListEnd.LAST, true));
    table
        .row("LPOP", -2, WRITE, FAST, SINGLE)
        .about("1.0.0", "Takes the first items of a list")
        .access("RW access delete")
        .keys(1, 1, 1)
        .runs(call -> pop(call, ListEnd.FIRST));
    table
        .row("RPOP", -2, WRITE, FAST, SINGLE)
        .about("1.0.0", "Takes the last items of a list")
        .access("RW access delete")
        .keys(1, 1, 1)
        .runs(call -> pop(call, ListEnd.LAST));
    table
        .row("LLEN", 2, READONLY, FAST, SINGLE)
        .about("1.0.0", "How many items a list has")
        .access("RO")
        .keys(1, 1, 1)
        .runs(ListCommands::llen);
    table
        .row("LRANGE", 4, READONLY, SINGLE)
        .about("1.0.0", "The items of a list from one index to another")
        .keys(1, 1, 1)
        .runs(ListCommands::lrange);
    table
        .row("LINDEX", 3, READONLY, SINGLE)
        .about("1.0.0", "The item at an index")
        .keys(1, 1, 1)
        .runs(ListCommands::lindex);
    table
        .row("LSET", 4, WRITE, DENYOOM, SINGLE)
        .about("1.0.0", "Sets the item at an index")
        .keys(1, 1, 1)
        .runs(ListCommands::lset);
    table
        .row("LINSERT", 5, WRITE, DENYOOM, SINGLE)
        .about("2.2.0", "Puts an item before or behind another")
        .access("RW insert")
        .keys(1, 1, 1)
        .runs(ListCommands::linsert);
    table
        .row("LREM", 4, WRITE, SINGLE)
        .about("1.0.0", "Takes out items that are equal to one")
        .access("RW delete")
        .keys(1, 1, 1)
        .runs(ListCommands::lrem);
    table
        .row("LTRIM", 4, WRITE, SINGLE)
        .about("1.0.0", "Keeps the items from one index to another")
        .access("RW delete")
        .keys(1, 1, 1)
        .runs(ListCommands::ltrim);
    table
        .row("LPOS", -3, READONLY, SINGLE)
        .about("6.0.6", "At which indexes an item is")
        .keys(1, 1, 1)
        .runs(ListPositions::lpos);
  }

  /** A list's part from one index to another, as LRANGE and LTRIM count; maybe empty. */
  record Part(int from, int to) {
    static Part of(long first, long last, int size) {
      long from = Math.max(0, first < 0 ? first + size : first);
      long to = Math.min(size - 1L, last < 0 ? last + size : last);
      return from > to || from >= size ? new Part(0, 0) : new Part((int) from, (int) to + 1);
    }
  }

  /** What a change has made of a list. */
  private static ListHandle.Versions change(
      Call call, Name key, String event, UnaryOperator<ListTree<byte[]>> function) {
    ListHandle.Versions versions = call.db().list(key).update(function);
    if (versions.haveChanged()) {
      call.notify('l', event, key);
      if (versions.sizeAfter() == 0) {
        call.notify('g', "del", key);
      }
    }
    return versions;
  }

  private static void push(Call call, ListEnd end, boolean onlyIfThere) {
    Args args = call.args();
    ListHandle.Versions versions =
        change(
            call,
            args.name(1),
            end == ListEnd.FIRST ? "lpush" : "rpush",
            tree -> {
              if (onlyIfThere && tree.isEmpty()) {
                return tree;
              }
              ListTree<byte[]> made = tree;
              for (int i = 2; i < args.count(); i++) {
                byte[] item = args.bytes(i);
                made = end == ListEnd.FIRST ? made.pushFirst(item) : made.pushLast(item);
              }
              return made;
            });
    call.reply().integer(versions.sizeAfter());
  }

  /** The items that a pop takes, in the order in which it takes them. */
  static byte[][] pop(Call call, Name key, ListEnd end, long count) {
    byte[][][] taken = new byte[1][][];
    change(
        call,
        key,
        end == ListEnd.FIRST ? "lpop" : "rpop",
        tree -> {
          int size = tree.size();
          int n = (int) Math.min(count, size);
          byte[][] items = new byte[n][];
          ListCursor<byte[]> cursor = tree.iterator(end == ListEnd.FIRST ? 0 : size);
          for (int i = 0; i < n; i++) {
            items[i] = end == ListEnd.FIRST ? cursor.next() : cursor.previous();
          }
          taken[0] = items;
          return end == ListEnd.FIRST ? tree.slice(n, size) : tree.slice(0, size - n);
        });
    return taken[0];
  }

  private static void pop(Call call, ListEnd end) {
    Args args = call.args();
    if (args.count() > 3) {
      throw Errors.arity(call.command().name());
    }
    Reply reply = call.reply();
    if (args.count() == 2) {
      byte[][] taken = pop(call, args.name(1), end, 1);
      reply.bulk(taken.length == 0 ? null : taken[0]);
      return;
    }
    long count = args.positive(2);
    if (call.db().list(args.name(1)).isEmpty()) {
      reply.nullArray();
      return;
    }
    byte[][] taken = pop(call, args.name(1), end, count);
    items(reply, taken);
  }

  /** An array of items. */
  static void items(Reply reply, Object[] items) {
    reply.array(items.length);
    for (Object item : items) {
      reply.bulk((byte[]) item);
    }
  }

  private static void llen(Call call) {
    call.reply().integer(call.db().list(call.args().name(1)).size());
  }

  private static void lrange(Call call) {
    Args args = call.args();
    long first = args.integer(2);
    long last = args.integer(3);
    ListTree<byte[]> tree = call.db().list(args.name(1)).version();
    Part part = Part.of(first, last, tree.size());
    items(call.reply(), tree.copyRange(part.from(), part.to()));
  }

  private static void lindex(Call call) {
    Args args = call.args();
    ListTree<byte[]> tree = call.db().list(args.name(1)).version();
    if (tree.isEmpty()) {
      call.reply().nullBulk(); // before a look at the index
      return;
    }
    long index = args.integer(2);
    long at = index < 0 ? index + tree.size() : index;
    call.reply().bulk(at < 0 || at >= tree.size() ? null : tree.get((int) at));
  }

  private static void lset(Call call) {
    Args args = call.args();
    change(
        call,
        args.name(1),
        "lset",
        tree -> {
          if (tree.isEmpty()) {
            throw Errors.noSuchKey();
          }
          long index = args.integer(2);
          long at = index < 0 ? index + tree.size() : index;
          if (at < 0 || at >= tree.size()) {
            throw Errors.outOfRange();
          }
          return tree.with((int) at, args.bytes(3));
        });
    call.reply().ok();
  }

  private static void linsert(Call call) {
    Args args = call.args();
    if (!args.is(2, "BEFORE") && !args.is(2, "AFTER")) {
      throw Errors.syntax();
    }
    int distance = args.is(2, "AFTER") ? 1 : 0;
    byte[] pivot = args.bytes(3);
    ListHandle.Versions versions =
        change(
            call,
            args.name(1),
            "linsert",
            tree -> {
              int at = 0;
              for (ListCursor<byte[]> all = tree.iterator(0); all.hasNext(); at++) {
                if (Arrays.equals(all.next(), pivot)) {
                  return tree.insert(at + distance, args.bytes(4));
                }
              }
              return tree;
            });
    boolean notFound = !versions.haveChanged() && versions.sizeAfter() > 0;
    call.reply().integer(notFound ? -1 : versions.sizeAfter());
  }

  private static void lrem(Call call) {
    Args args = call.args();
    long count = args.integer(2);
    byte[] item = args.bytes(3);
    ListHandle.Versions versions =
        change(call, args.name(1), "lrem", tree -> without(tree, item, count));
    call.reply().integer(versions.sizeBefore() - versions.sizeAfter());
  }

  /** Without so many items that are equal, from the end if negative; 0 for all. */
  private static ListTree<byte[]> without(ListTree<byte[]> tree, byte[] item, long count) {
    long left = count == 0 || count == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(count);
    if (count >= 0) {
      long[] rest = {left};
      return tree.removeIf(found -> rest[0] > 0 && Arrays.equals(found, item) && rest[0]-- > 0);
    }
    ListTree<byte[]> made = tree;
    ListCursor<byte[]> all = tree.iterator(tree.size());
    while (left > 0 && all.hasPrevious()) {
      if (Arrays.equals(all.previous(), item)) {
        made = made.remove(all.nextIndex());
        left--;
      }
    }
    return made;
  }

  private static void ltrim(Call call) {
    Args args = call.args();
    long first = args.integer(2);
    long last = args.integer(3);
    ListHandle.Versions versions =
        call.db()
            .list(args.name(1))
            .update(
                tree -> {
                  Part part = Part.of(first, last, tree.size());
                  return tree.slice(part.from(), part.to());
                });
    if (versions.sizeBefore() > 0) {
      call.notify('l', "ltrim", args.name(1));
    }
    if (versions.haveChanged() && versions.sizeAfter() == 0) {
      call.notify('g', "del", args.name(1));
    }
    call.reply().ok();
  }
}
