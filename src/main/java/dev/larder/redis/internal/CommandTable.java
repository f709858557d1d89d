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

  /** There are fewer rows and rows of subcommands than this. */
  static final int MOST = 512;

  private final Map<String, Command> rows = new LinkedHashMap<>();

  /** The rows again, by what their names' bytes give: a look needs no text. */
  private final @Nullable Command[] slots = new @Nullable Command[SLOTS];

  private Group group = Group.GENERIC;

  /** How many rows have a number. */
  private int numbers;

  /** A table without rows. */
  CommandTable() {}

  /** A table that begins with the rows of another. */
  CommandTable(CommandTable first) {
    first.rows.values().forEach(this::enter);
    numbers = first.numbers;
  }

  /** Numbers what has no number yet, subcommands too, before others see it. */
  void number() {
    for (Command command : rows.values()) {
      number(command);
      command.subcommands().values().forEach(this::number);
    }
  }

  private void number(Command command) {
    if (command.number() < 0) {
      if (numbers == MOST) {
        throw new IllegalStateException("more rows than " + MOST);
      }
      command.number(numbers++);
    }
  }

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
    enter(command);
    return command;
  }

  private void enter(Command command) {
    if (rows.put(command.name(), command) != null) {
      throw new IllegalStateException("two rows for " + command.name());
    }
    int slot = slot(command.nameBytes());
    while (slots[slot] != null) {
      slot = slot + 1 & SLOTS - 1;
    }
    slots[slot] = command;
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

  /** All rows. */
  public Collection<Command> all() {
    return rows.values();
  }
}
