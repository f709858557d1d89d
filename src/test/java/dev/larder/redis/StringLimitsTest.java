package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Strings, patterns and numbers that are meant to cost too much. */
class StringLimitsTest {
  private final Larder larder = Larder.inMemory();
  private final RedisEndpoint redis = larder.redis(0);

  @AfterEach
  void othersAreStillServed() throws IOException {
    assertEquals("+PONG", reply("PING\r\n"));
    redis.close();
    larder.close();
  }

  private String reply(String request) throws IOException {
    try (RawClient client = new RawClient(redis.port())) {
      return client.send(request).line();
    }
  }

  /** Either there is room in the heap, or the answer is an error. */
  private void isBounded(String expected, String request) throws IOException {
    String reply = reply(request);
    assertTrue(reply.equals(expected) || reply.startsWith("-OOM"), reply);
    assertTrue(reply("DEL k\r\n").startsWith(":"));
  }

  @Test
  void theLongestString() throws IOException {
    isBounded(":536870912", "SETRANGE k 536870911 x\r\n");
    isBounded(":0", "SETBIT k 4294967295 1\r\n");
    isBounded("*1", "BITFIELD k INCRBY i8 4294967287 1\r\n");
  }

  @Test
  void longerOnesAreRefused() throws IOException {
    String tooLong = "-ERR string exceeds maximum allowed size (proto-max-bulk-len)";
    assertEquals(tooLong, reply("SETRANGE k 536870912 x\r\n"));
    assertEquals(tooLong, reply("SETRANGE k 9223372036854775807 x\r\n"));
    String noOffset = "-ERR bit offset is not an integer or out of range";
    assertEquals(noOffset, reply("SETBIT k 4294967296 1\r\n"));
    assertEquals(noOffset, reply("BITFIELD k SET u8 #9223372036854775807 1\r\n"));
    assertEquals("$0", reply("GETRANGE k 0 -1\r\n"));
  }

  @Test
  void patternsThatGoBackwardsForLong() throws IOException {
    reply("SET " + "a".repeat(20_000) + " 1\r\n");
    assertEquals("*0", reply("KEYS " + "a*".repeat(200) + "b\r\n"));
    assertEquals("*1", reply("KEYS " + "*".repeat(60_000) + "\r\n"));
    assertEquals("*0", reply("KEYS " + "[".repeat(60_000) + "\r\n"));
  }

  @Test
  void numbersAtTheEdgesOfLong() throws IOException {
    assertEquals("+OK", reply("SET n 9223372036854775807\r\n"));
    assertEquals("-ERR increment or decrement would overflow", reply("INCR n\r\n"));
    assertEquals("-ERR decrement would overflow", reply("DECRBY n -9223372036854775808\r\n"));
    assertEquals(
        "-ERR value is not an integer or out of range", reply("INCRBY n 9223372036854775808\r\n"));
    assertEquals(
        "-ERR invalid expire time in 'set' command", reply("SET n 1 EX 9223372036854775807\r\n"));
    assertEquals(
        "-ERR invalid expire time in 'pexpire' command",
        reply("PEXPIRE n 9223372036854775807\r\n"));
    assertEquals(":1", reply("PEXPIREAT n 9223372036854775807\r\n"));
    assertEquals(":9223372036854775807", reply("PEXPIRETIME n\r\n"));
  }
}
