package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
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
import dev.larder.redis.internal.Config;
import dev.larder.redis.internal.Handler;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.command.SortedSetRange.By;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Ranges of sorted sets: to read, to count, to remove, to store. */
final class SortedSetRanges {
  private SortedSetRanges() {}

  static void addTo(CommandTable table) {
    read(table, "ZRANGE", new SortedSetRange.Form(null, null));
    read(table, "ZREVRANGE", new SortedSetRange.Form(By.RANK, Direction.DESCENDING));
    read(table, "ZRANGEBYSCORE", new SortedSetRange.Form(By.SCORE, Direction.ASCENDING));
    read(table, "ZREVRANGEBYSCORE", new SortedSetRange.Form(By.SCORE, Direction.DESCENDING));
    read(table, "ZRANGEBYLEX", new SortedSetRange.Form(By.LEX, Direction.ASCENDING));
    read(table, "ZREVRANGEBYLEX", new SortedSetRange.Form(By.LEX, Direction.DESCENDING));
    table
        .row("ZRANGESTORE", -5, WRITE, DENYOOM)
        .about("6.2.0", "Stores the members of a range")
        .specs(KeySpec.at(1, "OW update"), KeySpec.at(2, "RO access"))
        .keys(1, 2, 1)
        .runs(SortedSetRanges::zrangestore);
    table
        .row("ZCOUNT", 4, READONLY, FAST, SINGLE)
        .about("2.0.0", "How many members a range of scores has")
        .keys(1, 1, 1)
        .runs(counting(By.SCORE));
    table
        .row("ZLEXCOUNT", 4, READONLY, FAST, SINGLE)
        .about("2.8.9", "How many members a range of names has")
        .keys(1, 1, 1)
        .runs(counting(By.LEX));
    remove(table, "ZREMRANGEBYRANK", By.RANK);
    remove(table, "ZREMRANGEBYSCORE", By.SCORE);
    remove(table, "ZREMRANGEBYLEX", By.LEX);
    table.about("ZRANGE", "1.2.0", "The members of a range of places, scores or names");
    table
        .about("ZREVRANGE", "1.2.0", "The members of a range of places, from the highest")
        .deprecated("6.2.0", "ZRANGE with REV");
    table
        .about("ZRANGEBYSCORE", "1.0.5", "The members of a range of scores")
        .deprecated("6.2.0", "ZRANGE with BYSCORE");
    table
        .about("ZREVRANGEBYSCORE", "2.2.0", "The members of a range of scores, from the highest")
        .deprecated("6.2.0", "ZRANGE with REV and BYSCORE");
    table
        .about("ZRANGEBYLEX", "2.8.9", "The members of a range of names")
        .deprecated("6.2.0", "ZRANGE with BYLEX");
    table
        .about("ZREVRANGEBYLEX", "2.8.9", "The members of a range of names, from the last")
        .deprecated("6.2.0", "ZRANGE with REV and BYLEX");
    table.about("ZREMRANGEBYRANK", "2.0.0", "Takes out a range of places").access("RW delete");
    table.about("ZREMRANGEBYSCORE", "1.2.0", "Takes out a range of scores").access("RW delete");
    table.about("ZREMRANGEBYLEX", "2.8.9", "Takes out a range of names").access("RW delete");
  }

  private static void read(CommandTable table, String name, SortedSetRange.Form form) {
    table
        .row(name, -4, READONLY, SINGLE)
        .keys(1, 1, 1)
        .runs(
            call -> {
              SortedSetRange range = form.read(call.args(), 2, true);
              List<Scored<Name>> found = range.entries(SortedSetCommands.set(call, 1));
              SortedSetCommands.write(call.reply(), found, range.withScores());
            });
  }

  private static void remove(CommandTable table, String name, By by) {
    table.row(name, 4, WRITE, SINGLE).keys(1, 1, 1).runs(call -> remove(call, by));
  }

  private static Handler counting(By by) {
    return call -> {
      SortedSetRange range = SortedSetRange.of(call.args(), 2, by);
      call.reply().integer(range.ranks(SortedSetCommands.set(call, 1)).count());
    };
  }

  private static void remove(Call call, By by) {
    Name key = call.args().name(1);
    SortedSetRange range = SortedSetRange.of(call.args(), 2, by);
    int[] removed = new int[1];
    boolean[] ended = new boolean[1];
    call.db()
        .sortedSet(key)
        .update(
            content -> {
              Ranks ranks = range.ranks(content);
              removed[0] = ranks.count();
              ended[0] = removed[0] == content.size();
              return content.without(ranks);
            });
    if (removed[0] > 0) {
      call.notify('z', call.command().name(), key);
      Several.endedIf(call, key, ended[0]);
    }
    call.reply().integer(removed[0]);
  }

  private static void zrangestore(Call call) {
    Args args = call.args();
    SortedSetRange range = new SortedSetRange.Form(null, null).read(args, 3, false);
    SortedSetContent<Name> source = SortedSetCommands.set(call, 2);
    Map<Name, Double> found = new LinkedHashMap<>();
    range.entries(source).forEach(entry -> found.put(entry.member(), entry.score()));
    store(call, 1, found, "zrangestore");
  }

  /** Puts a set in place of whatever the key of an argument held, and says how large it is. */
  static void store(Call call, int at, Map<Name, Double> scores, String event) {
    Name target = call.args().name(at);
    Config config = call.server().config();
    int size = scores.size();
    if (scores.keySet().stream().allMatch(member -> Growth.fits(config, size, member))) {
      scores.replaceAll((member, score) -> score + 0.0); // no negative zero, as in SortedSetAdding
    }
    boolean replaced = call.db().names().delete(target) > 0;
    if (scores.isEmpty()) {
      Several.endedIf(call, target, replaced);
    } else {
      call.db().sortedSet(target).replace(scores);
      Growth.stored(config, SortedSetCommands.set(call, at));
      call.notify('z', event, target);
    }
    call.reply().integer(scores.size());
  }
}
