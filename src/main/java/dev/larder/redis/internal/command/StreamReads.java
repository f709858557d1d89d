package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.BLOCKING;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.WrongTypeException;
import dev.larder.internal.cell.Name;
import dev.larder.internal.kind.PopOne;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamDelivery;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamGroup;
import dev.larder.internal.stream.StreamId;
import dev.larder.internal.stream.StreamResult;
import dev.larder.internal.tree.SortedCursor;
import dev.larder.internal.tx.TxAccess;
import dev.larder.redis.internal.Answer;
import dev.larder.redis.internal.Blocked;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Lookups;
import dev.larder.redis.internal.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** XREAD and XREADGROUP: what is new in streams, and waiting for it. */
final class StreamReads {
  /** One who has waited gets so many unless it says else. */
  private static final long AFTER_A_WAIT = 1000;

  private StreamReads() {}

  static void addTo(CommandTable table) {
    table
        .row("XREAD", -4, READONLY, BLOCKING, SINGLE)
        .keys(StreamReading::keysOf)
        .specs(KeySpec.halfBehind("STREAMS", 1, "RO access"))
        .about("5.0.0", "Gives what comes after an ID in each of several streams, or waits for it")
        .looks(Lookups.NONE)
        .runs(call -> read(call, new StreamReading(call.args(), false)));
    table
        .row("XREADGROUP", -7, WRITE, BLOCKING, SINGLE)
        .keys(StreamReading::keysOf)
        .specs(KeySpec.halfBehind("STREAMS", 4, "RO access"))
        .about("5.0.0", "Gives a consumer what is new to its group, or what it has had before")
        .looks(Lookups.NONE)
        .runs(call -> read(call, new StreamReading(call.args(), true)));
  }

  /** What was found in a stream. */
  private record Found(Name key, List<StreamDelivery.Seen> entries) {
    static Found of(Name key, List<StreamEntry> entries) {
      List<StreamDelivery.Seen> seen = new ArrayList<>(entries.size());
      entries.forEach(entry -> seen.add(new StreamDelivery.Seen(entry.id(), entry)));
      return new Found(key, seen);
    }
  }

  private static void read(Call call, StreamReading asked) {
    Map<Name, StreamId> waitAfter = new HashMap<>();
    boolean[] isServed = {false};
    call.atomically(
        in -> {
          List<StreamId> after = places(in, asked);
          List<Found> found = new ArrayList<>();
          long count = asked.count == 0 ? Long.MAX_VALUE : asked.count;
          waitAfter.clear();
          for (int i = 0; i < asked.keys.size(); i++) {
            waitAfter.putIfAbsent(asked.keys.get(i), after.get(i));
            in.look(asked.keys.get(i));
            Found one = one(in, asked, asked.keys.get(i), after.get(i), count);
            if (one != null) {
              found.add(one);
            }
          }
          isServed[0] = !found.isEmpty();
          if (isServed[0]) {
            write(in.reply(), found);
          }
        });
    if (isServed[0]) {
      return;
    }
    if (asked.block == StreamReading.NOT || call.isQueued()) {
      call.reply().nullArray();
      return;
    }
    Blocked.await(
        call, asked.keys, asked.block, Answer.NULL_ARRAY, new Looking(call, asked, waitAfter));
  }

  /** Where to go on in each stream; all that can be wrong is found here. */
  private static List<StreamId> places(Call call, StreamReading asked) {
    List<StreamId> after = new ArrayList<>();
    for (int i = 0; i < asked.keys.size(); i++) {
      call.look(asked.keys.get(i));
      Stream stream = call.db().stream(asked.keys.get(i)).get();
      if (asked.isOfGroup && (stream == null || stream.group(asked.group) == null)) {
        throw StreamErrors.noGroupToRead(asked.args, asked.keyAt(i), asked.groupAt());
      }
      after.add(asked.after(i, stream == null ? StreamId.MIN : stream.lastId()));
    }
    return after;
  }

  /** What there is in one stream, or null. */
  private static @Nullable Found one(
      Call call, StreamReading asked, Name key, StreamId after, long count) {
    if (asked.isOfGroup) {
      return ofGroup(call, asked, key, after, count);
    }
    Stream stream = call.db().stream(key).get();
    if (stream == null) {
      return null;
    }
    int rank = stream.rankAfter(after);
    if (rank == stream.length()) {
      return null;
    }
    List<StreamEntry> entries = new ArrayList<>();
    SortedCursor<StreamEntry> cursor = stream.entries().cursor(rank);
    while (cursor.hasNext() && entries.size() < count) {
      entries.add(cursor.next());
    }
    return Found.of(key, entries);
  }

  private static @Nullable Found ofGroup(
      Call call, StreamReading asked, Name key, StreamId after, long count) {
    boolean[] isNew = {false};
    long now = call.db().now();
    Found found =
        call.db().stream(key)
            .<@Nullable Found>change(
                current -> {
                  StreamGroup before = current == null ? null : current.group(asked.group);
                  if (current == null || before == null) {
                    return StreamChanges.of(null, null);
                  }
                  isNew[0] = before.consumer(asked.consumer) == null;
                  boolean isAgain = !after.equals(StreamReading.NEW);
                  if (!isAgain && current.rankAfter(before.lastDelivered()) == current.length()) {
                    isNew[0] = false; // who gets nothing is not even heard of
                    return StreamChanges.of(null, null);
                  }
                  StreamGroup group = before.seen(asked.consumer, now);
                  Stream stream = current.withGroup(group);
                  if (isAgain) {
                    var again =
                        StreamDelivery.again(stream, group, asked.consumer, after, count, now);
                    return new StreamResult<>(again.after(), new Found(key, again.value()));
                  }
                  var fresh =
                      StreamDelivery.fresh(
                          stream, group, asked.consumer, count, asked.isAcknowledged, now);
                  return new StreamResult<>(fresh.after(), Found.of(key, fresh.value()));
                });
    if (isNew[0]) {
      call.notify('t', "xgroup-createconsumer", key);
    }
    return found;
  }

  private static void write(Reply reply, List<Found> found) {
    if (reply.isResp3()) {
      reply.map(found.size());
    } else {
      reply.array(found.size());
    }
    for (Found one : found) {
      if (!reply.isResp3()) {
        reply.array(2);
      }
      reply.bulk(one.key.bytes());
      reply.array(one.entries.size());
      one.entries.forEach(seen -> write(reply, seen));
    }
  }

  private static void write(Reply reply, StreamDelivery.Seen seen) {
    StreamEntry entry = seen.entry();
    if (entry != null) {
      StreamReplies.entry(reply, entry);
      return;
    }
    reply.array(2); // it was deleted, and is pending all the same
    StreamReplies.id(reply, seen.id());
    reply.nullArray();
  }

  /** What one who waits does when a stream has changed. It takes nothing from others. */
  private record Looking(Call call, StreamReading asked, Map<Name, StreamId> after)
      implements PopOne<Answer> {
    @Override
    public @Nullable Answer pop(TxAccess tx, Name name) {
      Call in = call.in(tx);
      if (asked.isOfGroup) {
        Answer gone = gone(in, name);
        if (gone != null) {
          return gone;
        }
      }
      long count = asked.count == 0 ? AFTER_A_WAIT : asked.count;
      Found found = one(in, asked, name, after.getOrDefault(name, StreamId.MAX), count);
      return found == null ? null : reply -> write(reply, List.of(found));
    }

    private @Nullable Answer gone(Call in, Name name) {
      Stream stream;
      try {
        stream = in.db().stream(name).get();
      } catch (WrongTypeException e) { // another thing has taken its name: it is gone as well
        return Answer.of(StreamErrors.streamGone());
      }
      if (stream == null) {
        return Answer.of(StreamErrors.streamGone());
      }
      return stream.group(asked.group) == null ? Answer.of(StreamErrors.groupGone()) : null;
    }

    @Override
    public boolean isEmptyForAll() {
      return false;
    }

    @Override
    public boolean isForRemovals() {
      return asked.isOfGroup;
    }
  }
}
