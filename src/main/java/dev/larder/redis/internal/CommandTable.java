package dev.larder.redis.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All commands, by name. */
public final class CommandTable {
  private final Map<String, Command> rows = new LinkedHashMap<>();
  private Group group = Group.GENERIC;

  /** Begins a group: rows are of it from now on. */
  public void group(Group next) {
    group = next;
  }

  /** Says more about a row that is there, where one piece of code makes several rows. */
  public Command about(String name, String since, String summary) {
    Command command = rows.get(name.toLowerCase(Locale.ROOT));
    if (command == null) {
      throw new IllegalStateException("no row for " + name);
    }
    return command.about(since, summary);
  }

  /** Begins a row. Arity as in Redis: the name counts, and a negative one says at least so many. */
  public Command row(String name, int arity, Flag... flags) {
    Command command = new Command(name, arity, flags).group(group);
    if (rows.put(command.name(), command) != null) {
      throw new IllegalStateException("two rows for " + name);
    }
    return command;
  }

  /** Begins the row of a subcommand, to be given to {@link Command#sub}. */
  public static Command subcommand(String name, int arity, Flag... flags) {
    return new Command(name, arity, flags);
  }

  /** The row of a name in any case, or null. */
  public @Nullable Command find(String name) {
    Command found = rows.get(name);
    return found == null ? rows.get(name.toLowerCase(Locale.ROOT)) : found;
  }

  /** All rows. */
  public Collection<Command> all() {
    return rows.values();
  }
}
