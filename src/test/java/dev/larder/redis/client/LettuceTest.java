package dev.larder.redis.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.TrackingArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.reactive.RedisReactiveCommands;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.support.caching.CacheAccessor;
import io.lettuce.core.support.caching.CacheFrontend;
import io.lettuce.core.support.caching.ClientSideCaching;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Flux;

/** Lettuce speaks RESP3 when the server does. */
class LettuceTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @SuppressWarnings("NullAway.Init")
  private static BothServers servers;

  @SuppressWarnings("NullAway.Init")
  private static RedisClient client;

  @BeforeAll
  static void start() throws IOException {
    servers = new BothServers();
    // Its native transport would make newer JVMs warn; our own stays away from it there.
    System.setProperty("io.netty.transport.noNative", "true");
    client = RedisClient.create();
  }

  @AfterAll
  static void stop() throws IOException {
    client.shutdown(Duration.ZERO, Duration.ofSeconds(10));
    servers.close();
  }

  private static RedisURI address(BothServers.Which which) {
    return RedisURI.create("127.0.0.1", servers.port(which));
  }

  private static StatefulRedisConnection<String, String> emptied(BothServers.Which which) {
    StatefulRedisConnection<String, String> connection = client.connect(address(which));
    connection.sync().flushall();
    return connection;
  }

  @ParameterizedTest
  @EnumSource
  void usualJobs(BothServers.Which which) {
    try (StatefulRedisConnection<String, String> connection = emptied(which)) {
      RedisCommands<String, String> redis = connection.sync();
      redis.set("k", "v");
      assertEquals("v", redis.get("k"));
      assertEquals(2, redis.hset("h", Map.of("a", "1", "b", "2")));
      assertEquals(Map.of("a", "1", "b", "2"), redis.hgetall("h"));
      redis.zadd("z", 1.5, "ann");
      assertEquals(List.of(ScoredValue.just(1.5, "ann")), redis.zrangeWithScores("z", 0, -1));
      redis.multi();
      redis.incr("n");
      redis.lpush("l", "x");
      assertEquals(2, redis.exec().size());
      assertTrue(redis.commandCount() > 200);
    }
  }

  @ParameterizedTest
  @EnumSource
  void reactive(BothServers.Which which) {
    try (StatefulRedisConnection<String, String> connection = emptied(which)) {
      RedisReactiveCommands<String, String> redis = connection.reactive();
      List<Long> sums =
          Flux.range(1, 500).concatMap(i -> redis.incrby("sum", i)).collectList().block(PATIENCE);
      assertEquals(500L * 501 / 2, sums.get(499));
      assertEquals(
          List.of("1", "2", "3"),
          redis
              .rpush("l", "1", "2", "3")
              .thenMany(redis.lrange("l", 0, -1))
              .collectList()
              .block(PATIENCE));
    }
  }

  @ParameterizedTest
  @EnumSource
  void trackingKeepsACacheTrue(BothServers.Which which) {
    try (StatefulRedisConnection<String, String> connection = emptied(which);
        StatefulRedisConnection<String, String> other = client.connect(address(which))) {
      Map<String, String> cached = new ConcurrentHashMap<>();
      other.sync().set("k", "1");
      CacheFrontend<String, String> cache =
          ClientSideCaching.enable(
              CacheAccessor.forMap(cached), connection, new TrackingArgs().enabled(true));
      assertEquals("1", cache.get("k"));
      assertEquals("1", cached.get("k"));
      other.sync().set("k", "2");
      Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertNull(cached.get("k")));
      assertEquals("2", cache.get("k"));
    }
  }

  @Test
  void theJvmInvalidatesToo() {
    try (StatefulRedisConnection<String, String> connection = emptied(BothServers.Which.LARDER)) {
      Map<String, String> cached = new ConcurrentHashMap<>();
      servers.larder().value("motto", String.class).set("waste not");
      CacheFrontend<String, String> cache =
          ClientSideCaching.enable(
              CacheAccessor.forMap(cached), connection, new TrackingArgs().enabled(true));
      assertEquals("waste not", cache.get("motto"));
      servers.larder().value("motto", String.class).set("want not");
      Awaitility.await().atMost(PATIENCE).untilAsserted(() -> assertNull(cached.get("motto")));
      assertEquals("want not", cache.get("motto"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void publishAndSubscribe(BothServers.Which which) throws Exception {
    try (StatefulRedisConnection<String, String> connection = emptied(which);
        StatefulRedisPubSubConnection<String, String> listener =
            client.connectPubSub(address(which))) {
      CompletableFuture<String> heard = new CompletableFuture<>();
      listener.addListener(
          new RedisPubSubAdapter<>() {
            @Override
            public void message(String channel, String message) {
              heard.complete(channel + " " + message);
            }
          });
      listener.sync().subscribe("news");
      assertEquals(1, connection.sync().publish("news", "open"));
      assertEquals("news open", heard.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
  }
}
