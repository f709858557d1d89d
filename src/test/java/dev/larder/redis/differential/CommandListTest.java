package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The list of commands in {@code docs/redis.md} is made from the table and the real server. */
class CommandListTest {
  private static final Path TEXT = Path.of("docs", "redis.md");
  private static final String BEGIN = "<!-- commands: made by CommandListTest -->\n";
  private static final String END = "<!-- end of commands -->\n";
  private static final String REGENERATE =
      "mvn -q test -Dtest=CommandListTest -Dlarder.commands.write=true";

  @BeforeEach
  void reference() {
    RealRedis.assumeInstalled();
  }

  @Test
  void isWhatTheTableSays() throws IOException {
    String text = Files.readString(TEXT);
    int begin = text.indexOf(BEGIN) + BEGIN.length();
    int end = text.indexOf(END);
    assertTrue(begin >= BEGIN.length() && end >= begin, "the marks are missing");
    String actual = list();
    if (Boolean.getBoolean("larder.commands.write")) {
      text = text.substring(0, begin) + actual + text.substring(end);
      Files.writeString(TEXT, text);
    }
    assertTrue(
        text.contains(BEGIN + actual + END),
        () -> TEXT + " is stale; write its list anew and commit it: " + REGENERATE);
  }

  private static String list() throws IOException {
    try (Ours ours = Ours.start();
        RealRedis real = RealRedis.start();
        RespClient our = RespClient.open(ours.address(), 3);
        RespClient their = RespClient.open(real.address(), 3)) {
      Set<String> known = Coverage.names(our.call("COMMAND", "LIST"));
      StringBuilder text = new StringBuilder("\n| command | since | supported | what it does |\n");
      text.append("|---|---|---|---|\n");
      List<String> unknown = new ArrayList<>();
      for (String name : Coverage.names(their.call("COMMAND", "LIST"))) {
        if (known.contains(name)) {
          row(text, name, docs(our, name));
        } else {
          unknown.add("`" + name.replace('|', ' ') + "`");
        }
      }
      return text + "\nNot served; they answer as unknown:\n\n" + wrapped(unknown) + "\n";
    }
  }

  private static void row(StringBuilder text, String name, TreeMap<String, String> docs) {
    text.append("| `").append(name.replace('|', ' ')).append("` | ");
    text.append(docs.get("since")).append(" | yes | ").append(docs.get("summary"));
    String deprecated = docs.get("deprecated_since");
    if (deprecated != null) {
      text.append(" Deprecated since ").append(deprecated).append('.');
    }
    text.append(" |\n");
  }

  private static TreeMap<String, String> docs(RespClient client, String name) throws IOException {
    TreeMap<String, String> fields = new TreeMap<>();
    List<Value> pairs =
        client.call("COMMAND", "DOCS", name.toLowerCase(Locale.ROOT)).children().get(1).children();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      if (pairs.get(i + 1) instanceof Value.Bulk value) {
        fields.put(Bytes.text(((Value.Bulk) pairs.get(i)).bytes()), Bytes.text(value.bytes()));
      }
    }
    return fields;
  }

  /** Comma after comma, in lines that a reader of the source can read. */
  private static String wrapped(List<String> names) {
    StringBuilder text = new StringBuilder();
    int column = 0;
    for (String name : names) {
      if (column > 0) {
        text.append(column > 90 ? ",\n" : ", ");
        column = column > 90 ? 0 : column + 2;
      }
      text.append(name);
      column += name.length();
    }
    return text.append(".\n").toString();
  }
}
