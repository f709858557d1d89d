package dev.larder.redis.internal.command;

import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.Flag;
import dev.larder.redis.internal.KeySpec;
import dev.larder.redis.internal.Reply;
import java.util.Collection;
import java.util.List;

/** Writes what COMMAND says about commands. */
final class CommandReply {
  private final Reply reply;

  CommandReply(Reply reply) {
    this.reply = reply;
  }

  /** Words as a set. */
  static void words(Reply reply, Collection<String> words) {
    reply.set(words.size());
    words.forEach(reply::simple);
  }

  // ---- INFO -------------------------------------------------------------------------------------

  void info(Command command) {
    reply.array(10);
    reply.bulk(command.fullName());
    reply.integer(command.arity());
    words(
        reply,
        command.flags().stream().filter(flag -> flag != Flag.SINGLE).map(Flag::text).toList());
    reply.integer(command.firstKey());
    reply.integer(command.lastKey());
    reply.integer(command.step());
    words(reply, command.categories().stream().map(category -> "@" + category.text()).toList());
    reply.set(command.tips().size());
    command.tips().forEach(reply::bulk);
    reply.set(command.specs().size());
    command.specs().forEach(this::spec);
    reply.set(command.subcommands().size());
    command.subcommands().values().forEach(this::info);
  }

  private void spec(KeySpec spec) {
    String notes = spec.notes();
    reply.map(notes == null ? 3 : 4);
    if (notes != null) {
      reply.bulk("notes");
      reply.bulk(notes);
    }
    reply.bulk("flags");
    words(reply, List.of(spec.flags().split(" ", -1)));
    reply.bulk("begin_search");
    begin(spec.begin());
    reply.bulk("find_keys");
    find(spec.find());
  }

  private void begin(KeySpec.Begin begin) {
    if (begin instanceof KeySpec.At at) {
      type("index", 1);
      pair("index", at.index());
    } else if (begin instanceof KeySpec.Behind behind) {
      type("keyword", 2);
      reply.bulk("keyword");
      reply.bulk(behind.word());
      pair("startfrom", behind.from());
    } else {
      type("unknown", 0);
    }
  }

  private void find(KeySpec.Find find) {
    if (find instanceof KeySpec.Range range) {
      type("range", 3);
      pair("lastkey", range.last());
      pair("keystep", range.step());
      pair("limit", range.limit());
    } else if (find instanceof KeySpec.Counted counted) {
      type("keynum", 3);
      pair("keynumidx", counted.count());
      pair("firstkey", counted.first());
      pair("keystep", counted.step());
    } else {
      type("unknown", 0);
    }
  }

  private void type(String type, int fields) {
    reply.map(2);
    reply.bulk("type");
    reply.bulk(type);
    reply.bulk("spec");
    reply.map(fields);
  }

  private static List<String> docFlags(Command command) {
    if (!command.deprecatedSince().isEmpty()) {
      return List.of("deprecated");
    }
    return command.isForRedisItself() ? List.of("syscmd") : List.of();
  }

  private void pair(String name, long value) {
    reply.bulk(name);
    reply.integer(value);
  }

  // ---- DOCS -------------------------------------------------------------------------------------

  void docs(Command command) {
    boolean deprecated = !command.deprecatedSince().isEmpty();
    boolean hasSubcommands = !command.subcommands().isEmpty();
    List<String> flags = docFlags(command);
    List<Argument> arguments = ArgumentDocs.of(command.fullName());
    reply.bulk(command.fullName());
    reply.map(
        3
            + (flags.isEmpty() ? 0 : 1)
            + (deprecated ? 2 : 0)
            + (arguments.isEmpty() ? 0 : 1)
            + (hasSubcommands ? 1 : 0));
    pair("summary", command.summary());
    pair("since", command.since());
    pair("group", command.group().text());
    if (!flags.isEmpty()) {
      reply.bulk("doc_flags");
      words(reply, flags);
    }
    if (deprecated) {
      pair("deprecated_since", command.deprecatedSince());
      pair("replaced_by", command.replacedBy());
    }
    if (!arguments.isEmpty()) {
      reply.bulk("arguments");
      Argument.writeAll(arguments, reply);
    }
    if (hasSubcommands) {
      reply.bulk("subcommands");
      reply.map(command.subcommands().size());
      command.subcommands().values().forEach(this::docs);
    }
  }

  private void pair(String name, String value) {
    reply.bulk(name);
    reply.bulk(value);
  }
}
