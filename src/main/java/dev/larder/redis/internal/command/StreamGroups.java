package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.DENYOOM;
import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;
import static dev.larder.redis.internal.Flag.WRITE;

import dev.larder.internal.stream.Stream;
import dev.larder.internal.stream.StreamConsumer;
import dev.larder.internal.stream.StreamDelivery;
import dev.larder.internal.stream.StreamGroup;
import dev.larder.internal.stream.StreamId;
import dev.larder.internal.stream.StreamResult;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Lookups;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Groups of consumers: XGROUP, and XACK. */
final class StreamGroups {
  private static final String[] HELP = {
    "XGROUP <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
    "CREATE <key> <groupname> <id|$> [option]",
    "    Create a new consumer group. Options are:",
    "    * MKSTREAM",
    "      Create the empty stream if it does not exist.",
    "    * ENTRIESREAD entries_read",
    "      Set the group's entries_read counter (internal use).",
    "CREATECONSUMER <key> <groupname> <consumer>",
    "    Create a new consumer in the specified group.",
    "DELCONSUMER <key> <groupname> <consumer>",
    "    Remove the specified consumer.",
    "DESTROY <key> <groupname>",
    "    Remove the specified group.",
    "SETID <key> <groupname> <id|$> [ENTRIESREAD entries_read]",
    "    Set the current group ID and entries_read counter.",
    "HELP",
    "    Prints this help."
  };

  private StreamGroups() {}

  static void addTo(CommandTable table) {
    table
        .row("XGROUP", -2)
        .about("5.0.0", "Groups of consumers")
        .sub(
            CommandTable.subcommand("CREATE", -5, WRITE, DENYOOM, SINGLE)
                .keys(2, 2, 1)
                .access("RW insert")
                .about("5.0.0", "Makes a group")
                .runs(StreamGroups::create))
        .sub(
            CommandTable.subcommand("SETID", -5, WRITE, SINGLE)
                .keys(2, 2, 1)
                .about("5.0.0", "Sets where a group goes on")
                .runs(StreamGroups::setId))
        .sub(
            CommandTable.subcommand("DESTROY", 4, WRITE, SINGLE)
                .keys(2, 2, 1)
                .access("RW delete")
                .about("5.0.0", "Removes a group")
                .runs(StreamGroups::destroy))
        .sub(
            CommandTable.subcommand("CREATECONSUMER", 5, WRITE, DENYOOM, SINGLE)
                .keys(2, 2, 1)
                .access("RW insert")
                .about("6.2.0", "Makes a consumer of a group")
                .runs(StreamGroups::createConsumer))
        .sub(
            CommandTable.subcommand("DELCONSUMER", 5, WRITE, SINGLE)
                .keys(2, 2, 1)
                .access("RW delete")
                .about("5.0.0", "Removes a consumer from a group")
                .runs(StreamGroups::deleteConsumer))
        .sub(
            CommandTable.subcommand("HELP", 2, LOADING, STALE, SINGLE)
                .about("5.0.0", "Lists the subcommands")
                .runs(call -> help(call, HELP)));
    table
        .row("XACK", -4, WRITE, FAST, SINGLE)
        .keys(1, 1, 1)
        .about("5.0.0", "Acknowledges entries, which are pending no more then")
        .looks(Lookups.FIRST)
        .runs(StreamGroups::xack);
  }

  static void help(Call call, String[] lines) {
    call.reply().array(lines.length);
    for (String line : lines) {
      call.reply().simple(line);
    }
  }

  /**
   * The options of CREATE and SETID.
   *
   * @param isMaking whether the stream is made if it is not there
   * @param read how many entries the group has read, or unknown
   */
  private record Options(boolean isMaking, long read) {
    static Options of(Call call, boolean isCreating) {
      Args args = call.args();
      boolean isMaking = false;
      long read = StreamGroup.UNKNOWN;
      for (int i = 5; i < args.count(); i++) {
        if (isCreating && args.is(i, "MKSTREAM")) {
          isMaking = true;
        } else if (args.is(i, "ENTRIESREAD") && i + 1 < args.count()) {
          read = args.integer(++i);
          if (read < StreamGroup.UNKNOWN) {
            throw StreamErrors.readNotPositive();
          }
        } else {
          throw StreamErrors.badSubcommand(call);
        }
      }
      return new Options(isMaking, read);
    }
  }

  private static void create(Call call) {
    Args args = call.args();
    Options options = Options.of(call, true);
    call.db().stream(args.name(2))
        .<Boolean>change(
            current -> {
              if (current == null && !options.isMaking) {
                throw StreamErrors.noKeyForGroup();
              }
              if (args.count() > 8) {
                throw StreamErrors.badSubcommand(call);
              }
              Stream stream = current == null ? Stream.EMPTY : current;
              StreamId id = lastOr(args, stream);
              if (stream.group(args.bytes(3)) != null) {
                throw StreamErrors.groupExists();
              }
              StreamGroup group = StreamGroup.of(args.bytes(3), id, options.read);
              return new StreamResult<>(stream.withGroup(group), true);
            });
    call.notify('t', "xgroup-create", args.name(2));
    call.reply().ok();
  }

  /** The last number of the stream for a dollar, else what is given. */
  private static StreamId lastOr(Args args, Stream stream) {
    return args.latin(4).equals("$") ? stream.lastId() : StreamIds.strict(args, 4);
  }

  private static Stream existing(@Nullable Stream stream) {
    if (stream == null) {
      throw StreamErrors.noKeyForGroup();
    }
    return stream;
  }

  private static StreamGroup group(Args args, Stream stream) {
    StreamGroup group = stream.group(args.bytes(3));
    if (group == null) {
      throw StreamErrors.noGroup(args, 2, 3);
    }
    return group;
  }

  private static void setId(Call call) {
    Args args = call.args();
    Options options = Options.of(call, false);
    call.db().stream(args.name(2))
        .<Boolean>change(
            current -> {
              Stream stream = existing(current);
              StreamGroup group = group(args, stream);
              if (args.count() != 5 && args.count() != 7) {
                throw StreamErrors.badSubcommand(call);
              }
              StreamId id = args.latin(4).equals("$") ? stream.lastId() : StreamIds.of(args, 4, 0);
              return new StreamResult<>(stream.withGroup(group.at(id, options.read)), true);
            });
    call.notify('t', "xgroup-setid", args.name(2));
    call.reply().ok();
  }

  private static void destroy(Call call) {
    Args args = call.args();
    boolean destroyed =
        call.db().stream(args.name(2))
            .<Boolean>change(
                current -> {
                  Stream stream = existing(current);
                  boolean isThere = stream.group(args.bytes(3)) != null;
                  return new StreamResult<>(stream.withoutGroup(args.bytes(3)), isThere);
                });
    if (destroyed) {
      call.notify('t', "xgroup-destroy", args.name(2));
    }
    call.reply().integer(destroyed ? 1 : 0);
  }

  private static void createConsumer(Call call) {
    Args args = call.args();
    boolean created =
        call.db().stream(args.name(2))
            .<Boolean>change(
                current -> {
                  Stream stream = existing(current);
                  StreamGroup group = group(args, stream);
                  boolean isNew = group.consumer(args.bytes(4)) == null;
                  StreamGroup changed = group.withConsumer(args.bytes(4), call.db().now());
                  return new StreamResult<>(stream.withGroup(changed), isNew);
                });
    if (created) {
      call.notify('t', "xgroup-createconsumer", args.name(2));
    }
    call.reply().integer(created ? 1 : 0);
  }

  private static void deleteConsumer(Call call) {
    Args args = call.args();
    int pending =
        call.db().stream(args.name(2))
            .<Integer>change(
                current -> {
                  Stream stream = existing(current);
                  StreamGroup group = group(args, stream);
                  StreamConsumer consumer = group.consumer(args.bytes(4));
                  if (consumer == null) {
                    return new StreamResult<>(stream, -1);
                  }
                  return new StreamResult<>(
                      stream.withGroup(group.withoutConsumer(args.bytes(4))),
                      consumer.pending().size());
                });
    if (pending >= 0) {
      call.notify('t', "xgroup-delconsumer", args.name(2));
    }
    call.reply().integer(Math.max(0, pending));
  }

  private static void xack(Call call) {
    Args args = call.args();
    int acknowledged =
        call.db().stream(args.name(1))
            .<Integer>change(
                current -> {
                  StreamGroup group = current == null ? null : current.group(args.bytes(2));
                  if (current == null || group == null) {
                    return StreamChanges.none(0); // the numbers are not even looked at
                  }
                  List<StreamId> ids = StreamCommands.strictFrom(args, 3);
                  StreamResult<StreamGroup, Integer> left = StreamDelivery.acknowledge(group, ids);
                  return new StreamResult<>(current.withGroup(left.after()), left.value());
                });
    call.reply().integer(acknowledged);
  }
}
