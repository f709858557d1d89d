package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.cell.Name;
import dev.larder.internal.stream.NodeBounds;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamAppend;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamId;
import dev.larder.internal.stream.StreamResult;
import dev.larder.internal.tree.SortedCursor;
import dev.larder.internal.tree.SortedTree;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Streams: their entries. Each change is one of one cell. */
final class StreamCommands {
  private StreamCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("XADD", -5, WRITE, DENYOOM, FAST, SINGLE)
        .keys(1, 1, 1)
        .tips("nondeterministic_output")
        .about("5.0.0", "Adds an entry to the end of a stream")
        .runs(StreamCommands::xadd);
    table
        .row("XLEN", 2, READONLY, FAST, SINGLE)
        .keys(1, 1, 1)
        .access("RO")
        .about("5.0.0", "Says how many entries a stream has")
        .runs(StreamCommands::xlen);
    table
        .row("XRANGE", -4, READONLY, SINGLE)
        .keys(1, 1, 1)
        .about("5.0.0", "Gives the entries from one ID to another")
        .runs(call -> range(call, false));
    table
        .row("XREVRANGE", -4, READONLY, SINGLE)
        .keys(1, 1, 1)
        .about("5.0.0", "Gives the entries from one ID back to another")
        .runs(call -> range(call, true));
    table
        .row("XDEL", -3, WRITE, FAST, SINGLE)
        .keys(1, 1, 1)
        .access("RW delete")
        .about("5.0.0", "Deletes entries by their IDs")
        .runs(StreamCommands::xdel);
    table
        .row("XTRIM", -4, WRITE, SINGLE)
        .keys(1, 1, 1)
        .access("RW delete")
        .tips("nondeterministic_output")
        .about("5.0.0", "Deletes the oldest entries of a stream")
        .runs(StreamCommands::xtrim);
    table
        .row("XSETID", -3, WRITE, DENYOOM, FAST, SINGLE)
        .keys(1, 1, 1)
        .about("5.0.0", "Sets the ID that the next entry's must be after")
        .runs(StreamCommands::xsetid);
  }

  /**
   * What XADD did.
   *
   * @param id the entry's
   * @param trimmed how many entries went
   */
  private record Added(StreamId id, int trimmed) {}

  private static void xadd(Call call) {
    Args args = call.args();
    StreamTrimming trimming = StreamTrimming.of(call, true);
    int at = trimming.end();
    int strings = args.count() - at - 1;
    if (strings < 2 || strings % 2 == 1) {
      throw Errors.arity(call.command().name());
    }
    StreamIds.Given given = args.is(at, "*") ? null : StreamIds.partial(args, at);
    if (given != null && given.isWhole() && given.id().equals(StreamId.MIN)) {
      throw StreamErrors.zeroId();
    }
    byte[][] fieldsAndValues = Arrays.copyOfRange(args.all(), at + 1, args.count());
    Name key = args.name(1);
    NodeBounds nodes = call.server().config().streamNodes();
    Added added =
        call.db().stream(key)
            .<@Nullable Added>change(
                current -> {
                  if (current == null && !trimming.isMaking()) {
                    return StreamChanges.of(null, null);
                  }
                  Stream stream = current == null ? Stream.EMPTY : current;
                  StreamId id = choose(call, stream, given);
                  StreamResult<Stream, Integer> rest =
                      trimming.apply(stream.append(new StreamEntry(id, fieldsAndValues), nodes));
                  return new StreamResult<>(rest.after(), new Added(id, rest.value()));
                });
    if (added == null) {
      call.reply().nullBulk();
      return;
    }
    call.notify('t', "xadd", key);
    if (added.trimmed > 0) {
      call.notify('t', "xtrim", key);
    }
    StreamReplies.id(call.reply(), added.id);
  }

  private static StreamId choose(Call call, Stream stream, StreamIds.@Nullable Given given) {
    StreamAppend.Chosen chosen =
        given == null
            ? StreamAppend.automatic(stream, call.db().now())
            : given.isWhole()
                ? StreamAppend.explicit(stream, given.id())
                : StreamAppend.ofMillisecond(stream, given.id().ms());
    StreamAppend.Failure failure = chosen.failure();
    if (failure != null) {
      throw StreamErrors.notAppended(failure);
    }
    StreamId id = chosen.id();
    if (id == null) {
      throw new IllegalStateException("neither a number nor a reason");
    }
    return id;
  }

  private static void xlen(Call call) {
    Stream stream = call.db().stream(call.args().name(1)).get();
    call.reply().integer(stream == null ? 0 : stream.length());
  }

  private static void range(Call call, boolean isReverse) {
    Args args = call.args();
    StreamId from;
    StreamId to;
    if (isReverse) { // the one before is looked at first, so that its error comes first
      from = StreamIds.from(args, 3);
      to = StreamIds.to(args, 2);
    } else {
      from = StreamIds.from(args, 2);
      to = StreamIds.to(args, 3);
    }
    long count = Long.MAX_VALUE;
    for (int i = 4; i < args.count(); i += 2) {
      if (!args.is(i, "COUNT") || i + 1 == args.count()) {
        throw Errors.syntax();
      }
      long given = args.integer(i + 1);
      count = given == -1 ? 0 : Math.max(0, given);
    }
    Stream stream = call.db().stream(args.name(1)).get();
    if (stream == null) {
      call.reply().array(0);
    } else if (count == 0) {
      call.reply().nullArray();
    } else {
      StreamReplies.entries(call.reply(), list(stream.range(from, to), count, isReverse));
    }
  }

  private static List<StreamEntry> list(
      SortedTree<StreamEntry> entries, long most, boolean isReverse) {
    int count = (int) Math.min(most, entries.size());
    List<StreamEntry> found = new ArrayList<>(count);
    SortedCursor<StreamEntry> cursor = entries.cursor(isReverse ? entries.size() : 0);
    while (found.size() < count) {
      found.add(isReverse ? cursor.previous() : cursor.next());
    }
    return found;
  }

  private static void xdel(Call call) {
    Args args = call.args();
    Name key = args.name(1);
    int deleted =
        call.db().stream(key)
            .<Integer>change(
                current -> {
                  if (current == null) {
                    return StreamChanges.none(0); // the numbers are not even looked at
                  }
                  List<StreamId> ids = strictFrom(args, 2);
                  Stream stream = current;
                  for (StreamId id : ids) {
                    stream = stream.delete(id);
                  }
                  return new StreamResult<>(stream, current.length() - stream.length());
                });
    if (deleted > 0) {
      call.notify('t', "xdel", key);
    }
    call.reply().integer(deleted);
  }

  /** All arguments from one on as numbers. */
  static List<StreamId> strictFrom(Args args, int from) {
    List<StreamId> ids = new ArrayList<>();
    for (int i = from; i < args.count(); i++) {
      ids.add(StreamIds.strict(args, i));
    }
    return ids;
  }

  private static void xtrim(Call call) {
    StreamTrimming trimming = StreamTrimming.of(call, false);
    Name key = call.args().name(1);
    int trimmed =
        call.db().stream(key)
            .<Integer>change(
                current -> {
                  if (current == null) {
                    return StreamChanges.none(0);
                  }
                  StreamResult<Stream, Integer> rest = trimming.apply(current);
                  return new StreamResult<>(rest.after(), rest.value());
                });
    if (trimmed > 0) {
      call.notify('t', "xtrim", key);
    }
    call.reply().integer(trimmed);
  }

  private static void xsetid(Call call) {
    Args args = call.args();
    StreamId last = StreamIds.strict(args, 2);
    long[] added = {-1};
    StreamId maxDeleted = null;
    for (int i = 3; i < args.count(); i += 2) {
      boolean more = i + 1 < args.count();
      if (more && args.is(i, "ENTRIESADDED")) {
        added[0] = args.integer(i + 1);
        if (added[0] < 0) {
          throw StreamErrors.addedNotPositive();
        }
      } else if (more && args.is(i, "MAXDELETEDID")) {
        maxDeleted = StreamIds.strict(args, i + 1);
        if (maxDeleted.isAfter(last)) {
          throw StreamErrors.smallerThanGiven();
        }
      } else {
        throw Errors.syntax();
      }
    }
    StreamId deleted = maxDeleted;
    call.db().stream(args.name(1))
        .<Boolean>change(
            current -> {
              if (current == null) {
                throw Errors.noSuchKey();
              }
              Stream.SetIdFailure failure = current.checkSetId(last, added[0], deleted);
              if (failure != null) {
                throw StreamErrors.notSet(failure);
              }
              return new StreamResult<>(current.setId(last, added[0], deleted), true);
            });
    call.notify('t', "xsetid", args.name(1));
    call.reply().ok();
  }
}
