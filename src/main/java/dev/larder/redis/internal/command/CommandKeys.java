package dev.larder.redis.internal.command;

import dev.larder.internal.cell.Name;
import dev.larder.redis.internal.Args;
import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.Errors;
import dev.larder.redis.internal.KeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which keys a command would read and write: COMMAND GETKEYS and GETKEYSANDFLAGS. */
final class CommandKeys {
  private CommandKeys() {}

  /**
   * A key of a command.
   *
   * @param flags what is done to it, in words
   */
  record Key(Name name, String flags) {}

  /** The keys of the command that begins at the third argument. */
  static List<Key> of(CommandTable table, Args all) {
    Args args = new Args(Arrays.copyOfRange(all.all(), 2, all.count()));
    Command command = find(table, args);
    if (command == null) {
      throw Errors.of("ERR Invalid command specified");
    }
    List<KeySpec> specs =
        command.specs().stream().filter(spec -> !spec.flags().equals("not_key")).toList();
    if (specs.isEmpty()) {
      throw Errors.of("ERR The command has no key arguments");
    }
    if (!command.accepts(args.count())) {
      throw Errors.of("ERR Invalid number of arguments specified for command");
    }
    Command.KeyFinder finder = command.keyFinder();
    if (finder != null && specs.stream().anyMatch(spec -> spec.begin() != specs.get(0).begin())) {
      return found(finder, specs, args);
    }
    return specified(command, specs, args);
  }

  private static @Nullable Command find(CommandTable table, Args args) {
    Command command = table.find(args.bytes(0));
    if (command == null || command.subcommands().isEmpty() || args.count() < 2) {
      return command;
    }
    return command.subcommands().get(args.latin(1).toLowerCase(Locale.ROOT));
  }

  private static List<Key> found(Command.KeyFinder finder, List<KeySpec> specs, Args args) {
    List<Key> keys = new ArrayList<>();
    for (int index : finder.keys(args)) {
      KeySpec spec = specs.get(keys.isEmpty() ? 0 : specs.size() - 1);
      keys.add(new Key(args.name(index), spec.flags()));
    }
    if (keys.size() < 1) {
      throw Errors.of("ERR Invalid arguments specified for command");
    }
    return keys;
  }

  private static List<Key> specified(Command command, List<KeySpec> specs, Args args) {
    List<Key> keys = new ArrayList<>();
    for (KeySpec spec : specs) {
      int[] indexes = spec.keys(args);
      if (indexes == null) {
        throw Errors.of("ERR Invalid arguments specified for command");
      }
      for (int index : indexes) {
        keys.add(new Key(args.name(index), command.accessBy(args, spec.flags())));
      }
    }
    return keys;
  }
}
