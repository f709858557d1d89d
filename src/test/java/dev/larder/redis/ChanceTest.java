package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.larder.Larder;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** With a seed, what chance decides is the same each time. */
class ChanceTest {
  private static final String[] COMMANDS = {
    "RANDOMKEY",
    "SRANDMEMBER s 3",
    "SRANDMEMBER s -5",
    "SPOP s",
    "SPOP s 2",
    "HRANDFIELD h 3",
    "HRANDFIELD h -4 WITHVALUES",
    "ZRANDMEMBER z",
    "ZRANDMEMBER z -3 WITHSCORES",
    "SCAN 0 COUNT 5",
    "SSCAN s 0 COUNT 7"
  };

  private static String play(Larder larder) throws IOException {
    StringBuilder replies = new StringBuilder();
    try (RedisEndpoint endpoint = larder.redis(0);
        RawClient client = new RawClient(endpoint.port())) {
      for (int i = 0; i < 100; i++) {
        client.send("SADD s m" + i + "\r\nHSET h f" + i + " v\r\nZADD z " + i + " m" + i + "\r\n");
        client.send("SET k" + i + " v\r\n");
      }
      for (int round = 0; round < 5; round++) {
        for (String command : COMMANDS) {
          client.send(command + "\r\n");
        }
      }
      client.send("ECHO the-end\r\n");
      for (String line = client.line(); !line.equals("the-end"); line = client.line()) {
        replies.append(line).append('\n');
      }
    }
    return replies.toString();
  }

  private static String play(long seed) throws IOException {
    try (Larder larder = Larder.builder().random(new Random(seed)).open()) {
      return play(larder);
    }
  }

  @Test
  void theSameSeedAnswersTheSame() throws IOException {
    assertEquals(play(42), play(42));
    assertNotEquals(play(42), play(43));
  }

  @Test
  void aForkOfTheSameSeedDoesToo() throws IOException {
    try (Larder one = Larder.builder().random(new Random(1)).open();
        Larder other = Larder.builder().random(new Random(1)).open();
        Larder forkOfOne = one.fork();
        Larder forkOfOther = other.fork()) {
      assertEquals(play(forkOfOne), play(forkOfOther));
      assertEquals(play(one), play(other));
    }
  }
}
