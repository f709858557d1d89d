package dev.larder.junit.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.junit.LarderTest;
import dev.larder.junit.Leak;
import dev.larder.junit.RedisError;
import dev.larder.junit.TestRedis;
import dev.larder.junit.TestTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;

/** A rate limiter that keeps its counters in Redis, tested through Jedis. */
@LarderTest(leaks = {Leak.CONNECTIONS, Leak.KEYS_WITHOUT_EXPIRY})
class JedisExampleTest {
  /** What is tested. */
  private record RateLimiter(Jedis jedis, int most) {
    boolean allows(String user) {
      String key = "calls:" + user;
      long calls = jedis.incr(key);
      if (calls == 1) {
        jedis.expire(key, 60);
      }
      return calls <= most;
    }
  }

  @Test
  void aMinuteLaterThereIsRoomAgain(TestRedis redis, TestTime time) {
    try (Jedis jedis = new Jedis(redis.uri())) {
      RateLimiter limiter = new RateLimiter(jedis, 1);
      assertEquals(true, limiter.allows("ann"));
      assertEquals(false, limiter.allows("ann"));
      time.advance(Duration.ofMinutes(1));
      assertEquals(true, limiter.allows("ann"));
      redis.commands().assertCalledTimes(2, "EXPIRE", "calls:ann", "60");
    }
  }

  @Test
  void aServerThatIsLoadingIsNotTakenForALimit(TestRedis redis) {
    try (Jedis jedis = new Jedis(redis.uri())) {
      redis.faults().on("INCR").times(1).answer(RedisError.LOADING);
      RateLimiter limiter = new RateLimiter(jedis, 1);
      assertThrows(JedisDataException.class, () -> limiter.allows("ann"));
      assertEquals(true, limiter.allows("ann"));
    }
  }
}
