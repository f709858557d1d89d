package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Good requests that ask for more than is good; whatever it is, others are still served. */
class HostileCommandsTest {
  private static final int MILLION = 1_000_000;
  private static final List<String> EXTREMES =
      List.of(
          "9223372036854775807",
          "9223372036854775806",
          "9223372036854775808",
          "-9223372036854775808",
          "-9223372036854775807",
          "2147483647",
          "2147483646",
          "-2147483648",
          "-2147483647",
          "4294967296",
          "0",
          "-0",
          "-1",
          "nan",
          "inf",
          "-inf",
          "1e400",
          "-1e400",
          "1e-400");

  private final Larder larder = Larder.inMemory();
  private final RedisEndpoint redis = larder.redis(0);

  @AfterEach
  void othersAreStillServed() throws IOException {
    assertEquals("+PONG", reply("PING\r\n"));
    redis.close();
    larder.close();
  }

  private RawClient client() throws IOException {
    return new RawClient(redis.port());
  }

  private String reply(String request) throws IOException {
    try (RawClient client = client()) {
      return client.send(request).line();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"SUBSCRIBE ch", "MONITOR"})
  void h15WhoListensAndReadsNothingIsCut(String listen) throws IOException {
    String message = "x".repeat(1 << 20);
    byte[] publish =
        ("*3\r\n$7\r\nPUBLISH\r\n$2\r\nch\r\n$" + message.length() + "\r\n" + message + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    try (RawClient listener = client();
        RawClient publisher = client()) {
      listener.send(listen + "\r\n").line();
      for (int i = 0; i < 150; i++) {
        assertTrue(publisher.send(publish).line().startsWith(":"));
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertEquals(1, clients(publisher)));
    }
  }

  /** How many are connected. */
  private static int clients(RawClient asked) throws IOException {
    int length = Integer.parseInt(asked.send("CLIENT LIST\r\n").line().substring(1));
    int lines = 0;
    for (int read = 0; read < length; lines++) {
      read += asked.line().length() + 1;
    }
    asked.line();
    return lines;
  }

  @Test
  void h16AMillionCommandsInMulti() throws IOException {
    byte[] increments = "INCR n\r\n".repeat(1_000).getBytes(StandardCharsets.US_ASCII);
    try (RawClient client = client()) {
      assertEquals("+OK", client.send("MULTI\r\n").line());
      for (int i = 0; i < MILLION; i += 1_000) {
        client.send(increments);
        for (int j = 0; j < 1_000; j++) {
          assertEquals("+QUEUED", client.line());
        }
      }
      assertEquals("+PONG", reply("PING\r\n"));
      assertEquals("*" + MILLION, client.send("EXEC\r\n").line());
      for (int i = 1; i <= MILLION; i++) {
        assertEquals(":" + i, client.line());
      }
    }
    assertEquals(MILLION, larder.counter("n").get());
  }

  @Test
  void h16AMillionKeysWatched() throws IOException {
    try (RawClient client = client()) {
      for (int i = 0; i < MILLION; ) {
        StringBuilder watch = new StringBuilder("*1001\r\n$5\r\nWATCH\r\n");
        for (int j = 0; j < 1_000; j++, i++) {
          String key = "key" + i;
          watch.append('$').append(key.length()).append("\r\n").append(key).append("\r\n");
        }
        assertEquals("+OK", client.send(watch.toString()).line());
      }
      assertEquals("+OK", reply("SET key999999 v\r\n"));
      client.send("MULTI\r\nINCR n\r\nEXEC\r\n");
      assertEquals("+OK", client.line());
      assertEquals("+QUEUED", client.line());
      assertEquals("*-1", client.line());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "APPEND k %s",
        "BITCOUNT k %s %s",
        "BITFIELD k GET u8 %s",
        "BITFIELD k INCRBY i64 0 %s",
        "BITPOS k 1 %s %s",
        "COPY k k2 DB %s",
        "DECRBY n %s",
        "EXPIRE k %s",
        "EXPIREAT k %s",
        "GEOADD g %s %s m",
        "GEORADIUS g %s %s %s km",
        "GEOSEARCH g FROMMEMBER a BYBOX %s %s km",
        "GEOSEARCH g FROMMEMBER a BYRADIUS 1 km COUNT %s",
        "GETBIT k %s",
        "GETEX k PX %s",
        "GETEX k EXAT %s",
        "GETRANGE k %s %s",
        "HINCRBY h f %s",
        "HINCRBYFLOAT h f %s",
        "HRANDFIELD h %s",
        "HSCAN h %s COUNT %s",
        "INCRBY n %s",
        "INCRBYFLOAT n %s",
        "LINDEX l %s",
        "LINSERT l BEFORE %s x",
        "LMPOP %s l LEFT COUNT %s",
        "LPOP l %s",
        "LPOS l a RANK %s COUNT %s",
        "LPOS l a MAXLEN %s",
        "LRANGE l %s %s",
        "LREM l %s a",
        "LSET l %s x",
        "LTRIM l %s %s",
        "MOVE k %s",
        "OBJECT FREQ %s",
        "PEXPIRE k %s",
        "PEXPIREAT k %s",
        "PSETEX k %s v",
        "RESTORE k %s x",
        "SCAN %s COUNT %s",
        "SELECT %s",
        "SET k v EX %s",
        "SET k v PXAT %s",
        "SETEX k %s v",
        "SINTERCARD %s s LIMIT %s",
        "SORT l LIMIT %s %s",
        "SPOP s %s",
        "SRANDMEMBER s %s",
        "SSCAN s %s",
        "SWAPDB %s %s",
        "XADD x MAXLEN %s * f v",
        "XADD x MINID %s * f v",
        "XADD x %s f v",
        "XADD x %s-%s f v",
        "XAUTOCLAIM x g c %s %s COUNT %s",
        "XCLAIM x g c %s %s",
        "XPENDING x g IDLE %s - + %s",
        "XRANGE x %s %s COUNT %s",
        "XREAD COUNT %s STREAMS x %s",
        "XSETID x %s",
        "XTRIM x MAXLEN %s",
        "XTRIM x MINID ~ %s LIMIT %s",
        "ZADD z %s m",
        "ZCOUNT z %s %s",
        "ZINCRBY z %s m",
        "ZINTERCARD %s z LIMIT %s",
        "ZMPOP %s z MIN COUNT %s",
        "ZPOPMIN z %s",
        "ZRANDMEMBER z %s",
        "ZRANGE z %s %s",
        "ZRANGE z %s %s BYSCORE LIMIT %s %s",
        "ZRANGEBYSCORE z %s %s",
        "ZREMRANGEBYRANK z %s %s",
        "ZREMRANGEBYSCORE z %s %s",
        "ZSCAN z %s COUNT %s",
        "ZUNION %s z",
        "ZUNION 1 z WEIGHTS %s",
        "CLIENT KILL ID %s",
        "CLIENT LIST ID %s",
        "CLIENT TRACKING ON REDIRECT %s",
        "CLIENT UNBLOCK %s",
        "SLOWLOG GET %s",
        "LOLWUT VERSION %s",
        "MEMORY USAGE k SAMPLES %s",
        "COMMAND LIST %s"
      })
  void h17NumbersAtTheEnds(String template) throws IOException {
    try (RawClient client = client()) {
      String fill =
          "FLUSHALL\r\nSET k v\r\nSET n 1\r\nHSET h f 1\r\nRPUSH l a b c\r\nSADD s 1 2 3\r\n"
              + "ZADD z 1 a 2 b\r\nGEOADD g 13 38 a\r\nXADD x 1-1 f v\r\nXGROUP CREATE x g 0\r\n";
      int places = template.split("%s", -1).length - 1;
      for (String extreme : EXTREMES) {
        for (int place = 0; place < places; place++) {
          client.send(fill);
          for (int i = 0; i < 10; i++) {
            line(client, template);
          }
          Object[] given = new Object[places];
          for (int i = 0; i < places; i++) {
            given[i] = i == place ? extreme : "1";
          }
          String request = template.formatted(given);
          client.send(request + "\r\nECHO the-end\r\n");
          String last = "";
          while (!last.equals("the-end")) {
            last = line(client, request);
            assertFalse(last.contains("internal error"), request + ": " + last);
          }
          client.send("SELECT 0\r\n");
          line(client, request);
        }
      }
    }
  }

  private static String line(RawClient client, String request) throws IOException {
    String line = client.line();
    assertFalse(line.isEmpty() && client.isAtEnd(), request + " closed the connection");
    return line;
  }

  @Test
  void h18TheLongestStrings() throws IOException {
    try (RawClient client = client()) {
      client.send("SETRANGE k 536870912 x\r\n");
      assertEquals("-ERR string exceeds maximum allowed size (proto-max-bulk-len)", client.line());
      client.send("SETRANGE k 1000000 x\r\n");
      assertEquals(":1000001", client.line());
      for (int i = 0; i < 200; i++) {
        client.send("APPEND k " + "y".repeat(1_000) + "\r\n");
        assertEquals(":" + (1_000_001 + 1_000 * (i + 1)), client.line());
      }
    }
  }

  @Test
  void h19PatternsThatTakeLong() throws IOException {
    String key = "a".repeat(10_000);
    try (RawClient client = client()) {
      assertEquals("+OK", client.send("SET " + key + " v\r\n").line());
      assertEquals("*0", client.send("KEYS " + "a*".repeat(5_000) + "b\r\n").line());
      for (String part : List.of("*", "[", "?", "\\\\", "[^a-", "a*?[b]")) {
        byte[] pattern = part.repeat(MILLION / part.length()).getBytes(StandardCharsets.US_ASCII);
        client.send("*2\r\n$4\r\nKEYS\r\n$" + pattern.length + "\r\n");
        client.send(pattern).send("\r\nPING\r\n");
        String reply = client.line();
        while (!reply.equals("+PONG")) {
          reply = client.line();
        }
      }
    }
  }

  /** As many texts of equal hash code as two texts of two letters give in sixteen places. */
  private static String colliding(int number) {
    StringBuilder text = new StringBuilder();
    for (int bit = 0; bit < 16; bit++) {
      text.append((number >> bit & 1) == 0 ? "Aa" : "BB");
    }
    return text.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"SET %s v", "HSET h %s v", "SADD s %s", "ZADD z 1 %s", "SUBSCRIBE %s"})
  void h20NamesOfEqualHashCode(String template) throws IOException {
    try (RawClient client = client()) {
      for (int i = 0; i < 65_536; ) {
        StringBuilder requests = new StringBuilder();
        for (int j = 0; j < 1_024; j++, i++) {
          requests.append(template.formatted(colliding(i))).append("\r\n");
        }
        client.send(requests.toString());
        int lines = template.startsWith("SUB") ? 6 * 1_024 : 1_024;
        for (int j = 0; j < lines; j++) {
          assertFalse(client.line().startsWith("-"));
        }
      }
    }
  }

  @Test
  void h21WhoIsGoneTakesNothing() throws IOException {
    for (int i = 0; i < 100; i++) {
      client().send("BLPOP l 0\r\n").reset();
    }
    try (RawClient client = client()) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(30))
          .untilAsserted(() -> assertEquals(1, clients(client)));
      assertEquals(":1", client.send("RPUSH l a\r\n").line());
      assertEquals(":1", client.send("LLEN l\r\n").line());
    }
  }

  @Test
  void h21WhoKillsItselfInMultiHearsOfIt() throws IOException {
    try (RawClient client = client()) {
      String id = client.send("CLIENT ID\r\n").line().substring(1);
      client.send("MULTI\r\nCLIENT KILL ID " + id + " SKIPME no\r\nSET k v\r\nEXEC\r\n");
      assertEquals("+OK\r\n+QUEUED\r\n+QUEUED\r\n*2\r\n:1\r\n+OK\r\n", client.rest());
      assertEquals("v", larder.value("k", String.class).get());
    }
  }

  @Test
  void h21KilledWhileItWaits() throws IOException {
    try (RawClient waiting = client();
        RawClient killer = client()) {
      String id = waiting.send("CLIENT ID\r\n").line().substring(1);
      waiting.send("BLPOP l 0\r\n");
      assertEquals(":1", killer.send("CLIENT KILL ID " + id + "\r\n").line());
      assertEquals("", waiting.rest());
      assertEquals(":1", killer.send("RPUSH l a\r\n").line());
      assertEquals(":1", killer.send("LLEN l\r\n").line());
    }
  }
}
