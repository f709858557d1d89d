package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What COMMAND says of each of our commands is what the real server says of it. */
class CommandTableTest {
  /** The parts of COMMAND INFO. */
  private static final List<String> PARTS =
      List.of(
          "name", "arity", "flags", "first", "last", "step", "acl", "tips", "keys", "subcommands");

  private static final int TIPS = 7;
  private static final int KEYS = 8;

  @BeforeEach
  void reference() {
    RealRedis.assumeInstalled();
  }

  @Test
  void infoIsAsTheRealServers() throws IOException {
    List<String> different = new ArrayList<>();
    ask(
        (ours, real, name) -> {
          List<Value> our = info(ours, name);
          List<Value> their = info(real, name);
          if (their.isEmpty()) {
            different.add(name + " is none of Redis's");
            return;
          }
          for (int i = 0; i < PARTS.size() - 1; i++) {
            String a = part(i, our.get(i));
            String b = part(i, their.get(i));
            if (!a.equals(b)) {
              different.add(name + ": " + PARTS.get(i) + "\n  ours " + a + "\n  real " + b);
            }
          }
        });
    assertEquals(List.of(), different, () -> "\n" + String.join("\n", different));
  }

  @Test
  void docsAreAsTheRealServers() throws IOException {
    List<String> different = new ArrayList<>();
    ask(
        (ours, real, name) -> {
          Map<String, String> our = docs(ours, name);
          Map<String, String> their = docs(real, name);
          for (String field : FIELDS) {
            String a = our.getOrDefault(field, "-");
            String b = their.getOrDefault(field, "-");
            if (!a.equals(b)) {
              different.add(name + ": " + field + ", ours " + a + ", real " + b);
            }
          }
          if (our.getOrDefault("summary", "").length() < 4) {
            different.add(name + " has no summary");
          }
          if (our.get("summary").equals(their.get("summary"))) {
            different.add(name + " has Redis's summary: write one of your own");
          }
        });
    assertEquals(List.of(), different, () -> "\n" + String.join("\n", different));
  }

  @Test
  void categoriesListTheSameCommands() throws IOException {
    try (Ours ours = Ours.start();
        RealRedis real = RealRedis.start();
        RespClient our = new RespClient(ours.address());
        RespClient their = new RespClient(real.address())) {
      Set<String> known = Coverage.names(our.call("COMMAND", "LIST"));
      assertTrue(known.contains("CONFIG|GET"), known::toString);
      for (String category : List.of("string", "read", "dangerous", "fast", "nosuch")) {
        String[] list = {"COMMAND", "LIST", "FILTERBY", "ACLCAT", category};
        Set<String> expected = Coverage.names(their.call(list));
        expected.retainAll(known);
        assertEquals(expected, Coverage.names(our.call(list)), category);
      }
    }
  }

  /** Of COMMAND DOCS; texts are our own. */
  private static final List<String> FIELDS =
      List.of("since", "group", "doc_flags", "deprecated_since", "arguments");

  /** Asks about one command or subcommand. */
  private interface Question {
    void ask(RespClient ours, RespClient real, String name) throws IOException;
  }

  private static void ask(Question question) throws IOException {
    try (Ours ours = Ours.start();
        RealRedis real = RealRedis.start();
        RespClient our = RespClient.open(ours.address(), 3);
        RespClient their = RespClient.open(real.address(), 3)) {
      Set<String> names = Coverage.names(our.call("COMMAND", "LIST"));
      assertTrue(names.size() > 150, names::toString);
      for (String name : names) {
        question.ask(our, their, name);
      }
    }
  }

  private static List<Value> info(RespClient client, String name) throws IOException {
    return client.call("COMMAND", "INFO", name).children().get(0).children();
  }

  private static Map<String, String> docs(RespClient client, String name) throws IOException {
    Map<String, String> fields = new TreeMap<>();
    List<Value> all = client.call("COMMAND", "DOCS", name).children();
    List<Value> pairs = all.isEmpty() ? List.of() : all.get(1).children();
    for (int i = 0; i + 1 < pairs.size(); i += 2) {
      fields.put(text(pairs.get(i)), text(pairs.get(i + 1)));
    }
    return fields;
  }

  private static String text(Value value) {
    return value instanceof Value.Bulk bulk ? Bytes.text(bulk.bytes()) : value.toString();
  }

  /** One part of COMMAND INFO; sets in one order, without notes, and of the tips only some. */
  private static String part(int index, Value value) {
    if (index == TIPS) {
      return value.children().stream()
          .map(Value::toString)
          .filter(tip -> tip.contains("nondeterministic"))
          .collect(Collectors.joining(" "));
    }
    if (index == KEYS) {
      return value.children().stream()
          .map(spec -> spec(spec.children()))
          .collect(Collectors.joining(" ; "));
    }
    return sorted(value);
  }

  private static String spec(List<Value> fields) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i + 1 < fields.size(); i += 2) {
      if (!text(fields.get(i)).equals("notes")) {
        texts.add(text(fields.get(i)) + "=" + sorted(fields.get(i + 1)));
      }
    }
    return String.join(" ", texts);
  }

  private static String sorted(Value value) {
    if (!(value instanceof Value.SetValue set)) {
      return value.toString();
    }
    return new TreeSet<>(set.elements().stream().map(Value::toString).toList()).toString();
  }
}
