package dev.larder.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.Subscription;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.exceptions.JedisDataException;

/** What was called, what is there, what is left. */
@LarderTest
class LookInsideTest {
  private static final String ALL =
      """
      SET "a key" "two\\nlines"
      SET n 1
      PEXPIRE n 60000
      RPUSH list b a "" ä
      SADD set 1 2 3
      HSET hash a 1 b 2
      ZADD zset 1.5 one 2 two
      XADD stream 1-1 field value
      XGROUP CREATE stream group 1-1
      XGROUP CREATE empty group 0-0 MKSTREAM
      SET bytes "\\xff\\x00"
      SET # hash
      SELECT 3
      SET other 1
      """;

  @Test
  void commandsAreRecorded(TestRedis redis, TestTime time) {
    time.stop();
    time.set(Instant.EPOCH);
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      jedis.clientSetname("shop");
      jedis.select(2);
      jedis.set("user:1", "ann");
      assertThrows(JedisDataException.class, () -> jedis.lpush("user:1", "x"));
    }
    RecordedCommand set = redis.commands().like("set").all().get(0);
    assertEquals(List.of("SET", "user:1", "ann"), set.words());
    assertEquals(Instant.EPOCH, set.at());
    assertEquals("shop", set.clientName());
    assertEquals(2, set.database());
    assertEquals(
        "LPUSH user:1 x -> WRONGTYPE Operation against a key holding the wrong kind of value",
        redis.commands().like("LPUSH").all().get(0).toString());
    redis.commands().assertCalled("SET", "user:*", "ann");
    redis.commands().by("sh*").assertCalledTimes(1, "SET");
    redis.commands().assertNeverCalled("DEL");
  }

  @Test
  void whatWasCalledInsteadIsSaid(TestRedis redis) {
    assertMessage(
        "SET b was not called; nothing was called",
        () -> redis.commands().assertCalled("SET", "b"));
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      jedis.set("a", "1");
      jedis.get("a");
    }
    assertMessage("SET b was not called; but these were:\n", () -> assertSet(redis, "b"));
    assertMessage(": SET a 1\n", () -> assertSet(redis, "b"));
    assertMessage(": GET a\n", () -> redis.commands().assertCalled("DEL"));
    assertMessage(
        "GET was called 1 times, not 2:\n", () -> redis.commands().assertCalledTimes(2, "GET"));
    assertMessage("GET was called:\n", () -> redis.commands().assertNeverCalled("GET"));
    assertMessage(
        "DEL was not called within PT0.001S; what was called is:",
        () -> redis.awaitCommand(Duration.ofMillis(1), "DEL"));
  }

  private static void assertSet(TestRedis redis, String key) {
    redis.commands().assertCalled("SET", key);
  }

  private static void assertMessage(String part, Runnable failing) {
    String message = assertThrows(AssertionError.class, failing::run).getMessage();
    assertTrue(message.contains(part), message);
  }

  @Test
  void theKeyspaceIsTextThatCanBeLoaded(TestRedis redis, TestTime time) {
    time.stop();
    redis.load(ALL);
    String text = redis.keyspace().toString();
    assertEquals("", redis.keyspace().diff(ALL), text);
    redis.reset();
    assertEquals("", redis.keyspace().toString());
    redis.load(text);
    assertEquals(text, redis.keyspace().toString());
    redis.commands().assertNeverCalled("*"); // the kit's own are not recorded
  }

  @Test
  void theDifferenceIsSaid(TestRedis redis, Larder larder) {
    larder.map("stock", String.class, String.class).put("jam", "3");
    redis.keyspace().assertIs("HSET stock jam 3");
    assertMessage(
        "(- is missing, + was not expected):\n- SET a 1\n- [1] SET b 1\n+ HSET stock jam 3",
        () -> redis.keyspace().assertIs("SET a 1\nSELECT 1\nSET b 1"));
  }

  @Test
  void commandsOfATextRunAsRedisCliRunsThem(TestRedis redis, @TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("seed.txt");
    Files.writeString(file, "# a comment\n\n3 INCR n\nSET 'it is' \"a \\\"b\\\"\"\r\n");
    redis.load(file);
    redis.keyspace().assertIs("SET \"it is\" \"a \\\"b\\\"\"\nSET n 3");
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> redis.load("SET a\nSET b \"x\nSET c 1\nNO such"))
            .getMessage();
    assertEquals(
        "commands failed:\n"
            + "line 1: SET a: ERR wrong number of arguments for 'set' command\n"
            + "line 2: SET b \"x: a quote is not closed\n"
            + "line 4: NO such: ERR unknown command 'NO', with args beginning with: 'such' ",
        message);
    redis.commands().assertNeverCalled("SET");
  }

  @Test
  void leaksAreFound(TestRedis redis) {
    assertEquals(List.of(), redis.leaks());
    CompletableFuture<Void> subscribed = new CompletableFuture<>();
    JedisPubSub listener =
        new JedisPubSub() {
          @Override
          public void onSubscribe(String channel, int count) {
            subscribed.complete(null);
          }
        };
    Jedis open = new Jedis(redis.address().host(), redis.port(), 30_000);
    open.clientSetname("pool-1");
    CompletableFuture<Void> ended =
        CompletableFuture.runAsync(() -> open.subscribe(listener, "news"));
    subscribed.join();
    redis.load("SET a 1\nSET user:1 x\nSET user:2 x\nSET session 1 EX 60");
    List<String> leaks = redis.leaks();
    assertEquals(4, leaks.size(), leaks.toString());
    assertTrue(leaks.get(0).startsWith("open connection: client "), leaks.toString());
    assertTrue(leaks.get(0).contains(" pool-1 from 127.0.0.1:"), leaks.toString());
    assertTrue(leaks.get(1).startsWith("subscribed: client "), leaks.toString());
    assertEquals("1 without expiry: a", leaks.get(2));
    assertEquals("2 without expiry: user:*", leaks.get(3));
    listener.unsubscribe();
    ended.join();
    open.close();
    assertEquals(List.of(), redis.leaks(Leak.CONNECTIONS, Leak.SUBSCRIPTIONS));
  }

  @Test
  void subscriptionsOfThisJvmAreFound(TestRedis redis, Larder larder) {
    Subscription heard = larder.channel("news", String.class).subscribe(message -> {});
    List<String> leaks = redis.leaks(Leak.SUBSCRIPTIONS);
    assertEquals(List.of("subscribed in the JVM: " + heard.name()), leaks);
    assertTrue(leaks.get(0).contains("news"), leaks.toString());
    heard.close();
    assertEquals(List.of(), redis.leaks());
  }

  @Test
  void usageIsReported(TestRedis redis) {
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      for (int i = 0; i < 5; i++) {
        jedis.set("user:" + i, "x");
      }
      var pipeline = jedis.pipelined();
      for (int i = 0; i < 5; i++) {
        pipeline.get("user:" + i);
      }
      pipeline.sync();
      jedis.keys("*");
      jedis.lrange("list", 0, 9);
      jedis.lrange("list", 0, -1);
      assertThrows(JedisDataException.class, () -> jedis.sendCommand(() -> bytes("NOPE")));
    }
    UsageReport usage = redis.usage();
    assertEquals(5, usage.commands().get("SET"));
    assertEquals(Map.of("NOPE", 1L), usage.unknown());
    assertEquals(Map.of("KEYS", 1L, "LRANGE", 1L), usage.scans());
    assertEquals(Map.of("user:*", 5L), usage.lastingKeys());
    assertEquals(4, usage.savings().get("SET"));
    assertFalse(usage.savings().containsKey("GET"));
    assertTrue(usage.toString().contains("scans:\n       1 KEYS"), usage.toString());
    assertEquals(10, usage.and(usage).commands().get("SET"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
