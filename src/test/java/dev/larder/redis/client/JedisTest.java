package dev.larder.redis.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisProtocol;
import redis.clients.jedis.Response;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.Transaction;
import redis.clients.jedis.args.GeoUnit;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.resps.ScanResult;
import redis.clients.jedis.resps.StreamEntry;

class JedisTest {
  private static final int PATIENCE_SECONDS = 30;

  @SuppressWarnings("NullAway.Init")
  private static BothServers servers;

  @BeforeAll
  static void start() throws IOException {
    servers = new BothServers();
  }

  @AfterAll
  static void stop() throws IOException {
    servers.close();
  }

  private static Jedis connect(int port, RedisProtocol protocol) {
    return new Jedis(
        new HostAndPort("127.0.0.1", port),
        DefaultJedisClientConfig.builder().protocol(protocol).build());
  }

  private static Jedis emptied(BothServers.Which which) {
    Jedis jedis = connect(servers.port(which), RedisProtocol.RESP2);
    jedis.flushAll();
    return jedis;
  }

  @ParameterizedTest
  @EnumSource
  void stringsAndExpiry(BothServers.Which which) {
    try (Jedis jedis = emptied(which)) {
      assertEquals("OK", jedis.set("k", "v", SetParams.setParams().nx().ex(100)));
      assertNull(jedis.set("k", "w", SetParams.setParams().nx()));
      assertTrue(jedis.ttl("k") > 90);
      assertEquals("v", jedis.setGet("k", "x"));
      assertEquals(-1, jedis.ttl("k"));
      assertEquals(5, jedis.incrBy("n", 5));
      assertThrows(JedisDataException.class, () -> jedis.incr("k"));
      assertEquals(Set.of("k", "n"), jedis.keys("*"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void collections(BothServers.Which which) {
    try (Jedis jedis = emptied(which)) {
      jedis.hset("h", Map.of("a", "1", "b", "2"));
      assertEquals(Map.of("a", "1", "b", "2"), jedis.hgetAll("h"));
      jedis.rpush("l", "a", "b", "c");
      assertEquals(List.of("b", "c"), jedis.lrange("l", 1, -1));
      jedis.sadd("s", "x", "y");
      jedis.sadd("t", "y", "z");
      assertEquals(Set.of("y"), jedis.sinter("s", "t"));
      jedis.zadd("z", Map.of("ann", 2.0, "bob", 1.0));
      assertEquals(List.of("bob", "ann"), jedis.zrange("z", 0, -1));
      jedis.geoadd("g", 13.361389, 38.115556, "Palermo");
      jedis.geoadd("g", 15.087269, 37.502669, "Catania");
      assertEquals(166.2742, jedis.geodist("g", "Palermo", "Catania", GeoUnit.KM));
      jedis.pfadd("p", "a", "b", "c", "a");
      assertEquals(3, jedis.pfcount("p"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void scansSeeAll(BothServers.Which which) {
    try (Jedis jedis = emptied(which)) {
      Set<String> expected = new TreeSet<>();
      for (int i = 0; i < 1_000; i++) {
        jedis.set("key:" + i, "v");
        jedis.hset("h", "field:" + i, "v");
        expected.add("key:" + i);
      }
      Set<String> seen = new TreeSet<>();
      ScanParams params = new ScanParams().match("key:*").count(50);
      String cursor = ScanParams.SCAN_POINTER_START;
      do {
        ScanResult<String> page = jedis.scan(cursor, params);
        seen.addAll(page.getResult());
        cursor = page.getCursor();
      } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
      assertEquals(expected, seen);
      Set<String> fields = new TreeSet<>();
      do {
        ScanResult<Map.Entry<String, String>> page = jedis.hscan("h", cursor, new ScanParams());
        page.getResult().forEach(entry -> fields.add(entry.getKey()));
        cursor = page.getCursor();
      } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
      assertEquals(1_000, fields.size());
    }
  }

  @ParameterizedTest
  @EnumSource
  void pipelineAndTransaction(BothServers.Which which) {
    try (Jedis jedis = emptied(which);
        Jedis other = connect(servers.port(which), RedisProtocol.RESP3)) {
      Pipeline pipeline = jedis.pipelined();
      List<Response<Long>> counts = new ArrayList<>();
      for (int i = 0; i < 1_000; i++) {
        counts.add(pipeline.incr("n"));
      }
      pipeline.sync();
      assertEquals(1_000, counts.get(999).get());

      jedis.watch("n");
      Transaction transaction = jedis.multi();
      Response<Long> inside = transaction.incr("n");
      transaction.lpush("l", "x");
      assertEquals(List.of(1_001L, 1L), transaction.exec());
      assertEquals(1_001, inside.get());

      jedis.watch("n");
      other.incr("n");
      Transaction late = jedis.multi();
      late.set("n", "0");
      assertNull(late.exec());
      assertEquals("1002", jedis.get("n"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void blockingPop(BothServers.Which which) throws Exception {
    try (Jedis jedis = emptied(which);
        Jedis taker = connect(servers.port(which), RedisProtocol.RESP3)) {
      CompletableFuture<List<String>> taken =
          CompletableFuture.supplyAsync(() -> taker.blpop(PATIENCE_SECONDS, "jobs"));
      jedis.rpush("jobs", "a");
      assertEquals(List.of("jobs", "a"), taken.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      assertNull(taker.blpop(0.01, "jobs"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void publishAndSubscribe(BothServers.Which which) throws Exception {
    try (Jedis jedis = emptied(which);
        Jedis listener = connect(servers.port(which), RedisProtocol.RESP2)) {
      CountDownLatch subscribed = new CountDownLatch(1);
      CompletableFuture<String> heard = new CompletableFuture<>();
      JedisPubSub handler =
          new JedisPubSub() {
            @Override
            public void onPSubscribe(String pattern, int count) {
              subscribed.countDown();
            }

            @Override
            public void onPMessage(String pattern, String channel, String message) {
              heard.complete(channel + " " + message);
              punsubscribe();
            }
          };
      CompletableFuture<Void> listening =
          CompletableFuture.runAsync(() -> listener.psubscribe(handler, "news.*"));
      assertTrue(subscribed.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
      assertEquals(1, jedis.publish("news.local", "open"));
      assertEquals("news.local open", heard.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }
  }

  @ParameterizedTest
  @EnumSource
  void streamsWithGroups(BothServers.Which which) {
    try (Jedis jedis = emptied(which)) {
      StreamEntryID first = jedis.xadd("s", StreamEntryID.NEW_ENTRY, Map.of("f", "v"));
      jedis.xgroupCreate("s", "g", new StreamEntryID("0-0"), false);
      List<Map.Entry<String, List<StreamEntry>>> read =
          jedis.xreadGroup(
              "g",
              "c",
              XReadGroupParams.xReadGroupParams().count(10),
              Map.of("s", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
      assertEquals(first, read.get(0).getValue().get(0).getID());
      assertEquals(1, jedis.xpending("s", "g").getTotal());
      assertEquals(1, jedis.xack("s", "g", first));
      assertEquals(0, jedis.xpending("s", "g").getTotal());
    }
  }

  @ParameterizedTest
  @EnumSource
  void asksTheServer(BothServers.Which which) {
    try (Jedis jedis = emptied(which)) {
      assertTrue(jedis.info("server").contains("redis_version:7.0."));
      assertEquals("OK", jedis.configSet("notify-keyspace-events", "KEA"));
      // As the server puts them.
      assertEquals(
          Map.of("notify-keyspace-events", "AKE"), jedis.configGet("notify-keyspace-events"));
      assertEquals("OK", jedis.configSet("notify-keyspace-events", ""));
      assertTrue(jedis.clientList().contains("cmd=client"));
    }
  }

  @Test
  void sharesDataWithTheJvm() {
    try (Jedis jedis = emptied(BothServers.Which.LARDER)) {
      servers.larder().map("prices", String.class, String.class).put("jam", "3");
      assertEquals("3", jedis.hget("prices", "jam"));
      jedis.hincrBy("prices", "jam", 2);
      assertEquals("5", servers.larder().map("prices", String.class, String.class).get("jam"));
      servers.larder().counter("visits").add(41);
      assertEquals(42, jedis.incr("visits"));
      jedis.rpush("orders", "jam");
      assertEquals("jam", servers.larder().list("orders", String.class).get(0));
    }
  }
}
