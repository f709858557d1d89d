package dev.larder.junit.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.junit.LarderTest;
import dev.larder.junit.StoreScope;
import dev.larder.junit.TestRedis;
import dev.larder.junit.TestTime;
import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Lettuce, with one client for all tests of the class. */
@LarderTest(scope = StoreScope.REWOUND)
class LettuceExampleTest {
  private static RedisClient client;

  @BeforeAll
  static void connect(TestRedis redis) {
    client = RedisClient.create(redis.uri());
  }

  @AfterAll
  static void end() {
    client.shutdown(0, 30, TimeUnit.SECONDS);
  }

  @Test
  void whoWaitsForAJobGetsIt(TestRedis redis) throws Exception {
    try (StatefulRedisConnection<String, String> worker = client.connect();
        StatefulRedisConnection<String, String> shop = client.connect()) {
      RedisFuture<KeyValue<String, String>> job = worker.async().blpop(0, "jobs");
      redis.awaitCommand("BLPOP", "jobs");
      shop.sync().rpush("jobs", "bake");
      assertEquals("bake", job.get(30, TimeUnit.SECONDS).getValue());
    }
  }

  @Test
  void nobodyHasAJobForAnHour(TestRedis redis, TestTime time) throws Exception {
    try (StatefulRedisConnection<String, String> worker = client.connect()) {
      RedisFuture<KeyValue<String, String>> job = worker.async().blpop(3600, "jobs");
      redis.awaitCommand("BLPOP", "jobs");
      time.advance(Duration.ofHours(1));
      assertEquals(null, job.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void aSlowServerIsGivenUp(TestRedis redis, TestTime time) {
    try (StatefulRedisConnection<String, String> connection = client.connect()) {
      connection.setTimeout(Duration.ofMillis(50));
      time.stop(); // so the delay lasts until the test is over
      redis.faults().on("GET").delay(Duration.ofSeconds(1));
      assertThrows(RedisCommandTimeoutException.class, () -> connection.sync().get("a"));
      time.resume();
    }
  }
}
