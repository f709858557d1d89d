package dev.larder.redis.internal;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All commands, by name. */
public final class CommandTable {
  /** Four times as many as there are rows, or more, so that most are where they are looked for. */
  private static final int SLOTS = 1024;

  private final Map<String, Command> rows = new LinkedHashMap<>();

  /** The rows again, by what their names' bytes give: a look needs no text. */
  private final @Nullable Command[] slots = new @Nullable Command[SLOTS];

  private Group group = Group.GENERIC;

  /** Begins a group: rows are of it from now on. */
  public void group(Group next) {
    group = next;
  }

  /** Says more about a row that is there, where one piece of code makes several rows. */
  public Command about(String name, String since, String summary) {
    Command command = find(name);
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
    int slot = slot(command.nameBytes());
    while (slots[slot] != null) {
      slot = slot + 1 & SLOTS - 1;
    }
    slots[slot] = command;
    return command;
  }

  /** Begins the row of a subcommand, to be given to {@link Command#sub}. */
  public static Command subcommand(String name, int arity, Flag... flags) {
    return new Command(name, arity, flags);
  }

  /** The row of a name in any case, or null. */
  public @Nullable Command find(String name) {
    return find(name.getBytes(StandardCharsets.UTF_8));
  }

  /** The row of a name in any case, or null. */
  public @Nullable Command find(byte[] name) {
    for (int slot = slot(name); ; slot = slot + 1 & SLOTS - 1) {
      Command at = slots[slot];
      if (at == null || isSame(at.nameBytes(), name)) {
        return at;
      }
    }
  }

  private static int slot(byte[] name) {
    int hash = name.length;
    for (byte b : name) {
      hash = hash * 31 + (b | 0x20); // letters of both cases alike; others may fall together
    }
    return (hash ^ hash >>> 10) & SLOTS - 1;
  }

  private static boolean isSame(byte[] lower, byte[] given) {
    if (lower.length != given.length) {
      return false;
    }
    for (int i = 0; i < given.length; i++) {
      byte b = given[i];
      if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != lower[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Numbers the rows and their subcommands, once all are there.
   *
   * @return how many numbers there are
   */
  int number() {
    int next = 0;
    for (Command command : rows.values()) {
      command.number(next++);
      for (Command sub : command.subcommands().values()) {
        sub.number(next++);
      }
    }
    return next;
  }

  /** All rows. */
  public Collection<Command> all() {
    return rows.values();
  }
}
