package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.stream.PendingEntry;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamClaim;
import dev.larder.internal.stream.StreamConsumer;
import dev.larder.internal.stream.StreamDelivery;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamGroup;
import dev.larder.internal.stream.StreamId;
import dev.larder.internal.stream.StreamResult;
import dev.larder.internal.tree.SortedTree;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Lookups;
import dev.larder.redis.internal.Numbers;
import dev.larder.redis.internal.RedisException;
import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What consumers have got and not acknowledged: who has it, and who takes it over. */
final class StreamPending {
  /** What XAUTOCLAIM claims at most if it is not told, and what it can be told. */
  private static final long CLAIMED = 100;

  private static final long MOST_CLAIMED = Long.MAX_VALUE / 16;

  private StreamPending() {}

  static void addTo(CommandTable table) {
    table
        .row("XPENDING", -3, READONLY, SINGLE)
        .keys(1, 1, 1)
        .tips("nondeterministic_output")
        .about("5.0.0", "Tells what a group's consumers have not acknowledged")
        .runs(StreamPending::xpending);
    table
        .row("XCLAIM", -6, WRITE, FAST, SINGLE)
        .keys(1, 1, 1)
        .tips("nondeterministic_output")
        .about("5.0.0", "Gives pending entries to another consumer")
        .looks(Lookups.FIRST)
        .runs(StreamPending::xclaim);
    table
        .row("XAUTOCLAIM", -6, WRITE, FAST, SINGLE)
        .keys(1, 1, 1)
        .access("RW delete")
        .tips("nondeterministic_output")
        .about("6.2.0", "Gives what has been pending for long to another consumer")
        .looks(Lookups.FIRST)
        .runs(StreamPending::xautoclaim);
  }

  private static StreamGroup group(Args args, @Nullable Stream stream) {
    StreamGroup group = stream == null ? null : stream.group(args.bytes(2));
    if (group == null) {
      throw StreamErrors.noKeyOrGroup(args, 1, 2);
    }
    return group;
  }

  private static void xpending(Call call) {
    Args args = call.args();
    if (args.count() != 3 && (args.count() < 6 || args.count() > 9)) {
      throw Errors.syntax();
    }
    if (args.count() == 3) {
      summary(call.reply(), group(args, call.db().stream(args.name(1)).get()));
      return;
    }
    int at = 3;
    long minIdle = 0;
    if (args.is(3, "IDLE")) {
      minIdle = args.integer(4);
      if (args.count() < 8) {
        throw Errors.syntax();
      }
      at = 5;
    }
    long count = Math.max(0, args.integer(at + 2));
    StreamId from = StreamIds.from(args, at);
    StreamId to = StreamIds.to(args, at + 1);
    StreamGroup group = group(args, call.db().stream(args.name(1)).get());
    SortedTree<PendingEntry> pending = group.pending();
    if (at + 3 < args.count()) {
      StreamConsumer consumer = group.consumer(args.bytes(at + 3));
      if (consumer == null) {
        call.reply().array(0);
        return;
      }
      pending = consumer.pending();
    }
    long now = call.db().now();
    long until = minIdle == 0 ? Long.MAX_VALUE : minus(now, minIdle);
    list(call.reply(), StreamDelivery.pending(pending, from, to, count, until), now);
  }

  /** The difference, or the least long if it is below it. */
  private static long minus(long now, long idle) {
    long difference = now - idle;
    return idle > 0 || difference >= now ? difference : Long.MAX_VALUE;
  }

  private static void summary(Reply reply, StreamGroup group) {
    SortedTree<PendingEntry> pending = group.pending();
    reply.array(4);
    reply.integer(pending.size());
    if (pending.isEmpty()) {
      reply.nullBulk();
      reply.nullBulk();
      reply.nullArray();
      return;
    }
    StreamReplies.id(reply, pending.firstItem().id());
    StreamReplies.id(reply, pending.lastItem().id());
    List<StreamConsumer> having = new ArrayList<>();
    for (int i = 0; i < group.consumers().size(); i++) {
      StreamConsumer consumer = group.consumers().itemAt(i);
      if (!consumer.pending().isEmpty()) {
        having.add(consumer);
      }
    }
    reply.array(having.size());
    for (StreamConsumer consumer : having) {
      reply.array(2);
      reply.bulk(consumer.name());
      reply.bulk(Numbers.bytes(consumer.pending().size()));
    }
  }

  private static void list(Reply reply, List<PendingEntry> found, long now) {
    reply.array(found.size());
    for (PendingEntry entry : found) {
      reply.array(4);
      StreamReplies.id(reply, entry.id());
      reply.bulk(entry.consumer());
      reply.integer(Math.max(0, now - entry.deliveredAt()));
      reply.integer(entry.deliveries());
    }
  }

  // ---- XCLAIM -----------------------------------------------------------------------------------

  /** What XCLAIM is asked for. */
  private static final class Claiming {
    private final Args args;
    private final long now;
    private final List<StreamId> ids = new ArrayList<>();
    private final long minIdle;
    private @Nullable Long deliveredAt;
    private long deliveries = -1;
    private boolean force;
    private boolean justIds;
    private @Nullable StreamId lastId;

    Claiming(Args args, long now) {
      this.args = args;
      this.now = now;
      minIdle = Math.max(0, argument(4, "min-idle-time"));
      int at = 5;
      while (at < args.count() && addId(at)) {
        at++;
      }
      while (at < args.count()) {
        at += option(at, at + 1 < args.count());
      }
    }

    private long argument(int index, String what) {
      if (!Numbers.isInteger(args.bytes(index))) {
        throw StreamErrors.invalidArgument(what, "XCLAIM");
      }
      return args.integer(index);
    }

    private boolean addId(int at) {
      try {
        ids.add(StreamIds.strict(args, at));
        return true;
      } catch (RedisException anOption) {
        return false;
      }
    }

    /** Reads an option; says how many arguments it has. */
    private int option(int at, boolean more) {
      if (args.is(at, "FORCE")) {
        force = true;
        return 1;
      }
      if (args.is(at, "JUSTID")) {
        justIds = true;
        return 1;
      }
      if (more && args.is(at, "IDLE")) {
        deliveredAt = now - argument(at + 1, "IDLE option");
      } else if (more && args.is(at, "TIME")) {
        deliveredAt = argument(at + 1, "TIME option");
      } else if (more && args.is(at, "RETRYCOUNT")) {
        deliveries = Math.max(-1, argument(at + 1, "RETRYCOUNT option"));
      } else if (more && args.is(at, "LASTID")) {
        lastId = StreamIds.strict(args, at + 1);
      } else {
        throw StreamErrors.unknownClaimOption(args.latin(at));
      }
      return 2;
    }

    /** A time that can't be is the present. */
    private long deliveredAt() {
      Long at = deliveredAt;
      return at == null || at < 0 || at > now ? now : at;
    }

    StreamClaim claim() {
      return new StreamClaim(
          args.bytes(3), now, minIdle, deliveredAt(), deliveries, force, justIds);
    }
  }

  /**
   * What a claim came to.
   *
   * @param isNew whether the consumer has been made by it
   */
  private record Claimed<T>(T claimed, boolean justIds, boolean isNew) {}

  private static boolean isNew(Args args, StreamGroup before, Stream after) {
    StreamGroup group = after.group(args.bytes(2));
    return group != null
        && before.consumer(args.bytes(3)) == null
        && group.consumer(args.bytes(3)) != null;
  }

  private static void xclaim(Call call) {
    Args args = call.args();
    Name key = args.name(1);
    Claimed<List<StreamEntry>> done =
        call.db().stream(key)
            .<Claimed<List<StreamEntry>>>change(
                current -> {
                  StreamGroup group = group(args, current);
                  Stream stream = current == null ? Stream.EMPTY : current;
                  Claiming asked = new Claiming(args, call.db().now());
                  var result = asked.claim().claim(stream, group, asked.ids, asked.lastId);
                  boolean isNew = isNew(args, group, result.after());
                  return new StreamResult<>(
                      result.after(), new Claimed<>(result.value(), asked.justIds, isNew));
                });
    if (done.isNew) {
      call.notify('t', "xgroup-createconsumer", key);
    }
    entries(call.reply(), done.claimed, done.justIds);
  }

  private static void entries(Reply reply, List<StreamEntry> entries, boolean justIds) {
    if (!justIds) {
      StreamReplies.entries(reply, entries);
      return;
    }
    reply.array(entries.size());
    entries.forEach(entry -> StreamReplies.id(reply, entry.id()));
  }

  // ---- XAUTOCLAIM -------------------------------------------------------------------------------

  private static void xautoclaim(Call call) {
    Args args = call.args();
    if (!Numbers.isInteger(args.bytes(4))) {
      throw StreamErrors.invalidArgument("min-idle-time", "XAUTOCLAIM");
    }
    long minIdle = Math.max(0, args.integer(4));
    StreamId from = StreamIds.from(args, 5);
    long count = CLAIMED;
    boolean justIds = false;
    for (int i = 6; i < args.count(); i++) {
      if (i + 1 < args.count() && args.is(i, "COUNT")) {
        count = count(args, ++i);
      } else if (args.is(i, "JUSTID")) {
        justIds = true;
      } else {
        throw Errors.syntax();
      }
    }
    claimFrom(call, from, count, minIdle, justIds);
  }

  private static long count(Args args, int index) {
    long count = Numbers.isInteger(args.bytes(index)) ? args.integer(index) : 0;
    if (count < 1 || count > MOST_CLAIMED) {
      throw Errors.countNotPositive();
    }
    return count;
  }

  private static void claimFrom(
      Call call, StreamId from, long count, long minIdle, boolean justIds) {
    Args args = call.args();
    Name key = args.name(1);
    Claimed<StreamClaim.Claimed> done =
        call.db().stream(key)
            .<Claimed<StreamClaim.Claimed>>change(
                current -> {
                  StreamGroup group = group(args, current);
                  Stream stream = current == null ? Stream.EMPTY : current;
                  long now = call.db().now();
                  var claim = new StreamClaim(args.bytes(3), now, minIdle, now, -1, false, justIds);
                  var result = claim.claimFrom(stream, group, from, count);
                  boolean isNew = isNew(args, group, result.after());
                  return new StreamResult<>(
                      result.after(), new Claimed<>(result.value(), justIds, isNew));
                });
    if (done.isNew) {
      call.notify('t', "xgroup-createconsumer", key);
    }
    Reply reply = call.reply();
    reply.array(3);
    StreamReplies.id(reply, done.claimed.next());
    entries(reply, done.claimed.claimed(), justIds);
    reply.array(done.claimed.deleted().size());
    done.claimed.deleted().forEach(id -> StreamReplies.id(reply, id));
  }
}
