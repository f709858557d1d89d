package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.ListEnd;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.ListHandle;
import dev.larder.internal.tree.ListTree;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What takes items out of one of several lists, or out of one into another. */
final class ListMoves {
  private ListMoves() {}

  static void addTo(CommandTable table) {
    table
        .row("LMOVE", 5, WRITE, DENYOOM)
        .about("6.2.0", "Takes an item from an end of a list and puts it at an end of another")
        .specs(KeySpec.at(1, "RW access delete"), KeySpec.at(2, "RW insert"))
        .keys(1, 2, 1)
        .runs(ListMoves::lmove);
    table
        .row("RPOPLPUSH", 3, WRITE, DENYOOM)
        .about("1.2.0", "Takes the last item of a list and puts it before the first of another")
        .specs(KeySpec.at(1, "RW access delete"), KeySpec.at(2, "RW insert"))
        .deprecated("6.2.0", "LMOVE with RIGHT and LEFT")
        .keys(1, 2, 1)
        .runs(ListMoves::rpoplpush);
    table
        .row("LMPOP", -4, WRITE)
        .about("7.0.0", "Takes items of the first of several lists that has some")
        .specs(KeySpec.counted(1, "RW access delete"))
        .keys(args -> Keys.counted(args, 1))
        .runs(ListMoves::lmpop);
  }

  private static void lmove(Call call) {
    Args args = call.args();
    ListEnd from = end(args, 3);
    ListEnd to = end(args, 4);
    call.reply().bulk(move(call, args.name(1), from, args.name(2), to));
  }

  private static void rpoplpush(Call call) {
    Args args = call.args();
    call.reply().bulk(move(call, args.name(1), ListEnd.LAST, args.name(2), ListEnd.FIRST));
  }

  static ListEnd end(Args args, int index) {
    if (args.is(index, "LEFT")) {
      return ListEnd.FIRST;
    }
    if (args.is(index, "RIGHT")) {
      return ListEnd.LAST;
    }
    throw Errors.syntax();
  }

  /** Moves one item; null when there is none, and then the destination is not looked at. */
  static byte @Nullable [] move(Call call, Name from, ListEnd out, Name to, ListEnd in) {
    if (call.db().list(from).isEmpty()) {
      return null;
    }
    ListHandle<byte[]> destination = call.db().list(to); // checks its type before anything changes
    call.notify('l', in == ListEnd.FIRST ? "lpush" : "rpush", to); // told before the pop
    if (from.equals(to)) {
      call.notify('l', out == ListEnd.FIRST ? "lpop" : "rpop", from);
      return turned(destination, out, in);
    }
    byte[][] taken = ListCommands.pop(call, from, out, 1);
    destination.update(
        tree -> in == ListEnd.FIRST ? tree.pushFirst(taken[0]) : tree.pushLast(taken[0]));
    return taken[0];
  }

  /** Moves an item within a list, which is never empty meanwhile and keeps its deadline. */
  private static byte[] turned(ListHandle<byte[]> list, ListEnd out, ListEnd in) {
    byte[][] moved = new byte[1][];
    list.update(
        tree -> {
          int last = tree.size() - 1;
          int at = out == ListEnd.FIRST ? 0 : last;
          byte[] item = tree.get(at);
          moved[0] = item;
          ListTree<byte[]> rest = tree.remove(at);
          return in == ListEnd.FIRST ? rest.pushFirst(item) : rest.pushLast(item);
        });
    return moved[0];
  }

  /**
   * What LMPOP and BLMPOP are asked for.
   *
   * @param keys the lists, in the order in which they are looked at
   */
  record MultiPop(List<Name> keys, ListEnd end, long count) {
    /** Reads from the number of keys on. */
    static MultiPop of(Args args, int at) {
      long numKeys = args.positive(at, "numkeys");
      if (numKeys > args.count() - at - 2) {
        throw Errors.syntax();
      }
      int where = at + 1 + (int) numKeys;
      ListEnd end = ListMoves.end(args, where);
      long count = -1;
      for (int i = where + 1; i < args.count(); i += 2) {
        if (count >= 0 || i + 1 == args.count() || !args.is(i, "COUNT")) {
          throw Errors.syntax();
        }
        count = args.positive(i + 1, "count");
      }
      List<Name> keys = new ArrayList<>();
      for (int i = at + 1; i < where; i++) {
        keys.add(args.name(i));
      }
      return new MultiPop(keys, end, Math.max(1, count));
    }
  }

  private static void lmpop(Call call) {
    MultiPop asked = MultiPop.of(call.args(), 1);
    for (Name key : asked.keys()) {
      if (!call.db().list(key).isEmpty()) {
        popped(call.reply(), key, ListCommands.pop(call, key, asked.end(), asked.count()));
        return;
      }
    }
    call.reply().nullArray();
  }

  /** The name of a list, and what was popped of it. */
  static void popped(Reply reply, Name key, byte[][] items) {
    reply.array(2);
    reply.bulk(key.bytes());
    ListCommands.items(reply, items);
  }
}
