package dev.larder.redis.internal.command;

import static dev.larder.redis.internal.CommandTable.subcommand;
import static dev.larder.redis.internal.Flag.LOADING;
import static dev.larder.redis.internal.Flag.SINGLE;
import static dev.larder.redis.internal.Flag.STALE;

import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Call;
import dev.larder.redis.internal.Category;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.Glob;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** COMMAND: what the table of commands says. */
final class CommandCommands {
  private static final Charset LATIN = StandardCharsets.ISO_8859_1;

  private CommandCommands() {}

  static void addTo(CommandTable table) {
    table
        .row("COMMAND", -1, LOADING, STALE, SINGLE)
        .about("2.8.13", "All that there is to know about all commands")
        .acl(Category.CONNECTION)
        .tips("nondeterministic_output_order")
        .runs(call -> writeAll(call, call.server().table()))
        .sub(
            subcommand("COUNT", 2, LOADING, STALE, SINGLE)
                .about("2.8.13", "How many commands there are")
                .runs(call -> call.reply().integer(call.server().table().all().size())))
        .sub(
            subcommand("INFO", -2, LOADING, STALE, SINGLE)
                .about("2.8.13", "Arity, flags, keys and categories of commands")
                .tips("nondeterministic_output_order")
                .runs(CommandCommands::info))
        .sub(
            subcommand("LIST", -2, LOADING, STALE, SINGLE)
                .about("7.0.0", "The names of the commands, all or some")
                .tips("nondeterministic_output_order")
                .runs(CommandCommands::list))
        .sub(
            subcommand("DOCS", -2, LOADING, STALE, SINGLE)
                .about("7.0.0", "What commands are for")
                .tips("nondeterministic_output_order")
                .runs(CommandCommands::docs))
        .sub(
            subcommand("GETKEYS", -4, LOADING, STALE, SINGLE)
                .about("2.8.13", "The keys among the arguments of a command")
                .runs(CommandCommands::keys))
        .sub(
            subcommand("GETKEYSANDFLAGS", -4, LOADING, STALE, SINGLE)
                .about(
                    "7.0.0", "The keys among the arguments of a command, and what is done to them")
                .runs(CommandCommands::keysAndFlags))
        .sub(HelpText.of("COMMAND", "5.0.0", HELP));
  }

  private static final String[] HELP = {
    "(no subcommand)",
    "    Return details about all Redis commands.",
    "COUNT",
    "    Return the total number of commands in this Redis server.",
    "LIST",
    "    Return a list of all commands in this Redis server.",
    "INFO [<command-name> ...]",
    "    Return details about multiple Redis commands.",
    "    If no command names are given, documentation details for all",
    "    commands are returned.",
    "DOCS [<command-name> ...]",
    "    Return documentation details about multiple Redis commands.",
    "    If no command names are given, documentation details for all",
    "    commands are returned.",
    "GETKEYS <full-command>",
    "    Return the keys from a full Redis command.",
    "GETKEYSANDFLAGS <full-command>",
    "    Return the keys and the access flags from a full Redis command."
  };

  private static void writeAll(Call call, CommandTable table) {
    CommandReply reply = new CommandReply(call.reply());
    call.reply().array(table.all().size());
    table.all().forEach(reply::info);
  }

  private static void info(Call call) {
    Args args = call.args();
    CommandTable table = call.server().table();
    if (args.count() == 2) {
      writeAll(call, table);
      return;
    }
    CommandReply reply = new CommandReply(call.reply());
    call.reply().array(args.count() - 2);
    for (int i = 2; i < args.count(); i++) {
      Command command = byFullName(table, args.latin(i));
      if (command == null) {
        call.reply().nullBulk();
      } else {
        reply.info(command);
      }
    }
  }

  /** A command, or a subcommand by the name that has its command's before a bar; or null. */
  static @Nullable Command byFullName(CommandTable table, String name) {
    int bar = name.indexOf('|');
    if (bar < 0) {
      return table.find(name);
    }
    Command command = table.find(name.substring(0, bar));
    return command == null
        ? null
        : command.subcommands().get(name.substring(bar + 1).toLowerCase(Locale.ROOT));
  }

  private static void docs(Call call) {
    Args args = call.args();
    CommandTable table = call.server().table();
    List<Command> found = new ArrayList<>();
    if (args.count() == 2) {
      found.addAll(table.all());
    }
    for (int i = 2; i < args.count(); i++) {
      Command command = byFullName(table, args.latin(i));
      if (command != null) {
        found.add(command);
      }
    }
    call.reply().map(found.size());
    found.forEach(new CommandReply(call.reply())::docs);
  }

  // ---- LIST -------------------------------------------------------------------------------------

  private static void list(Call call) {
    Args args = call.args();
    Predicate<Command> wanted = command -> true;
    if (args.count() != 2) {
      if (args.count() != 5 || !args.is(2, "FILTERBY")) {
        throw Errors.syntax();
      }
      wanted = filter(args);
    }
    List<String> names = new ArrayList<>();
    for (Command command : call.server().table().all()) {
      addIf(wanted, command, names);
      for (Command sub : command.subcommands().values()) {
        addIf(wanted, sub, names);
      }
    }
    call.reply().array(names.size());
    names.forEach(call.reply()::bulk);
  }

  private static void addIf(Predicate<Command> wanted, Command command, List<String> names) {
    if (wanted.test(command)) {
      names.add(command.fullName());
    }
  }

  private static Predicate<Command> filter(Args args) {
    return switch (args.upper(3)) {
      case "MODULE" -> command -> false; // there are no modules
      case "ACLCAT" -> {
        Category category = Category.find(args.latin(4));
        yield command -> category != null && command.categories().contains(category);
      }
      case "PATTERN" -> {
        Glob glob = new Glob(args.latin(4).toLowerCase(Locale.ROOT).getBytes(LATIN));
        yield command -> glob.matches(command.fullName().getBytes(LATIN));
      }
      default -> throw Errors.syntax();
    };
  }

  // ---- GETKEYS ----------------------------------------------------------------------------------

  private static void keys(Call call) {
    List<CommandKeys.Key> keys = CommandKeys.of(call.server().table(), call.args());
    call.reply().array(keys.size());
    keys.forEach(key -> call.reply().bulk(key.name().bytes()));
  }

  private static void keysAndFlags(Call call) {
    List<CommandKeys.Key> keys = CommandKeys.of(call.server().table(), call.args());
    call.reply().array(keys.size());
    for (CommandKeys.Key key : keys) {
      call.reply().array(2);
      call.reply().bulk(key.name().bytes());
      CommandReply.words(call.reply(), List.of(key.flags().split(" ", -1)));
    }
  }
}
