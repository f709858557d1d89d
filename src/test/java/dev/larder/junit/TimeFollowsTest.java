package dev.larder.junit;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.Subscription;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.commands.ProtocolCommand;
import redis.clients.jedis.params.SetParams;
import redis.clients.jedis.params.XPendingParams;
import redis.clients.jedis.params.XReadGroupParams;
import redis.clients.jedis.params.XReadParams;

/** All that waits follows the time of the store, though no real time passes. */
@LarderTest
class TimeFollowsTest {
  private static final ProtocolCommand DEBUG = () -> "DEBUG".getBytes(StandardCharsets.US_ASCII);
  private static final Instant NOON = Instant.parse("2030-01-01T12:00:00Z");

  @Test
  void expiry(TestTime time, RedisAddress address) {
    time.stop();
    try (Jedis jedis = new Jedis(address.host(), address.port(), 30_000)) {
      jedis.set("session", "ann", SetParams.setParams().ex(60));
      time.advance(Duration.ofMillis(59_999));
      assertEquals(1, jedis.pttl("session"));
      time.advance(Duration.ofMillis(1));
      assertNull(jedis.get("session"));
    }
  }

  @Test
  void sweepingTellsAtOnce(TestTime time, RedisAddress address) throws Exception {
    CompletableFuture<String> expired = new CompletableFuture<>();
    CompletableFuture<Void> listens = new CompletableFuture<>();
    JedisPubSub listener =
        new JedisPubSub() {
          @Override
          public void onSubscribe(String channel, int count) {
            listens.complete(null);
          }

          @Override
          public void onMessage(String channel, String key) {
            expired.complete(key);
            unsubscribe();
          }
        };
    try (Jedis jedis = new Jedis(address.host(), address.port(), 30_000);
        Jedis other = new Jedis(address.host(), address.port(), 30_000)) {
      jedis.configSet("notify-keyspace-events", "Ex");
      CompletableFuture<Void> heard =
          CompletableFuture.runAsync(() -> other.subscribe(listener, "__keyevent@0__:expired"));
      listens.get(30, TimeUnit.SECONDS);
      jedis.set("session", "ann", SetParams.setParams().ex(3600));
      time.advance(Duration.ofHours(1));
      assertEquals("session", expired.get(30, TimeUnit.SECONDS));
      heard.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void blockedClients(TestTime time, TestRedis redis) throws Exception {
    time.stop();
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      CompletableFuture<Object> reply = CompletableFuture.supplyAsync(() -> jedis.blpop(5, "q"));
      redis.awaitCommand("BLPOP", "q");
      time.advance(Duration.ofMillis(4_999));
      try (Jedis other = new Jedis(redis.address().host(), redis.port(), 30_000)) {
        assertTrue(other.clientList().contains("cmd=blpop"));
      }
      assertFalse(reply.isDone());
      time.advance(Duration.ofMillis(1));
      assertNull(reply.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void blockedClientsOfAClockThatRuns(TestTime time, TestRedis redis) throws Exception {
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      CompletableFuture<Object> reply = CompletableFuture.supplyAsync(() -> jedis.blpop(3600, "q"));
      redis.awaitCommand("BLPOP");
      time.advance(Duration.ofMinutes(59));
      time.advance(Duration.ofMinutes(1));
      assertNull(reply.get(30, TimeUnit.SECONDS));
      assertNull(jedis.blpop(0.01, "q")); // and by itself
    }
  }

  @Test
  void takersInThisJvm(TestTime time, Larder larder) throws Exception {
    time.stop();
    var deque = larder.list("jobs", String.class).deque();
    CompletableFuture<Thread> begun = new CompletableFuture<>();
    CompletableFuture<String> taken =
        CompletableFuture.supplyAsync(
            () -> {
              begun.complete(Thread.currentThread());
              try {
                return deque.pollFirst(10, TimeUnit.MINUTES);
              } catch (InterruptedException e) {
                throw new IllegalStateException(e);
              }
            });
    Thread taker = begun.get(30, TimeUnit.SECONDS);
    while (LockSupport.getBlocker(taker) == null) {
      Thread.onSpinWait();
    }
    time.advance(Duration.ofMinutes(10));
    assertNull(taken.get(30, TimeUnit.SECONDS));
  }

  @Test
  void idsOfStreamsAndTime(TestTime time, RedisAddress address) {
    time.stop();
    time.set(NOON);
    try (Jedis jedis = new Jedis(address.host(), address.port(), 30_000)) {
      StreamEntryID id = jedis.xadd("log", StreamEntryID.NEW_ENTRY, Map.of("a", "1"));
      assertEquals(NOON.toEpochMilli() + "-0", id.toString());
      assertEquals(Long.toString(NOON.getEpochSecond()), jedis.time().get(0));
      jedis.xgroupCreate("log", "g", new StreamEntryID(0, 0), false);
      time.advance(Duration.ofSeconds(7));
      assertTrue(jedis.clientList().contains("age=7"));
    }
  }

  @Test
  void readersOfStreamsThatWait(TestTime time, TestRedis redis) throws Exception {
    time.stop();
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      XReadParams inAnHour = XReadParams.xReadParams().block(3_600_000);
      CompletableFuture<Object> reply =
          CompletableFuture.supplyAsync(
              () -> jedis.xread(inAnHour, Map.of("log", StreamEntryID.XREAD_NEW_ENTRY)));
      redis.awaitCommand("XREAD");
      time.advance(Duration.ofMillis(3_599_999));
      assertFalse(reply.isDone());
      time.advance(Duration.ofMillis(1));
      assertNull(reply.get(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void idleTimesOfStreams(TestTime time, TestRedis redis) {
    time.stop();
    redis.load("XADD log 1-1 a 1\nXGROUP CREATE log g 0");
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      jedis.xreadGroup(
          "g",
          "ann",
          new XReadGroupParams(),
          Map.of("log", StreamEntryID.XREADGROUP_UNDELIVERED_ENTRY));
      time.advance(Duration.ofMinutes(7));
      assertEquals(
          420_000,
          jedis.xpending("log", "g", new XPendingParams("-", "+", 1)).get(0).getIdleTime());
      assertEquals(420_000, jedis.xinfoConsumers2("log", "g").get(0).getIdle());
    }
  }

  @Test
  void uptime(TestTime time, RedisAddress address) {
    time.stop();
    time.advance(Duration.ofHours(2));
    try (Jedis jedis = new Jedis(address.host(), address.port(), 30_000)) {
      assertTrue(jedis.info("server").contains("uptime_in_seconds:72"));
    }
  }

  @Test
  void pausesAndSleepsOfTheServer(TestTime time, TestRedis redis) throws Exception {
    time.stop();
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000);
        Jedis other = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      jedis.clientPause(60_000);
      CompletableFuture<String> reply = CompletableFuture.supplyAsync(() -> other.set("a", "1"));
      time.advance(Duration.ofMinutes(1));
      assertEquals("OK", reply.get(30, TimeUnit.SECONDS));
      CompletableFuture<Object> slept =
          CompletableFuture.supplyAsync(() -> jedis.sendCommand(DEBUG, "SLEEP", "60"));
      redis.awaitCommand("DEBUG");
      time.advance(Duration.ofMinutes(1));
      slept.get(30, TimeUnit.SECONDS);
    }
  }

  @Test
  void idleClients(TestTime time, TestRedis redis) {
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      jedis.configSet("timeout", "300");
      time.stop();
      time.advance(Duration.ofSeconds(302));
      assertEquals(List.of(), redis.leaks(Leak.CONNECTIONS));
    }
  }

  @Test
  void backOffsOfHandlers(TestTime time, Larder larder) throws Exception {
    time.stop();
    CompletableFuture<Instant> done = new CompletableFuture<>();
    AtomicInteger calls = new AtomicInteger();
    Channel<String> orders = larder.channel("orders", String.class);
    Subscription subscription =
        orders
            .subscriber()
            .onWorker()
            .retry(2, Duration.ofHours(1))
            .subscribe(
                order -> {
                  if (calls.incrementAndGet() < 3) {
                    throw new IllegalStateException("not yet");
                  }
                  done.complete(time.instant());
                });
    Instant begun = time.instant();
    orders.publish("book");
    await().until(() -> subscription.failures() == 1);
    time.advance(Duration.ofHours(1));
    await().until(() -> subscription.failures() == 2);
    time.advance(Duration.ofHours(1));
    assertFalse(done.isDone(), "the second time it waits twice as long");
    time.advance(Duration.ofHours(1));
    assertEquals(begun.plus(Duration.ofHours(3)), done.get(30, TimeUnit.SECONDS));
  }
}
