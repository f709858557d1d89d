package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.LarderSortedSet.Scored;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.SortedSetContent;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Members of sorted sets. A set is one cell that holds a version of it, so whatever a command does
 * to one set is one change, without a transaction, and whatever it reads is of one moment.
 */
final class SortedSetCommands {
  private SortedSetCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("ZADD", -4, WRITE, DENYOOM, FAST, SINGLE)
        .about("1.2.0", "Adds members to a sorted set, or gives them new scores")
        .keys(1, 1, 1)
        .runs(SortedSetAdding::zadd);
    table
        .row("ZINCRBY", 4, WRITE, DENYOOM, FAST, SINGLE)
        .about("1.2.0", "Adds to a member's score")
        .access("RW access update")
        .keys(1, 1, 1)
        .runs(SortedSetAdding::zincrby);
    table
        .row("ZREM", -3, WRITE, FAST, SINGLE)
        .about("1.2.0", "Takes members out of a sorted set")
        .access("RW delete")
        .keys(1, 1, 1)
        .runs(SortedSetCommands::zrem);
    table
        .row("ZCARD", 2, READONLY, FAST, SINGLE)
        .about("1.2.0", "How many members a sorted set has")
        .access("RO")
        .keys(1, 1, 1)
        .runs(call -> call.reply().integer(set(call, 1).size()));
    table
        .row("ZSCORE", 3, READONLY, FAST, SINGLE)
        .about("1.2.0", "A member's score")
        .keys(1, 1, 1)
        .runs(call -> score(call.reply(), set(call, 1).find(call.args().name(2))));
    table
        .row("ZMSCORE", -3, READONLY, FAST, SINGLE)
        .about("6.2.0", "The scores of several members")
        .keys(1, 1, 1)
        .runs(SortedSetCommands::zmscore);
    table
        .row("ZRANK", 3, READONLY, FAST, SINGLE)
        .about("2.0.0", "A member's place, counted from the lowest")
        .keys(1, 1, 1)
        .runs(call -> rank(call, false));
    table
        .row("ZREVRANK", 3, READONLY, FAST, SINGLE)
        .about("2.0.0", "A member's place, counted from the highest")
        .keys(1, 1, 1)
        .runs(call -> rank(call, true));
    table
        .row("ZRANDMEMBER", -2, READONLY, SINGLE)
        .about("6.2.0", "Members of a sorted set, by chance")
        .tips("nondeterministic_output")
        .keys(1, 1, 1)
        .runs(SortedSetCommands::zrandmember);
    SortedSetPops.addTo(table);
    SortedSetRanges.addTo(table);
    SortedSetAlgebra.addTo(table);
  }

  // ---- for all files of the family ------------------------------------------------------------

  /** The version of the set that an argument names. */
  static SortedSetContent<Name> set(Call call, int index) {
    return call.db().sortedSet(call.args().name(index)).version();
  }

  /** Entries, with or without their scores; RESP3 has pairs. */
  static void write(Reply reply, Collection<Scored<Name>> entries, boolean scores) {
    boolean nested = scores && reply.isResp3();
    reply.array(scores && !nested ? 2 * entries.size() : entries.size());
    for (Scored<Name> entry : entries) {
      if (nested) {
        reply.array(2);
      }
      reply.bulk(entry.member().bytes());
      if (scores) {
        reply.doubleValue(entry.score());
      }
    }
  }

  // ---- one member, or several -------------------------------------------------------------------

  private static void zrem(Call call) {
    Args args = call.args();
    Name key = args.name(1);
    int[] removed = new int[1];
    boolean[] ended = new boolean[1];
    call.db()
        .sortedSet(key)
        .update(
            content -> {
              SortedSetContent<Name> left = content;
              for (int i = 2; i < args.count(); i++) {
                left = left.without(args.name(i));
              }
              removed[0] = content.size() - left.size();
              ended[0] = left.isEmpty();
              return left;
            });
    if (removed[0] > 0) {
      call.notify('z', "zrem", key);
      Several.endedIf(call, key, ended[0]);
    }
    call.reply().integer(removed[0]);
  }

  private static void score(Reply reply, @Nullable Scored<Name> entry) {
    if (entry == null) {
      reply.nullBulk();
    } else {
      reply.doubleValue(entry.score());
    }
  }

  private static void zmscore(Call call) {
    Args args = call.args();
    SortedSetContent<Name> set = set(call, 1);
    call.reply().array(args.count() - 2);
    for (int i = 2; i < args.count(); i++) {
      score(call.reply(), set.find(args.name(i)));
    }
  }

  private static void rank(Call call, boolean reversed) {
    SortedSetContent<Name> set = set(call, 1);
    int rank = set.rank(call.args().name(2));
    if (rank < 0) {
      call.reply().nullBulk();
    } else {
      call.reply().integer(reversed ? set.size() - 1 - rank : rank);
    }
  }

  // ---- chance
  // ----------------------------------------------------------------------------

  private static void zrandmember(Call call) {
    Args args = call.args();
    if (args.count() == 2) {
      SortedSetContent<Name> set = set(call, 1);
      int size = set.size();
      call.reply()
          .bulk(
              size == 0 ? null : set.at(call.db().shelf().random().nextInt(size)).member().bytes());
      return;
    }
    boolean scores = args.count() == 4 && args.is(3, "WITHSCORES");
    long count = Several.randomCount(args, 2, false);
    if (args.count() > 4 || args.count() == 4 && !scores) {
      throw Errors.syntax();
    }
    Several.randomCount(args, 2, scores);
    List<Scored<Name>> all = new ArrayList<>();
    set(call, 1).forEach(all::add);
    write(call.reply(), Several.random(call, all, count), scores);
  }
}
