package dev.larder.redis.differential;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.junit.LarderKit;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which commands are a use of a key, as {@code OBJECT IDLETIME} tells: asked of the real one. */
class IdleTimeTest {
  /** What makes a key of each type; K is its name. Redis shares its objects for small numbers. */
  private static final Map<String, String> MADE_BY =
      Map.of(
          "string", "SET K 50000",
          "hash", "HSET K f 1",
          "list", "RPUSH K a b",
          "set", "SADD K a b",
          "zset", "ZADD K 1 a 2 b",
          "stream", "XADD K 1-1 f v");

  /** Commands, each on a key of its own, of this type; "none" begins without it. */
  private static final Map<String, List<String>> COMMANDS =
      Map.of(
          "string",
          List.of(
              "GET K",
              "SET K 60000",
              "SET K 60000 NX",
              "SETNX K 60000",
              "GETSET K 60000",
              "GETEX K",
              "APPEND K x",
              "STRLEN K",
              "GETRANGE K 0 1",
              "SETRANGE K 0 x",
              "INCR K",
              "MGET K other",
              "MSET K 70000",
              "BITCOUNT K",
              "SETBIT K 1 1",
              "GETBIT K 1",
              "TYPE K",
              "TTL K",
              "PTTL K",
              "EXPIRETIME K",
              "PEXPIRETIME K",
              "EXISTS K",
              "TOUCH K",
              "OBJECT ENCODING K",
              "OBJECT REFCOUNT K",
              "OBJECT IDLETIME K",
              "MEMORY USAGE K",
              "EXPIRE K 100",
              "EXPIRE K 100 XX",
              "PERSIST K",
              "COPY K K-copy",
              "WATCH K"),
          "hash",
          List.of("HGET K f", "HGETALL K", "HSET K f 2", "HDEL K none", "HLEN K", "HSCAN K 0"),
          "list",
          List.of(
              "LRANGE K 0 -1",
              "LLEN K",
              "RPUSH K c",
              "LPOP K",
              "LREM K 1 none",
              "LPUSHX K a",
              "SORT K ALPHA"),
          "set",
          List.of("SMEMBERS K", "SCARD K", "SADD K a", "SREM K none", "SINTER K K", "SPOP K"),
          "zset",
          List.of("ZRANGE K 0 -1", "ZCARD K", "ZADD K 1 a", "ZREM K none", "ZSCORE K a"),
          "stream",
          List.of("XLEN K", "XRANGE K - +", "XADD K * f v", "XINFO STREAM K", "XDEL K 9-9"),
          "none",
          List.of(
              "SET K 10000",
              "HSET K f 1",
              "RPUSH K a",
              "SADD K a",
              "XADD K * f v",
              "MSET K 10000"));

  @BeforeAll
  static void reference() {
    RealRedis.assumeInstalled();
  }

  @Test
  void theSameCommandsAreUses() throws IOException {
    try (RealRedis real = RealRedis.start();
        LarderKit kit = LarderKit.start()) {
      InetSocketAddress ours =
          new InetSocketAddress(kit.redis().address().host(), kit.redis().port());
      make(real.address());
      kit.time().stop();
      make(ours);
      kit.time().advance(Duration.ofSeconds(100));
      await().atMost(Duration.ofSeconds(30)).until(() -> idle(real.address(), "string:GET K") >= 2);
      assertEquals(100, idle(ours, "string:GET K"));
      Map<String, Boolean> expected = used(real.address());
      assertTrue(expected.containsValue(true) && expected.containsValue(false));
      assertEquals(lines(expected), lines(used(ours)));
      List<Boolean> elsewhere = usedOnTheWay(real.address());
      assertEquals(List.of(false, true), elsewhere);
      assertEquals(elsewhere, usedOnTheWay(ours));
    }
  }

  /** Whether an exchange of databases was a use of a key, and whether to move it was. */
  private static List<Boolean> usedOnTheWay(InetSocketAddress address) throws IOException {
    String key = "string:OBJECT IDLETIME K";
    try (RespClient client = new RespClient(address)) {
      assertTrue(!client.call("SWAPDB", "0", "1").isError());
      assertTrue(!client.call("SELECT", "1").isError());
      boolean byExchange = idle(client, key) < 2;
      assertTrue(!client.call("MOVE", key, "2").isError());
      assertTrue(!client.call("SELECT", "2").isError());
      return List.of(byExchange, idle(client, key) < 2);
    }
  }

  @Test
  void whatATransactionMakesIsUsedByIt() throws IOException {
    try (LarderKit kit = LarderKit.start()) {
      kit.time().stop();
      InetSocketAddress address =
          new InetSocketAddress(kit.redis().address().host(), kit.redis().port());
      try (RespClient client = new RespClient(address)) {
        client.call("SET", "old", "50000");
        kit.time().advance(Duration.ofSeconds(100));
        for (String command :
            List.of(
                "MULTI",
                "FLUSHDB",
                "SET old 60000",
                "HSET new f 1",
                "OBJECT IDLETIME old",
                "OBJECT IDLETIME new")) {
          client.call(command.split(" "));
        }
        List<Value> replies = client.call("EXEC").children();
        assertEquals(List.of(new Value.Int(0), new Value.Int(0)), replies.subList(3, 5));
        assertEquals(0, idle(client, "old"));
        assertEquals(0, idle(client, "new"));
      }
    }
  }

  private static String lines(Map<String, Boolean> used) {
    return used.toString().replace(", ", "\n");
  }

  private static void make(InetSocketAddress address) throws IOException {
    try (RespClient client = new RespClient(address)) {
      for (String type : MADE_BY.keySet()) {
        for (String command : COMMANDS.get(type)) {
          run(client, MADE_BY.get(type), type + ":" + command);
        }
      }
    }
  }

  private static Value run(RespClient client, String command, String key) throws IOException {
    String[] words = command.split(" ");
    for (int i = 1; i < words.length; i++) {
      words[i] = words[i].startsWith("K") ? words[i].replace("K", key) : words[i];
    }
    Value reply = client.call(words);
    assertTrue(!reply.isError(), () -> command + ": " + reply);
    return reply;
  }

  private static long idle(InetSocketAddress address, String key) throws IOException {
    try (RespClient client = new RespClient(address)) {
      return idle(client, key);
    }
  }

  private static long idle(RespClient client, String key) throws IOException {
    return ((Value.Int) client.call("OBJECT", "IDLETIME", key)).number();
  }

  /** For each command whether it was a use: afterwards the key is idle for a shorter time. */
  private static Map<String, Boolean> used(InetSocketAddress address) throws IOException {
    Map<String, Boolean> used = new TreeMap<>();
    for (String type : COMMANDS.keySet()) {
      for (String command : COMMANDS.get(type)) {
        String key = type + ":" + command;
        long before = type.equals("none") ? 2 : idle(address, key);
        try (RespClient client = new RespClient(address)) {
          run(client, command, key);
        }
        used.put(key, idle(address, key) < before);
      }
    }
    return used;
  }
}
