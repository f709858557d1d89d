package dev.larder.redis.internal;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All commands, by name. */
public final class CommandTable {
  private final Map<String, Command> rows = new LinkedHashMap<>();

  /** Begins a row. Arity as in Redis: the name counts, and a negative one says at least so many. */
  public Command row(String name, int arity, Flag... flags) {
    Command command = new Command(name, arity, flags);
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
