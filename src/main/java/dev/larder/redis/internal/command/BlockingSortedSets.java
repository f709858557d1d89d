package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.BLOCKING;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.LarderSortedSet.Direction;
import dev.larder.LarderSortedSet.Scored;
import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Answer;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Reply;
import java.util.List;

/** Taking members from the ends of sorted sets, and waiting for them. */
final class BlockingSortedSets {
  private BlockingSortedSets() {}

  static void addTo(CommandTable table) {
    table
        .row("BZPOPMIN", -3, WRITE, NOSCRIPT, BLOCKING, FAST, SINGLE)
        .access("RW access delete")
        .keys(1, -2, 1)
        .about("5.0.0", "Takes the lowest member of the first set that has one, and waits for it")
        .runs(call -> pop(call, Direction.ASCENDING));
    table
        .row("BZPOPMAX", -3, WRITE, NOSCRIPT, BLOCKING, FAST, SINGLE)
        .access("RW access delete")
        .keys(1, -2, 1)
        .about("5.0.0", "Takes the highest member of the first set that has one, and waits for it")
        .runs(call -> pop(call, Direction.DESCENDING));
    table
        .row("BZMPOP", -5, WRITE, BLOCKING, SINGLE)
        .specs(KeySpec.counted(2, "RW access delete"))
        .keys(args -> Keys.counted(args, 2))
        .about("7.0.0", "Takes members of the first set that has any, and waits for them")
        .runs(BlockingSortedSets::bzmpop);
  }

  private static boolean hasAny(Call call, Name key) {
    return !call.db().sortedSet(key).isEmpty();
  }

  private static void pop(Call call, Direction direction) {
    Blocking.take(
        call,
        BlockingSortedSets::hasAny,
        (in, key) -> {
          List<Scored<Name>> taken = SortedSetPops.pop(in, key, direction, 1);
          return taken.isEmpty() ? null : reply -> triple(reply, key, taken.get(0));
        });
  }

  private static void triple(Reply reply, Name key, Scored<Name> taken) {
    reply.array(3);
    reply.bulk(key.bytes());
    reply.bulk(taken.member().bytes());
    reply.doubleValue(taken.score());
  }

  private static void bzmpop(Call call) {
    SortedSetPops.MultiPop asked = SortedSetPops.MultiPop.of(call.args(), 2);
    long millis = Blocking.seconds(call.args(), 1);
    Blocking.take(
        call,
        asked.keys(),
        millis,
        Answer.NULL_ARRAY,
        BlockingSortedSets::hasAny,
        (in, key) -> {
          List<Scored<Name>> taken = SortedSetPops.pop(in, key, asked.direction(), asked.count());
          return taken.isEmpty() ? null : reply -> SortedSetPops.write(reply, key, taken);
        });
  }
}
