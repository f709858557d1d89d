package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.redis.internal.Command;
import dev.larder.redis.internal.CommandTable;
import dev.larder.redis.internal.command.Families;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The tables of docs/redis.md are what the command table says. */
class RedisGuideTest {
  private static final Path GUIDE = Path.of("docs", "redis.md");
  private static final String BEGIN = "<!-- commands -->\n";
  private static final String END = "<!-- end of commands -->\n";
  private static final String WRITE =
      "mvn -q test -Dtest=RedisGuideTest -Dlarder.redis.guide.write=true";

  /** What to know of some commands; a subcommand's stands with its command. */
  private static final Map<String, String> REMARKS =
      Map.ofEntries(
          Map.entry("COMMAND DOCS", "without arguments, complexity and history; our own summaries"),
          Map.entry("CONFIG SET", "refuses what would have no effect, or remembers it"),
          Map.entry("HRANDFIELD", "at most ten million repeated elements"),
          Map.entry("INFO", "what this server knows, not all fields"),
          Map.entry("MOVE", "O(n) for hashes and sets"),
          Map.entry("OBJECT IDLETIME", "always 0: reads are not noted"),
          Map.entry("PUBLISH", "counts embedded subscribers too"),
          Map.entry("SAVE", "a snapshot; an error when the store has no directory"),
          Map.entry("SRANDMEMBER", "at most ten million repeated elements"),
          Map.entry("SWAPDB", "O(n) in all that both hold"),
          Map.entry("WAIT", "answers at once: there are no replicas"),
          Map.entry("ZRANDMEMBER", "at most ten million repeated elements"));

  private static String table() {
    CommandTable table = new CommandTable();
    Families.addTo(table);
    Map<String, Map<String, Command>> groups = new TreeMap<>();
    for (Command command : table.all()) {
      Map<String, Command> group =
          groups.computeIfAbsent(command.group().text(), text -> new TreeMap<>());
      if (command.subcommands().isEmpty()) {
        group.put(shown(command), command);
      }
      command.subcommands().values().forEach(sub -> group.put(shown(sub), sub));
    }
    StringBuilder text = new StringBuilder(BEGIN);
    groups.forEach(
        (group, commands) -> {
          text.append("\n### ").append(group).append("\n\n");
          text.append("| command | since | what it does | remarks |\n|---|---|---|---|\n");
          commands.forEach(
              (name, command) ->
                  text.append("| ")
                      .append(name)
                      .append(" | ")
                      .append(command.since())
                      .append(" | ")
                      .append(command.summary().replace("|", "\\|"))
                      .append(" | ")
                      .append(REMARKS.getOrDefault(name, ""))
                      .append(" |\n"));
        });
    return text.append('\n').append(END).toString();
  }

  private static String shown(Command command) {
    return command.fullName().toUpperCase(Locale.ROOT).replace('|', ' ');
  }

  @Test
  void theTablesAreUpToDate() throws IOException {
    String guide = Files.readString(GUIDE);
    int from = guide.indexOf(BEGIN);
    int to = guide.indexOf(END) + END.length();
    if (Boolean.getBoolean("larder.redis.guide.write")) {
      guide = guide.substring(0, from) + table() + guide.substring(to);
      Files.writeString(GUIDE, guide);
      to = guide.indexOf(END) + END.length();
    }
    assertEquals(table(), guide.substring(from, to), "write them anew and commit them: " + WRITE);
  }

  @Test
  void eachRemarkIsAboutACommand() {
    String table = table();
    List<String> unknown = new ArrayList<>();
    for (String name : REMARKS.keySet()) {
      if (!table.contains("\n| " + name + " | ")) {
        unknown.add(name);
      }
    }
    assertEquals(List.of(), unknown);
  }

  @Test
  void everyRowSaysSinceWhenAndWhat() {
    assertTrue(table().lines().noneMatch(line -> line.matches("\\| [A-Z -]+ \\|  \\|.*")));
    assertTrue(table().lines().noneMatch(line -> line.matches("\\| .* \\| [0-9.]+ \\|  \\|.*")));
  }
}
