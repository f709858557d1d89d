package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.Flag.FAST;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.NOSCRIPT;
import static dev.larder.redis.internal.Flag.PUBSUB;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Glob;
import dev.larder.redis.internal.Handler;
import dev.larder.redis.internal.PubSub;
import dev.larder.redis.internal.Subscriptions;
import dev.larder.redis.internal.Topic;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** SUBSCRIBE and PUBLISH with their like, and PUBSUB. */
final class PubSubCommands {
  private static final String[] HELP = {
    "PUBSUB <subcommand> [<arg> [value] [opt] ...]. Subcommands are:",
    "CHANNELS [<pattern>]",
    "    Return the currently active channels matching a <pattern> (default: '*').",
    "NUMPAT",
    "    Return number of subscriptions to patterns.",
    "NUMSUB [<channel> ...]",
    "    Return the number of subscribers for the specified channels, excluding",
    "    pattern subscriptions(default: no channels).",
    "SHARDCHANNELS [<pattern>]",
    "    Return the currently active shard level channels matching a <pattern> (default: '*').",
    "SHARDNUMSUB [<shardchannel> ...]",
    "    Return the number of subscribers for the specified shard level channel(s)",
    "HELP",
    "    Prints this help."
  };

  private PubSubCommands() {}

  static void addTo(CommandTable table) {
    subscribing(table, "SUBSCRIBE", -2, subscribe(Topic.CHANNEL))
        .about("2.0.0", "Gets the messages of channels.");
    subscribing(table, "UNSUBSCRIBE", -1, unsubscribe(Topic.CHANNEL))
        .about("2.0.0", "Gets the messages of channels, or of all, no more.");
    subscribing(table, "PSUBSCRIBE", -2, subscribe(Topic.PATTERN))
        .about("2.0.0", "Gets the messages of all channels that match patterns.");
    subscribing(table, "PUNSUBSCRIBE", -1, unsubscribe(Topic.PATTERN))
        .about("2.0.0", "Ends subscriptions by patterns, or all of them.");
    subscribing(table, "SSUBSCRIBE", -2, subscribe(Topic.SHARD))
        .access("not_key")
        .keys(1, -1, 1)
        .access("not_key")
        .about("7.0.0", "Gets the messages of shard channels.");
    subscribing(table, "SUNSUBSCRIBE", -1, unsubscribe(Topic.SHARD))
        .access("not_key")
        .keys(1, -1, 1)
        .access("not_key")
        .about("7.0.0", "Gets the messages of shard channels, or of all, no more.");
    table
        .row("PUBLISH", 3, PUBSUB, LOADING, STALE, FAST, SINGLE)
        .about("2.0.0", "Sends a message to all who are subscribed, embedded callers included.")
        .runs(PubSubCommands::publish);
    table
        .row("SPUBLISH", 3, PUBSUB, LOADING, STALE, FAST, SINGLE)
        .access("not_key")
        .keys(1, 1, 1)
        .access("not_key")
        .about("7.0.0", "Sends a message on a shard channel.")
        .runs(PubSubCommands::publishShard);
    table
        .row("PUBSUB", -2)
        .about("2.8.0", "Tells of channels and subscribers.")
        .sub(
            telling("CHANNELS", -2, call -> channels(call, Topic.CHANNEL))
                .about("2.8.0", "Lists the channels that clients are subscribed to."))
        .sub(
            telling("NUMSUB", -2, call -> numbers(call, Topic.CHANNEL))
                .about("2.8.0", "Counts the clients that are subscribed to channels."))
        .sub(
            telling("NUMPAT", 2, call -> call.reply().integer(call.server().pubSub().patterns()))
                .about("2.8.0", "Counts the patterns that clients are subscribed to."))
        .sub(
            telling("SHARDCHANNELS", -2, call -> channels(call, Topic.SHARD))
                .about("7.0.0", "Lists the shard channels that clients are subscribed to."))
        .sub(
            telling("SHARDNUMSUB", -2, call -> numbers(call, Topic.SHARD))
                .about("7.0.0", "Counts the clients that are subscribed to shard channels."))
        .sub(
            CommandTable.subcommand("HELP", 2, LOADING, STALE, SINGLE)
                .about("6.2.0", "Lists the subcommands.")
                .runs(call -> Help.write(call, HELP)));
  }

  private static Command subscribing(CommandTable table, String name, int arity, Handler handler) {
    return table.row(name, arity, PUBSUB, NOSCRIPT, LOADING, STALE, SINGLE).runs(handler);
  }

  private static Command telling(String name, int arity, Handler handler) {
    return CommandTable.subcommand(name, arity, PUBSUB, LOADING, STALE, SINGLE).runs(handler);
  }

  private static Handler subscribe(Topic topic) {
    return call -> {
      if (topic == Topic.SHARD && call.isQueued()) {
        throw Errors.denyBlocking("SSUBSCRIBE");
      }
      Subscriptions subscriptions = call.session().subscriptions();
      for (int i = 1; i < call.args().count(); i++) {
        Name name = call.args().name(i);
        subscriptions.add(topic, name);
        confirm(call, topic, topic.subscribed(), name);
      }
    };
  }

  private static Handler unsubscribe(Topic topic) {
    return call -> {
      Args args = call.args();
      Subscriptions subscriptions = call.session().subscriptions();
      Collection<Name> names =
          args.count() == 1
              ? subscriptions.names(topic)
              : List.of(args.all()).subList(1, args.count()).stream().map(Name::of).toList();
      for (Name name : names) {
        subscriptions.remove(topic, name);
        confirm(call, topic, topic.unsubscribed(), name);
      }
      if (names.isEmpty()) {
        confirm(call, topic, topic.unsubscribed(), null);
      }
    };
  }

  private static void confirm(Call call, Topic topic, String what, @Nullable Name name) {
    call.reply().push(3);
    call.reply().bulk(what);
    call.reply().bulk(name == null ? null : name.bytes());
    call.reply().integer(call.session().subscriptions().counted(topic));
  }

  /** In a transaction, which may be run again, it goes out at the commit. */
  private static void publish(Call call) {
    PubSub pubSub = call.server().pubSub();
    byte[] channel = call.args().bytes(1);
    byte[] message = call.args().bytes(2);
    if (call.isInTransaction()) {
      call.reply().integer(pubSub.receivers(channel));
      call.afterCommit(() -> pubSub.publish(channel, message));
    } else {
      call.reply().integer(pubSub.publish(channel, message));
    }
  }

  private static void publishShard(Call call) {
    PubSub pubSub = call.server().pubSub();
    byte[] channel = call.args().bytes(1);
    byte[] message = call.args().bytes(2);
    if (call.isInTransaction()) {
      call.reply().integer(pubSub.subscribers(Topic.SHARD, Name.of(channel)));
      call.afterCommit(() -> pubSub.publishShard(channel, message));
    } else {
      call.reply().integer(pubSub.publishShard(channel, message));
    }
  }

  private static void channels(Call call, Topic topic) {
    Args args = call.args();
    if (args.count() > 3) {
      throw Errors.unknownOrArity(args, "PUBSUB");
    }
    Glob glob = args.count() == 3 ? new Glob(args.bytes(2)) : null;
    Collection<Name> names =
        call.server().pubSub().active(topic, name -> glob == null || glob.matches(name));
    call.reply().array(names.size());
    names.forEach(name -> call.reply().bulk(name.bytes()));
  }

  private static void numbers(Call call, Topic topic) {
    Args args = call.args();
    call.reply().array(2 * (args.count() - 2));
    for (int i = 2; i < args.count(); i++) {
      call.reply().bulk(args.bytes(i));
      call.reply().integer(call.server().pubSub().subscribers(topic, args.name(i)));
    }
  }
}
