package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** DEBUG and MEMORY: what tests of clients use of them. */
class DebugTest {
  private static final List<String> KEYS =
      List.of("text", "long", "number", "list", "longlist", "hash", "set", "numbers", "zset");

  private static void fill(RespClient client) throws IOException {
    client.call("SET", "text", "hello");
    client.call("SET", "long", "0123456789abcdefghij");
    client.call("SET", "number", "123456");
    client.call("RPUSH", "list", "a", "-5", "300", "70000", "1234567890123", "b".repeat(100));
    client.call("HSET", "hash", "f", "v", "g", "12");
    client.call("SADD", "set", "a", "bb", "ccc");
    client.call("SADD", "numbers", "1", "2", "70000");
    client.call("ZADD", "zset", "1", "a", "2.5", "b");
    for (int i = 0; i < 300; i++) {
      client.call("RPUSH", "longlist", "x".repeat(100));
    }
  }

  /** All but the address, the clock, and what compression would save of a long list. */
  private static List<String> objects(Ours server) throws IOException {
    List<String> lines = new ArrayList<>();
    try (RespClient client = new RespClient(server.address())) {
      client.call("CONFIG", "SET", "rdbcompression", "no");
      fill(client);
      for (String key : KEYS) {
        String line = client.call("DEBUG", "OBJECT", key).toString();
        lines.add(key + line.replaceAll(":0x\\w+", "").replaceAll("(lru|idle):\\d+", "$1"));
      }
    }
    return lines;
  }

  @Test
  void objectsAreDescribedAsRedisDoes() throws IOException {
    RealRedis.assumeInstalled();
    try (Ours ours = Ours.start();
        RealRedis real = RealRedis.start()) {
      assertEquals(String.join("\n", objects(real)), String.join("\n", objects(ours)));
    }
  }

  @Test
  void memoryIsOfRedissOrder() throws IOException {
    RealRedis.assumeInstalled();
    try (Ours ours = Ours.start();
        RealRedis real = RealRedis.start();
        RespClient our = new RespClient(ours.address());
        RespClient their = new RespClient(real.address())) {
      fill(our);
      fill(their);
      our.call("SET", "large", "x".repeat(100_000));
      their.call("SET", "large", "x".repeat(100_000));
      List<String> keys = new ArrayList<>(KEYS);
      keys.add("large");
      for (String key : keys) {
        long a = ((Value.Int) our.call("MEMORY", "USAGE", key, "SAMPLES", "0")).number();
        long b = ((Value.Int) their.call("MEMORY", "USAGE", key, "SAMPLES", "0")).number();
        assertTrue(a > b / 8 && a < b * 8, key + ": ours " + a + ", real " + b);
      }
    }
  }

  @Test
  void allWaitWhileTheServerSleeps() throws IOException {
    try (Ours ours = Ours.start();
        RespClient sleeper = new RespClient(ours.address());
        RespClient other = new RespClient(ours.address())) {
      other.call("PING");
      long begin = System.nanoTime();
      sleeper.send(List.of(Bytes.of("DEBUG"), Bytes.of("SLEEP"), Bytes.of("0.3")));
      sleeper.send(List.of(Bytes.of("PING")));
      sleeper.flush();
      Awaitility.await()
          .pollInterval(Duration.ofMillis(1))
          .until(
              () -> {
                long before = System.nanoTime();
                other.call("PING");
                return System.nanoTime() - before > 50_000_000;
              });
      assertTrue(System.nanoTime() - begin >= 290_000_000);
      assertEquals("+OK", sleeper.read().toString());
      assertEquals("+PONG", sleeper.read().toString());
    }
  }

  @Test
  void whoLeavesWhileItSleepsHurtsNobody() throws IOException {
    try (Ours ours = Ours.start();
        RespClient other = new RespClient(ours.address())) {
      try (RespClient sleeper = new RespClient(ours.address())) {
        sleeper.send(List.of(Bytes.of("DEBUG"), Bytes.of("SLEEP"), Bytes.of("0.1")));
        sleeper.flush();
      }
      for (int i = 0; i < 3; i++) {
        assertEquals("+OK", other.call("DEBUG", "SLEEP", "0.05").toString());
      }
    }
  }

  @Test
  void withoutActiveExpireWhatHasRunOutIsFoundByLooking() throws IOException {
    MovableClock clock = new MovableClock();
    try (Larder larder = Larder.builder().clock(clock).open();
        RedisEndpoint redis = larder.redis(0);
        RespClient client =
            RespClient.open(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port()), 3)) {
      client.call("CONFIG", "SET", "notify-keyspace-events", "Ex");
      client.send(List.of(Bytes.of("PSUBSCRIBE"), Bytes.of("*:expired")));
      client.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
      client.call("PSETEX", "a", "10", "v");
      client.call("PSETEX", "b", "10", "v");
      clock.advance(Duration.ofSeconds(1));
      client.call("DEBUG", "SLEEP", "0.2"); // some ticks of the sweeper
      assertEquals(0, expired(client));
      client.call("GET", "a");
      client.call("PING");
      assertEquals(1, expired(client));
      client.call("DEBUG", "SET-ACTIVE-EXPIRE", "1");
      Awaitility.await().until(() -> !client.call("PING").isError() && expired(client) == 2);
    }
  }

  private static long expired(RespClient client) {
    return client.pushes().stream()
        .filter(push -> push.toString().startsWith("push[\"pmessage\""))
        .count();
  }
}
