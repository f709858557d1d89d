package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scans of large collections that change meanwhile, and the form that they are said to have. */
class ElementScanTest {
  private static final int STAYING = 2_000;

  private Larder larder;
  private RedisEndpoint redis;
  private RawClient client;

  @BeforeEach
  void start() throws IOException {
    larder = Larder.inMemory();
    redis = larder.redis(0);
    client = new RawClient(redis.port());
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    redis.close();
    larder.close();
  }

  private String reply(String request) throws IOException {
    String line = client.send(request + "\r\n").line();
    return line.startsWith("$") && !line.equals("$-1") ? client.line() : line;
  }

  /** The cursor, then the elements. */
  private List<String> scan(String request) throws IOException {
    assertEquals("*2", client.send(request + "\r\n").line());
    client.line();
    List<String> reply = new ArrayList<>(List.of(client.line()));
    int count = Integer.parseInt(client.line().substring(1));
    for (int i = 0; i < count; i++) {
      client.line();
      reply.add(client.line());
    }
    return reply;
  }

  @ParameterizedTest
  @CsvSource({"HSCAN, HSET k %s 1, HDEL k %s", "SSCAN, SADD k %s, SREM k %s"})
  void whatStaysIsGivenWhileOthersComeAndGo(String scan, String add, String remove)
      throws IOException {
    showsAllThatStays(scan, add, remove);
  }

  @Test
  void theSameInSortedSets() throws IOException {
    showsAllThatStays("ZSCAN", "ZADD k 1 %s", "ZREM k %s");
  }

  private void showsAllThatStays(String scan, String add, String remove) throws IOException {
    for (int i = 0; i < STAYING; i++) {
      reply(String.format(add, "stays" + i));
    }
    Set<String> seen = new HashSet<>();
    String cursor = "0";
    int step = 0;
    do {
      List<String> found = scan(scan + " k " + cursor + " COUNT 20");
      cursor = found.get(0);
      seen.addAll(found.subList(1, found.size()));
      for (int i = 0; i < 40; i++) { // so that the table grows, and later shrinks
        boolean adds = step < 60;
        String other = "other" + (adds ? step : step - 60) + "-" + i;
        reply(String.format(adds ? add : remove, other));
      }
      step++;
      assertTrue(step < 20 * STAYING, "no end");
    } while (!cursor.equals("0"));
    for (int i = 0; i < STAYING; i++) {
      assertTrue(seen.contains("stays" + i), "stays" + i);
    }
  }

  @Test
  void whatWasLargeStaysSo() throws IOException {
    reply("HSET h f " + "x".repeat(65));
    reply("HDEL h f");
    reply("HSET h f x");
    assertEquals("listpack", reply("OBJECT ENCODING h"), "it had ended in between");
    reply("HSET h g " + "x".repeat(65));
    reply("HDEL h g");
    assertEquals("hashtable", reply("OBJECT ENCODING h"));
    reply("COPY h i");
    reply("RENAME h j");
    assertEquals("hashtable", reply("OBJECT ENCODING i"));
    assertEquals("hashtable", reply("OBJECT ENCODING j"));
    reply("SADD s 1 a");
    reply("SREM s a");
    assertEquals("hashtable", reply("OBJECT ENCODING s"));
    reply("SUNIONSTORE s s");
    assertEquals("intset", reply("OBJECT ENCODING s"));
  }

  @Test
  void insideOfATransactionToo() throws IOException {
    reply("SET other 1");
    reply("MULTI");
    reply("SADD s 1 a");
    reply("SREM s a");
    reply("OBJECT ENCODING s");
    reply("SREM s 1");
    reply("SADD s 2");
    reply("OBJECT ENCODING s");
    client.send("EXEC\r\n");
    assertEquals("*6", client.line());
    assertEquals(":2", client.line());
    assertEquals(":1", client.line());
    assertEquals("$9", client.line());
    assertEquals("hashtable", client.line());
    assertEquals(":1", client.line());
    assertEquals(":1", client.line());
    assertEquals("$6", client.line());
    assertEquals("intset", client.line());
    assertEquals("intset", reply("OBJECT ENCODING s"));
  }

  @Test
  void repetitionsAreBounded() throws IOException {
    reply("SADD s a");
    assertEquals("-ERR value is out of range", reply("SRANDMEMBER s -10000001"));
    reply("HSET h f 1");
    assertEquals("-ERR value is out of range", reply("HRANDFIELD h -9223372036854775807"));
    reply("ZADD z 1 a");
    assertEquals("-ERR value is out of range", reply("ZRANDMEMBER z -4611686018427387903"));
  }
}
