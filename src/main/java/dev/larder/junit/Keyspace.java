package dev.larder.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a store holds, as the text of the commands that would make it: sorted by key, so that two
 * can be compared, and loaded again by {@link TestRedis#load}. What groups of a stream have pending
 * is left out.
 */
public final class Keyspace {
  private final List<String> lines;

  Keyspace(List<String> lines) {
    this.lines = List.copyOf(lines);
  }

  /**
   * {@return the difference to an expected text, a line with {@code -} for each command that is
   * missing and one with {@code +} for each that was not expected; empty if there is none}
   *
   * @param expected commands in any order; blank lines and those that begin with # don't count
   */
  public String diff(String expected) {
    List<String> missing = byDatabase(expected.lines().toList());
    List<String> found = byDatabase(lines);
    for (String line : List.copyOf(missing)) {
      if (found.remove(line)) {
        missing.remove(line);
      }
    }
    List<String> all = new ArrayList<>();
    missing.forEach(line -> all.add("- " + line));
    found.forEach(line -> all.add("+ " + line));
    return String.join("\n", all);
  }

  /**
   * Fails, and says what the difference is, unless the store holds what is expected.
   *
   * @param expected as {@link #diff} takes it
   */
  public void assertIs(String expected) {
    String difference = diff(expected);
    if (!difference.isEmpty()) {
      throw new AssertionError(
          "the keyspace is not as expected (- is missing, + was not expected):\n" + difference);
    }
  }

  /** The commands, each with its database before it, if that is not 0. */
  private static List<String> byDatabase(List<String> lines) {
    List<String> commands = new ArrayList<>();
    String database = "";
    for (String line : lines) {
      String command = line.strip();
      if (command.matches("(?i)select \\d+")) {
        String number = command.substring(command.lastIndexOf(' ') + 1);
        database = number.equals("0") ? "" : "[" + number + "] ";
      } else if (!command.isEmpty() && !command.startsWith("#")) {
        commands.add(database + command);
      }
    }
    Collections.sort(commands);
    return commands;
  }

  /** {@return a line for each command} */
  @Override
  public String toString() {
    return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
  }
}
