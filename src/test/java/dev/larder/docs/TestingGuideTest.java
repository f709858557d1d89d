package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.Larder;
import dev.larder.junit.LarderKit;
import dev.larder.junit.LarderTest;
import dev.larder.junit.RedisError;
import dev.larder.junit.TestRedis;
import dev.larder.junit.TestTime;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.params.SetParams;

/** What docs/testing.md shows. */
class TestingGuideTest {
  @Nested
  // [first]
  @LarderTest
  class CartTest {
    @Test
    void holdsWhatWasPutIn(TestRedis redis) {
      new Jedis(redis.uri()).hset("cart:ann", "jam", "2");
      redis.keyspace().assertIs("HSET cart:ann jam 2");
    }
  }

  // []

  @Nested
  @LarderTest
  class Shown {
    @Test
    void time(TestRedis redis, TestTime time) {
      Jedis jedis = new Jedis(redis.uri());
      // [time]
      time.stop(); // or let it run
      jedis.set("session", "ann", SetParams.setParams().ex(1800));
      time.advance(Duration.ofMinutes(30)); // all that waits follows at once
      assertNull(jedis.get("session"));
      // []
      jedis.close();
    }

    @Test
    void chance(TestRedis redis, LarderKit kit) {
      redis.load("SADD prizes a b c d e f g h");
      Jedis jedis = new Jedis(redis.uri());
      // [chance]
      kit.seed(7);
      String drawn = jedis.srandmember("prizes");
      kit.seed(7);
      assertEquals(drawn, jedis.srandmember("prizes"));
      // []
      jedis.close();
    }

    @Test
    void faults(TestRedis redis) {
      Jedis jedis = new Jedis(redis.uri());
      // [faults]
      redis.faults().on("GET").keys("user:*").times(1).answer(RedisError.LOADING);
      assertThrows(JedisDataException.class, () -> jedis.get("user:1"));
      redis.faults().on().after(3).drop(); // the fourth command finds its connection closed
      // []
      jedis.close();
    }

    @Test
    void inside(TestRedis redis, Larder larder) {
      Jedis jedis = new Jedis(redis.uri());
      // [inside]
      redis.load("SET greeting 'good morning'\nRPUSH orders jam rice"); // as redis-cli < file
      jedis.lpop("orders");
      redis.commands().assertCalled("LPOP", "ord*");
      redis
          .keyspace()
          .assertIs(
              """
              SET greeting "good morning"
              RPUSH orders rice
              """);
      assertEquals(1, larder.list("orders", String.class).size()); // the same, without a client
      // []
      jedis.close();
    }
  }
}
