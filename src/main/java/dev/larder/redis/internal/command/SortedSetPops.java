package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.internal.kind.SortedSetContent.Ranks;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.List;

/** Taking members from the ends of sorted sets. */
final class SortedSetPops {
  private SortedSetPops() {}

  static void addTo(CommandTable table) {
    table
        .row("ZPOPMIN", -2, WRITE, FAST, SINGLE)
        .about("5.0.0", "Takes the lowest members of a sorted set")
        .access("RW access delete")
        .keys(1, 1, 1)
        .runs(call -> zpop(call, Direction.ASCENDING));
    table
        .row("ZPOPMAX", -2, WRITE, FAST, SINGLE)
        .about("5.0.0", "Takes the highest members of a sorted set")
        .access("RW access delete")
        .keys(1, 1, 1)
        .runs(call -> zpop(call, Direction.DESCENDING));
    table
        .row("ZMPOP", -4, WRITE)
        .about("7.0.0", "Takes members of the first of several sorted sets that has some")
        .specs(KeySpec.counted(1, "RW access delete"))
        .keys(args -> Keys.counted(args, 1))
        .runs(SortedSetPops::zmpop);
  }

  /** Takes up to so many, and tells of it. */
  static List<Scored<Name>> pop(Call call, Name key, Direction direction, long count) {
    Popping popping = new Popping(direction, (int) Math.min(Integer.MAX_VALUE, count));
    call.db().sortedSet(key).update(popping::apply);
    if (!popping.popped.isEmpty()) {
      call.notify('z', direction == Direction.ASCENDING ? "zpopmin" : "zpopmax", key);
      Several.endedIf(call, key, popping.ended);
    }
    return popping.popped;
  }

  private static final class Popping {
    private final Direction direction;
    private final int count;
    private List<Scored<Name>> popped = List.of();
    private boolean ended;

    Popping(Direction direction, int count) {
      this.direction = direction;
      this.count = count;
    }

    SortedSetContent<Name> apply(SortedSetContent<Name> content) {
      Ranks ranks = content.all().limited(direction, 0, count);
      popped = content.entries(ranks, direction).castToList();
      ended = popped.size() == content.size();
      return content.without(ranks);
    }
  }

  private static void zpop(Call call, Direction direction) {
    Args args = call.args();
    if (args.count() > 3) {
      throw Errors.syntax();
    }
    boolean counted = args.count() == 3;
    long count = counted ? args.positive(2) : 1;
    List<Scored<Name>> popped = pop(call, args.name(1), direction, count);
    Reply reply = call.reply();
    if (counted) {
      SortedSetCommands.write(reply, popped, true);
      return;
    }
    reply.array(2 * popped.size());
    for (Scored<Name> entry : popped) {
      reply.bulk(entry.member().bytes());
      reply.doubleValue(entry.score());
    }
  }

  /**
   * What ZMPOP and BZMPOP are asked for.
   *
   * @param keys the sets, in the order in which they are looked at
   */
  record MultiPop(List<Name> keys, Direction direction, long count) {
    /** Reads from the number of keys on. */
    static MultiPop of(Args args, int from) {
      long numKeys = args.positive(from, "numkeys");
      if (numKeys > args.count() - from - 2) {
        throw Errors.syntax();
      }
      int at = (int) numKeys + from + 1;
      if (!args.is(at, "MIN") && !args.is(at, "MAX")) {
        throw Errors.syntax();
      }
      Direction direction = args.is(at, "MIN") ? Direction.ASCENDING : Direction.DESCENDING;
      long count = 1;
      if (args.count() > at + 1) {
        if (args.count() < at + 3 || !args.is(at + 1, "COUNT")) {
          throw Errors.syntax();
        }
        count = args.positive(at + 2, "count");
        if (args.count() > at + 3) {
          throw Errors.syntax();
        }
      }
      List<Name> keys = new ArrayList<>();
      for (int i = from + 1; i < at; i++) {
        keys.add(args.name(i));
      }
      return new MultiPop(keys, direction, count);
    }
  }

  private static void zmpop(Call call) {
    MultiPop asked = MultiPop.of(call.args(), 1);
    for (Name key : asked.keys()) {
      List<Scored<Name>> popped = pop(call, key, asked.direction(), asked.count());
      if (!popped.isEmpty()) {
        write(call.reply(), key, popped);
        return;
      }
    }
    call.reply().nullArray();
  }

  /** A key and what was taken from it, in pairs. */
  static void write(Reply reply, Name key, List<Scored<Name>> popped) {
    reply.array(2);
    reply.bulk(key.bytes());
    reply.array(popped.size());
    for (Scored<Name> entry : popped) {
      reply.array(2);
      reply.bulk(entry.member().bytes());
      reply.doubleValue(entry.score());
    }
  }
}
