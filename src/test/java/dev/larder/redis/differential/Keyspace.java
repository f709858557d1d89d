package dev.larder.redis.differential;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** All that a server holds, as far as a client can see it. */
record Keyspace(Map<String, Entry> entries) {
  private static final int DATABASES = 16;

  /**
   * Deadlines from 2100 on were given as such, and are the same on both sides to the millisecond.
   */
  private static final long ABSOLUTE_MILLIS = 4_102_444_800_000L;

  /** The key of a sorted set of distances: each library's sines and cosines end in other digits. */
  static final String DISTANCES = "distances";

  private static final double DISTANCE_TOLERANCE = 1e-11;

  /** One key: what it holds, and when it goes (milliseconds since 1970, -1 for never). */
  record Entry(String type, String encoding, long deadline, String content) {
    boolean same(Entry other) {
      long apart = Math.abs(deadline - other.deadline);
      boolean absolute = deadline < 0 || other.deadline < 0 || deadline >= ABSOLUTE_MILLIS;
      return apart <= (absolute ? 0 : Rules.TOLERANCE_SECONDS * 1_000)
          && type.equals(other.type)
          && encoding.equals(other.encoding)
          && content.equals(other.content);
    }

    /** Whether these are sorted sets whose scores differ in their last digits only. */
    boolean isNear(Entry other) {
      String[] mine = content.split("\"", -1);
      String[] others = other.content.split("\"", -1);
      boolean near =
          mine.length == others.length
              && new Entry(type, encoding, deadline, other.content).same(other);
      for (int i = 0; near && i < mine.length; i++) {
        near = mine[i].equals(others[i]) || apart(mine[i], others[i]) <= DISTANCE_TOLERANCE;
      }
      return near;
    }

    private static double apart(String left, String right) {
      try {
        double a = Double.parseDouble(left);
        return Math.abs(a - Double.parseDouble(right)) / Math.max(1, Math.abs(a));
      } catch (NumberFormatException e) {
        return Double.MAX_VALUE;
      }
    }
  }

  /** Reads it all, by a connection that spoke RESP2 and nothing else yet. */
  static Keyspace of(RespClient client) throws IOException {
    Map<String, Entry> entries = new TreeMap<>();
    for (int db = 0; db < DATABASES; db++) {
      Value selected = client.call("SELECT", Integer.toString(db));
      for (Value key : client.call("KEYS", "*").children()) {
        byte[] name = ((Value.Bulk) key).bytes();
        String at = "db " + db + (selected.isError() ? " " + selected : "") + " key ";
        entries.put(at + Bytes.quote(name), entry(client, name));
      }
    }
    return new Keyspace(entries);
  }

  private static Entry entry(RespClient client, byte[] key) throws IOException {
    String type = text(client.call(Bytes.of("TYPE"), key));
    String encoding = text(client.call(Bytes.of("OBJECT"), Bytes.of("ENCODING"), key));
    Value deadline = client.call(Bytes.of("PEXPIRETIME"), key);
    String content =
        switch (type) {
          case "string" -> client.call(Bytes.of("GET"), key).toString();
          case "hash" -> sorted(client.call(Bytes.of("HGETALL"), key), 2);
          case "list" -> ordered(client, "LRANGE", key, "0", "-1");
          case "set" -> sorted(client.call(Bytes.of("SMEMBERS"), key), 1);
          case "zset" -> ordered(client, "ZRANGE", key, "0", "-1", "WITHSCORES");
          case "stream" -> stream(client, key);
          default -> "?";
        };
    long millis = deadline instanceof Value.Int number ? number.number() : -2;
    return new Entry(type, encoding, millis, content);
  }

  /** Entries, what XINFO STREAM says but for its own storage, and the groups. */
  private static String stream(RespClient client, byte[] key) throws IOException {
    List<Value> info = client.call(Bytes.of("XINFO"), Bytes.of("STREAM"), key).children();
    StringBuilder text = new StringBuilder(ordered(client, "XRANGE", key, "-", "+"));
    for (int i = 0; i + 1 < info.size(); i += 2) {
      if (!text(info.get(i)).startsWith("radix-tree")) {
        text.append(", ").append(info.get(i)).append(' ').append(info.get(i + 1));
      }
    }
    Value groups = client.call(Bytes.of("XINFO"), Bytes.of("GROUPS"), key);
    return text.append(", groups ").append(groups).toString();
  }

  private static String ordered(RespClient client, String command, byte[] key, String... rest)
      throws IOException {
    List<byte[]> args = new ArrayList<>(List.of(Bytes.of(command), key));
    for (String arg : rest) {
      args.add(Bytes.of(arg));
    }
    return client.call(args.toArray(byte[][]::new)).toString();
  }

  private static String sorted(Value value, int each) {
    List<String> groups = new ArrayList<>();
    List<Value> all = value.children();
    for (int i = 0; i < all.size(); i += each) {
      groups.add(all.subList(i, i + each).toString());
    }
    return all.isEmpty() ? value.toString() : groups.stream().sorted().toList().toString();
  }

  private static String text(Value value) {
    if (value instanceof Value.Bulk bulk) {
      return Bytes.text(bulk.bytes());
    }
    return value instanceof Value.Simple simple ? simple.text() : value.toString();
  }

  /** The first key, in the order of names, that is not the same in both. */
  Optional<Difference> differenceTo(Keyspace real, int index) {
    TreeSet<String> keys = new TreeSet<>(entries.keySet());
    keys.addAll(real.entries.keySet());
    for (String key : keys) {
      Entry a = entries.get(key);
      Entry b = real.entries.get(key);
      boolean same =
          a != null && b != null && (a.same(b) || key.contains(DISTANCES) && a.isNear(b));
      if (!same) {
        String at = "the keyspace in the end: " + key;
        return Optional.of(new Difference(index, at, String.valueOf(a), String.valueOf(b)));
      }
    }
    return Optional.empty();
  }
}
