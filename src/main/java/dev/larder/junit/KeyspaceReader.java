package dev.larder.junit;

import dev.larder.redis.internal.Server;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads all that a server holds, through its own commands. */
final class KeyspaceReader {
  private final KitClient client;
  private final List<String> lines = new ArrayList<>();

  private KeyspaceReader(KitClient client) {
    this.client = client;
  }

  static Keyspace read(KitClient client) {
    KeyspaceReader reader = new KeyspaceReader(client);
    for (int database = 0; database < Server.DATABASES; database++) {
      List<byte[]> keys = reader.keys(database);
      if (!keys.isEmpty() && database > 0) {
        reader.lines.add("SELECT " + database);
      }
      keys.forEach(reader::key);
    }
    return new Keyspace(reader.lines);
  }

  /** How many keys of each kind never expire, a kind being a name with * for each number. */
  static Map<String, Long> lasting(KitClient client) {
    KeyspaceReader reader = new KeyspaceReader(client);
    Map<String, Long> kinds = new TreeMap<>();
    for (int database = 0; database < Server.DATABASES; database++) {
      for (byte[] key : reader.keys(database)) {
        if (Long.valueOf(-1).equals(client.ask(words("PTTL", key)))) {
          kinds.merge(Words.word(key).replaceAll("[0-9]+", "*"), 1L, Long::sum);
        }
      }
    }
    return kinds;
  }

  private List<byte[]> keys(int database) {
    client.ask("SELECT", Integer.toString(database));
    List<byte[]> keys = new ArrayList<>(list("KEYS", "*"));
    keys.sort(Arrays::compareUnsigned);
    return keys;
  }

  private void key(byte[] key) {
    String type = new String(client.bytes(words("TYPE", key)), StandardCharsets.US_ASCII);
    switch (type) {
      case "none" -> {
        return; // it has run out since
      }
      case "string" -> line("SET", key, List.of(client.bytes(words("GET", key))));
      case "list" -> line("RPUSH", key, list("LRANGE", key, "0", "-1"));
      case "set" -> line("SADD", key, sorted(list("SMEMBERS", key), 1));
      case "hash" -> line("HSET", key, sorted(list("HGETALL", key), 2));
      case "zset" -> line("ZADD", key, swapped(list("ZRANGE", key, "0", "-1", "WITHSCORES")));
      case "stream" -> stream(key);
      default -> lines.add("# " + Words.word(key) + " is a " + type);
    }
    if (client.ask(words("PTTL", key)) instanceof Long left && left >= 0) {
      line("PEXPIRE", key, List.of(KitClient.latin(left.toString())));
    }
  }

  private void stream(byte[] key) {
    List<?> entries = client.list(words("XRANGE", key, "-", "+"));
    for (Object entry : entries) {
      List<?> pair = (List<?>) entry;
      List<byte[]> rest = new ArrayList<>();
      rest.add((byte[]) pair.get(0));
      rest.addAll(bytes((List<?>) pair.get(1)));
      line("XADD", key, rest);
    }
    List<?> groups = client.list(words("XINFO", "GROUPS", key));
    for (Object group : groups) {
      Map<String, byte[]> told = pairs((List<?>) group);
      List<byte[]> create = new ArrayList<>();
      create.add(KitClient.latin("CREATE"));
      create.add(key);
      create.add(told.getOrDefault("name", new byte[0]));
      create.add(told.getOrDefault("last-delivered-id", new byte[0]));
      if (entries.isEmpty()) {
        create.add(KitClient.latin("MKSTREAM"));
      }
      lines.add("XGROUP " + Words.line(create));
    }
    if (entries.isEmpty() && groups.isEmpty()) {
      lines.add("# " + Words.word(key) + " is a stream without entries");
    }
  }

  private static Map<String, byte[]> pairs(List<?> flat) {
    Map<String, byte[]> pairs = new LinkedHashMap<>();
    for (int i = 0; i + 1 < flat.size(); i += 2) {
      if (flat.get(i) instanceof byte[] name && flat.get(i + 1) instanceof byte[] value) {
        pairs.put(new String(name, StandardCharsets.US_ASCII), value);
      }
    }
    return pairs;
  }

  private void line(String command, byte[] key, List<byte[]> rest) {
    lines.add(command + " " + Words.word(key) + (rest.isEmpty() ? "" : " " + Words.line(rest)));
  }

  private List<byte[]> list(Object... words) {
    return bytes(client.list(words(words)));
  }

  private static List<byte[]> bytes(List<?> list) {
    List<byte[]> all = new ArrayList<>();
    for (@Nullable Object each : list) {
      all.add((byte[]) each);
    }
    return all;
  }

  private static List<byte[]> words(Object... words) {
    return Arrays.stream(words)
        .map(word -> word instanceof byte[] bytes ? bytes : KitClient.latin((String) word))
        .toList();
  }

  /** Groups of so many words, sorted by their first. */
  private static List<byte[]> sorted(List<byte[]> flat, int width) {
    List<List<byte[]>> groups = new ArrayList<>();
    for (int i = 0; i < flat.size(); i += width) {
      groups.add(flat.subList(i, i + width));
    }
    groups.sort(Comparator.comparing(group -> group.get(0), Arrays::compareUnsigned));
    return groups.stream().flatMap(List::stream).toList();
  }

  /** A member and its score, the other way round. */
  private static List<byte[]> swapped(List<byte[]> flat) {
    List<byte[]> swapped = new ArrayList<>();
    for (int i = 0; i < flat.size(); i += 2) {
      swapped.add(flat.get(i + 1));
      swapped.add(flat.get(i));
    }
    return swapped;
  }
}
