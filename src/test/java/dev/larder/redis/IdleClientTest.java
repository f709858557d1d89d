package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Larder;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The parameters timeout and proto-max-bulk-len. */
class IdleClientTest {
  @Test
  void whoDoesNothingIsCutOffUnlessHeListens() throws IOException {
    MovableClock clock = new MovableClock();
    try (Larder larder = Larder.builder().clock(clock).open();
        RedisEndpoint redis = larder.redis(0);
        RawClient idle = new RawClient(redis.port());
        RawClient waits = new RawClient(redis.port());
        RawClient listens = new RawClient(redis.port())) {
      assertEquals("+PONG", idle.send("PING\r\n").line());
      assertEquals("+PONG", waits.send("PING\r\n").line());
      waits.send("BLPOP list 0\r\n");
      assertEquals("*3", listens.send("SUBSCRIBE news\r\n").line());
      assertEquals("+OK", idle.send("CONFIG SET timeout 10\r\n").line());
      clock.advance(Duration.ofSeconds(12));
      assertEquals("", idle.rest());
      try (RawClient other = new RawClient(redis.port())) {
        assertEquals(":1", other.send("PUBLISH news x\r\n").line());
        assertEquals(":1", other.send("RPUSH list x\r\n").line());
        assertEquals("*2", waits.line());
        clock.advance(Duration.ofSeconds(12)); // it came after the parameter was set
        assertEquals("", other.rest());
      }
    }
  }

  @Test
  void noArgumentIsLongerThanItMayBe() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient client = new RawClient(redis.port())) {
      assertEquals("+OK", client.send("CONFIG SET proto-max-bulk-len 1mb\r\n").line());
      client.send("*2\r\n$4\r\nECHO\r\n$1048577\r\n");
      assertEquals("-ERR Protocol error: invalid bulk length\r\n", client.rest());
    }
  }
}
