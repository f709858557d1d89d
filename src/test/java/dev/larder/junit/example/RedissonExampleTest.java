package dev.larder.junit.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.junit.LarderTest;
import dev.larder.junit.StoreScope;
import dev.larder.junit.TestRedis;
import dev.larder.junit.TestTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.redisson.Redisson;
import org.redisson.api.RBucket;
import org.redisson.api.RTopic;
import org.redisson.api.RedissonClient;
import org.redisson.client.codec.StringCodec;
import org.redisson.config.Config;

/** What of Redisson works without scripts: not its locks, and not what returns the old value. */
@LarderTest(scope = StoreScope.REWOUND)
class RedissonExampleTest {
  private static RedissonClient redisson;

  @BeforeAll
  static void connect(TestRedis redis) {
    Config config = new Config();
    config.setCodec(StringCodec.INSTANCE);
    config
        .useSingleServer()
        .setAddress(redis.uri())
        .setConnectionMinimumIdleSize(1)
        .setSubscriptionConnectionMinimumIdleSize(1);
    redisson = Redisson.create(config);
  }

  @AfterAll
  static void end() {
    redisson.shutdown();
  }

  @Test
  void buckets(TestTime time) {
    RBucket<String> bucket = redisson.getBucket("session");
    bucket.set("ann", Duration.ofMinutes(30));
    assertEquals("ann", bucket.get());
    time.advance(Duration.ofMinutes(30));
    assertEquals(null, bucket.get());
  }

  @Test
  void collections(TestRedis redis) {
    redisson.getAtomicLong("count").addAndGet(3);
    redisson.getMap("stock").fastPut("jam", "3");
    redisson.getSet("seen").add("ann");
    redisson.getList("orders").addAll(List.of("jam", "rice"));
    redisson.getScoredSortedSet("scores").add(7, "bob");
    assertEquals(Map.of("jam", "3"), redisson.getMap("stock").readAllMap());
    redis
        .keyspace()
        .assertIs(
            """
            SET count 3
            HSET stock jam 3
            SADD seen ann
            RPUSH orders jam rice
            ZADD scores 7 bob
            """);
  }

  @Test
  void topics() throws Exception {
    CompletableFuture<String> heard = new CompletableFuture<>();
    RTopic news = redisson.getTopic("news");
    int listener = news.addListener(String.class, (channel, text) -> heard.complete(text));
    assertTrue(news.publish("open") >= 1);
    assertEquals("open", heard.get(30, TimeUnit.SECONDS));
    news.removeListener(listener);
  }
}
