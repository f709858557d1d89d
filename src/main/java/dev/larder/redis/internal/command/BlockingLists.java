package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.BLOCKING;
import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.ListEnd;
import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Answer;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Taking items out of lists, and waiting for them. */
final class BlockingLists {
  private BlockingLists() {}

  static void addTo(CommandTable table) {
    table
        .row("BLPOP", -3, WRITE, NOSCRIPT, BLOCKING, SINGLE)
        .access("RW access delete")
        .keys(1, -2, 1)
        .about("2.0.0", "Takes the first item of the first list that has one, and waits for it")
        .runs(call -> pop(call, ListEnd.FIRST));
    table
        .row("BRPOP", -3, WRITE, NOSCRIPT, BLOCKING, SINGLE)
        .access("RW access delete")
        .keys(1, -2, 1)
        .about("2.0.0", "Takes the last item of the first list that has one, and waits for it")
        .runs(call -> pop(call, ListEnd.LAST));
    table
        .row("BLMOVE", 6, WRITE, DENYOOM, NOSCRIPT, BLOCKING, SINGLE)
        .specs(KeySpec.at(1, "RW access delete"), KeySpec.at(2, "RW insert"))
        .keys(1, 2, 1)
        .about("6.2.0", "Moves an item from one list to another, and waits for it")
        .runs(BlockingLists::blmove);
    table
        .row("BRPOPLPUSH", 4, WRITE, DENYOOM, NOSCRIPT, BLOCKING, SINGLE)
        .specs(KeySpec.at(1, "RW access delete"), KeySpec.at(2, "RW insert"))
        .deprecated("6.2.0", "BLMOVE with RIGHT and LEFT")
        .keys(1, 2, 1)
        .about("2.2.0", "Moves a list's last item to the front of another, and waits for it")
        .runs(call -> move(call, ListEnd.LAST, ListEnd.FIRST, Blocking.seconds(call.args(), 3)));
    table
        .row("BLMPOP", -5, WRITE, BLOCKING, SINGLE)
        .specs(KeySpec.counted(2, "RW access delete"))
        .keys(args -> Keys.counted(args, 2))
        .about("7.0.0", "Takes items of the first list that has any, and waits for them")
        .runs(BlockingLists::blmpop);
  }

  private static boolean hasAny(Call call, Name key) {
    return !call.db().list(key).isEmpty();
  }

  private static void pop(Call call, ListEnd end) {
    Blocking.take(
        call,
        BlockingLists::hasAny,
        (in, key) -> {
          byte[][] taken = ListCommands.pop(in, key, end, 1);
          return taken.length == 0 ? null : reply -> pair(reply, key, taken[0]);
        });
  }

  private static void pair(Reply reply, Name key, byte[] item) {
    reply.array(2);
    reply.bulk(key.bytes());
    reply.bulk(item);
  }

  private static void blmpop(Call call) {
    ListMoves.MultiPop asked = ListMoves.MultiPop.of(call.args(), 2);
    long millis = Blocking.seconds(call.args(), 1);
    Blocking.take(
        call,
        asked.keys(),
        millis,
        Answer.NULL_ARRAY,
        BlockingLists::hasAny,
        (in, key) -> {
          byte[][] taken = ListCommands.pop(in, key, asked.end(), asked.count());
          return taken.length == 0 ? null : reply -> ListMoves.popped(reply, key, taken);
        });
  }

  private static void blmove(Call call) {
    Args args = call.args();
    ListEnd from = ListMoves.end(args, 3);
    ListEnd to = ListMoves.end(args, 4);
    move(call, from, to, Blocking.seconds(args, 5));
  }

  private static void move(Call call, ListEnd out, ListEnd in, long millis) {
    Name destination = call.args().name(2);
    Blocking.take(
        call,
        List.of(call.args().name(1)),
        millis,
        Reply::nullBulk,
        BlockingLists::hasAny,
        (inside, key) -> moved(inside, key, out, destination, in));
  }

  private static @Nullable Answer moved(
      Call call, Name key, ListEnd out, Name destination, ListEnd in) {
    if (!hasAny(call, key)) {
      return null;
    }
    byte[] item;
    try {
      item = ListMoves.move(call, key, out, destination, in);
    } catch (WrongTypeException e) { // the destination's, and nothing was moved: that is the answer
      return Answer.of(Errors.wrongType());
    }
    return reply -> reply.bulk(item);
  }
}
