package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.READONLY;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.internal.stream.PendingEntry;
import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamConsumer;
import dev.larder.internal.stream.StreamEntry;
import dev.larder.internal.stream.StreamGroup;
import dev.larder.internal.tree.SortedTree;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Reply;
import java.util.function.Consumer;

/** XINFO. */
final class StreamInfo {
  private static final String[] HELP = {
    "XINFO <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
    "CONSUMERS <key> <groupname>",
    "    Show consumers of <groupname>.",
    "GROUPS <key>",
    "    Show the stream consumer groups.",
    "STREAM <key> [FULL [COUNT <count>]",
    "    Show information about the stream.",
    "HELP",
    "    Prints this help."
  };

  /** How many entries FULL shows of each list unless it is told. */
  private static final long SHOWN = 10;

  private StreamInfo() {}

  static void addTo(CommandTable table) {
    table
        .row("XINFO", -2)
        .about("5.0.0", "What is known of streams")
        .sub(
            CommandTable.subcommand("STREAM", -3, READONLY, SINGLE)
                .keys(2, 2, 1)
                .about("5.0.0", "Tells of a stream")
                .runs(StreamInfo::stream))
        .sub(
            CommandTable.subcommand("GROUPS", 3, READONLY, SINGLE)
                .keys(2, 2, 1)
                .about("5.0.0", "Tells of a stream's groups")
                .runs(StreamInfo::groups))
        .sub(
            CommandTable.subcommand("CONSUMERS", 4, READONLY, SINGLE)
                .keys(2, 2, 1)
                .tips("nondeterministic_output")
                .about("5.0.0", "Tells of a group's consumers")
                .runs(StreamInfo::consumers))
        .sub(
            CommandTable.subcommand("HELP", 2, LOADING, STALE, SINGLE)
                .about("5.0.0", "Lists the subcommands")
                .runs(call -> StreamGroups.help(call, HELP)));
  }

  private static Stream existing(Call call) {
    Stream stream = call.db().stream(call.args().name(2)).get();
    if (stream == null) {
      throw Errors.noSuchKey();
    }
    return stream;
  }

  private static void consumers(Call call) {
    Stream stream = existing(call);
    StreamGroup group = stream.group(call.args().bytes(3));
    if (group == null) {
      throw StreamErrors.noGroup(call.args(), 2, 3);
    }
    long now = call.db().now();
    Reply reply = call.reply();
    each(
        reply,
        group.consumers(),
        Long.MAX_VALUE,
        consumer -> {
          reply.map(3);
          reply.bulk("name");
          reply.bulk(consumer.name());
          reply.bulk("pending");
          reply.integer(consumer.pending().size());
          reply.bulk("idle");
          reply.integer(Math.max(0, now - consumer.seenAt()));
        });
  }

  /** An array of as many of the first items. */
  private static <T> void each(
      Reply reply, SortedTree<T> items, long most, Consumer<? super T> writer) {
    int count = (int) Math.min(most, items.size());
    reply.array(count);
    var cursor = items.cursor(0);
    for (int i = 0; i < count; i++) {
      writer.accept(cursor.next());
    }
  }

  private static void groups(Call call) {
    Stream stream = existing(call);
    Reply reply = call.reply();
    each(
        reply,
        stream.groups(),
        Long.MAX_VALUE,
        group -> {
          reply.map(6);
          reply.bulk("name");
          reply.bulk(group.name());
          reply.bulk("consumers");
          reply.integer(group.consumers().size());
          reply.bulk("pending");
          reply.integer(group.pending().size());
          progress(reply, stream, group);
        });
  }

  /** How far a group is: three pairs. */
  private static void progress(Reply reply, Stream stream, StreamGroup group) {
    reply.bulk("last-delivered-id");
    StreamReplies.id(reply, group.lastDelivered());
    reply.bulk("entries-read");
    if (group.entriesRead() == StreamGroup.UNKNOWN) {
      reply.nullBulk();
    } else {
      reply.integer(group.entriesRead());
    }
    reply.bulk("lag");
    Long lag = stream.lag(group);
    if (lag == null) {
      reply.nullBulk();
    } else {
      reply.integer(lag);
    }
  }

  private static void stream(Call call) {
    Args args = call.args();
    Stream stream = existing(call);
    Reply reply = call.reply();
    if (args.count() == 3) {
      reply.map(10);
      head(reply, stream);
      reply.bulk("groups");
      reply.integer(stream.groups().size());
      reply.bulk("first-entry");
      entryOrNull(reply, stream, 0);
      reply.bulk("last-entry");
      entryOrNull(reply, stream, stream.length() - 1);
      return;
    }
    boolean counted = args.count() == 6 && args.is(4, "COUNT");
    if (!args.is(3, "FULL") || args.count() != 4 && !counted) {
      throw StreamErrors.badSubcommand(call);
    }
    long given = counted ? args.integer(5) : SHOWN;
    long count = given < 0 ? SHOWN : given == 0 ? Long.MAX_VALUE : given;
    reply.map(9);
    head(reply, stream);
    reply.bulk("entries");
    each(reply, stream.entries(), count, entry -> StreamReplies.entry(reply, entry));
    reply.bulk("groups");
    each(reply, stream.groups(), Long.MAX_VALUE, group -> full(reply, stream, group, count));
  }

  /** What both forms begin with: seven pairs. */
  private static void head(Reply reply, Stream stream) {
    reply.bulk("length");
    reply.integer(stream.length());
    reply.bulk("radix-tree-keys");
    reply.integer(stream.nodeCount());
    reply.bulk("radix-tree-nodes");
    reply.integer(stream.radixNodeCount());
    reply.bulk("last-generated-id");
    StreamReplies.id(reply, stream.lastId());
    reply.bulk("max-deleted-entry-id");
    StreamReplies.id(reply, stream.maxDeletedId());
    reply.bulk("entries-added");
    reply.integer(stream.entriesAdded());
    reply.bulk("recorded-first-entry-id");
    StreamReplies.id(reply, stream.firstId());
  }

  private static void entryOrNull(Reply reply, Stream stream, int rank) {
    SortedTree<StreamEntry> entries = stream.entries();
    if (entries.isEmpty()) {
      reply.nullBulk();
    } else {
      StreamReplies.entry(reply, entries.itemAt(rank));
    }
  }

  private static void full(Reply reply, Stream stream, StreamGroup group, long count) {
    reply.map(7);
    reply.bulk("name");
    reply.bulk(group.name());
    progress(reply, stream, group);
    reply.bulk("pel-count");
    reply.integer(group.pending().size());
    reply.bulk("pending");
    each(
        reply,
        group.pending(),
        count,
        entry -> {
          reply.array(4);
          StreamReplies.id(reply, entry.id());
          reply.bulk(entry.consumer());
          deliveries(reply, entry);
        });
    reply.bulk("consumers");
    each(reply, group.consumers(), Long.MAX_VALUE, consumer -> full(reply, consumer, count));
  }

  private static void deliveries(Reply reply, PendingEntry entry) {
    reply.integer(entry.deliveredAt());
    reply.integer(entry.deliveries());
  }

  private static void full(Reply reply, StreamConsumer consumer, long count) {
    reply.map(4);
    reply.bulk("name");
    reply.bulk(consumer.name());
    reply.bulk("seen-time");
    reply.integer(consumer.seenAt());
    reply.bulk("pel-count");
    reply.integer(consumer.pending().size());
    reply.bulk("pending");
    each(
        reply,
        consumer.pending(),
        count,
        entry -> {
          reply.array(3);
          StreamReplies.id(reply, entry.id());
          deliveries(reply, entry);
        });
  }
}
