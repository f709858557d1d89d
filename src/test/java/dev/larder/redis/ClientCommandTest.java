package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What CLIENT and MONITOR do to connections. */
class ClientCommandTest {
  private static String id(RawClient client) throws IOException {
    return client.send("CLIENT ID\r\n").line().substring(1);
  }

  @Test
  void killEndsOthersAtOnceAndTheCallerAfterTheReply() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient killer = new RawClient(redis.port());
        RawClient killed = new RawClient(redis.port())) {
      String other = id(killed);
      assertEquals(":1", killer.send("CLIENT KILL ID " + other + "\r\n").line());
      assertEquals("", killed.rest());
      String self = id(killer);
      assertEquals(":0", killer.send("CLIENT KILL ID " + self + "\r\n").line());
      killer.send("CLIENT KILL ID " + self + " SKIPME no\r\n");
      assertEquals(":1\r\n", killer.rest());
    }
  }

  @Test
  void pausedWritesWaitAndReadsDont() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient admin = new RawClient(redis.port());
        RawClient client = new RawClient(redis.port())) {
      assertEquals("+OK", admin.send("CLIENT PAUSE 100000 WRITE\r\n").line());
      client.send("GET k\r\nSET k 1\r\nGET k\r\n");
      assertEquals("$-1", client.line());
      assertEquals("$-1", admin.send("GET k\r\n").line());
      assertEquals("+OK", admin.send("CLIENT UNPAUSE\r\n").line());
      assertEquals("+OK", client.line());
      assertEquals("$1", client.line());
    }
  }

  @Test
  void repliesCanBeSwitchedOff() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient client = new RawClient(redis.port())) {
      client.send("CLIENT REPLY SKIP\r\nPING\r\nECHO a\r\nCLIENT REPLY OFF\r\nPING\r\n");
      client.send("CLIENT REPLY ON\r\nQUIT\r\n");
      assertEquals("$1\r\na\r\n+OK\r\n+OK\r\n", client.rest());
    }
  }

  @Test
  void unblockEndsAWait() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient admin = new RawClient(redis.port());
        RawClient client = new RawClient(redis.port())) {
      String id = id(client);
      client.send("BLPOP l 0\r\n");
      String unblocked = ":0";
      while (unblocked.equals(":0")) { // until it waits
        unblocked = admin.send("CLIENT UNBLOCK " + id + " ERROR\r\n").line();
      }
      assertEquals(":1", unblocked);
      assertTrue(client.line().startsWith("-UNBLOCKED"));
    }
  }

  /** A client's field of CLIENT LIST, as a number. */
  private static long field(RawClient asking, String id, String name) throws IOException {
    asking.send("CLIENT LIST ID " + id + "\r\n").line();
    String line = asking.line();
    asking.line();
    return Long.parseLong((" " + line).split(" " + name + "=", 2)[1].split(" ", 2)[0]);
  }

  @Test
  void listTellsWhatIsInBuffers() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient admin = new RawClient(redis.port());
        RawClient client = new RawClient(redis.port())) {
      String own = id(admin);
      String list = "CLIENT LIST ID " + own + "\r\n";
      assertEquals(list.length(), field(admin, own, "qbuf"));
      assertEquals("CLIENTLISTID".length() + own.length(), field(admin, own, "argv-mem"));
      assertTrue(field(admin, own, "rbs") > 0);
      assertTrue(field(admin, own, "rbp") > 200); // the reply to the one before
      String id = id(client);
      assertEquals(0, field(admin, id, "qbuf") + field(admin, id, "tot-mem"));
      client.send("MULTI\r\nSET k abcde\r\n").line();
      client.line();
      assertEquals(9, field(admin, id, "multi-mem"));
      client.send("DISCARD\r\n").line();
      assertEquals(0, field(admin, id, "multi-mem"));
      client.send("*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$8\r\nabcd");
      until(() -> field(admin, id, "argv-mem") == 4);
      assertTrue(field(admin, id, "qbuf") >= 4);
      client.send("efgh\r\n").line();
      assertEquals(0, field(admin, id, "argv-mem"));
      client.send("SETRANGE k 4000000 x\r\n" + "GET k\r\n".repeat(9)).line();
      until(() -> field(admin, id, "omem") > 1_000_000);
      assertTrue(field(admin, id, "oll") > 0);
      assertTrue(field(admin, id, "tot-mem") >= field(admin, id, "omem"));
    }
  }

  private static void until(Callable<Boolean> condition) {
    Awaitility.await().pollDelay(Duration.ZERO).until(condition);
  }

  @Test
  void monitorShowsCommandsButNoPasswords() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient monitor = new RawClient(redis.port());
        RawClient client = new RawClient(redis.port())) {
      assertEquals("+OK", monitor.send("MONITOR\r\n").line());
      client.send("SET k \"a\\\"\\x01\\n\"\r\nCLIENT LIST\r\nAUTH me secret\r\n");
      String first = monitor.line();
      assertTrue(first.matches("\\+\\d+\\.\\d{6} \\[0 127\\.0\\.0\\.1:\\d+] .*"), first);
      assertTrue(first.endsWith("\"SET\" \"k\" \"a\\\"\\x01\\n\""), first);
      String second = monitor.line();
      assertTrue(second.endsWith("\"AUTH\" \"(redacted)\" \"(redacted)\""), second);
    }
  }

  @Test
  void whatRunsOutIsToldOf() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient listener = new RawClient(redis.port());
        RawClient client = new RawClient(redis.port())) {
      client.send("CONFIG SET notify-keyspace-events Ex\r\nSET k v PX 1\r\n");
      listener.send("SUBSCRIBE __keyevent@0__:expired\r\n");
      for (int i = 0; i < 6; i++) {
        listener.line();
      }
      client.send("SET k v PX 1\r\n");
      StringBuilder message = new StringBuilder();
      for (int i = 0; i < 7; i++) {
        message.append(listener.line()).append(' ');
      }
      assertEquals("*3 $7 message $22 __keyevent@0__:expired $1 k ", message.toString());
    }
  }
}
