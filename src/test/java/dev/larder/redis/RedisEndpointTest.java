package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.internal.store.Store;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RedisEndpointTest {
  private static String ask(int port, String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write((request + "QUIT\r\n").getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(all);
      return all.toString(StandardCharsets.UTF_8).replace("\r\n", " ");
    }
  }

  /** A clock that moves whenever somebody looks: a transaction must not look twice. */
  @Test
  void timeStandsStillInATransaction() throws IOException {
    AtomicLong millis = new AtomicLong();
    InstantSource clock = () -> Instant.ofEpochMilli(millis.incrementAndGet());
    try (Larder larder = Larder.builder().clock(clock).open();
        RedisEndpoint redis = larder.redis(0)) {
      String commands = "MULTI\r\nSET a 1\r\nEXPIRE a 0\r\nEXISTS a\r\nEXEC\r\n";
      String replies = ask(redis.port(), commands);
      assertTrue(replies.endsWith("*3 +OK :1 :0 +OK "), replies);
    }
  }

  /** A key that is given a millisecond has run out after it; it was not removed instead. */
  @Test
  void aTimeToLiveBeginsWithTheCommand() throws IOException {
    AtomicLong millis = new AtomicLong();
    InstantSource clock = () -> Instant.ofEpochMilli(millis.incrementAndGet());
    try (Larder larder = Larder.builder().clock(clock).open();
        RedisEndpoint redis = larder.redis(0)) {
      String commands = "SET a 1\r\nSET b 2\r\nDEBUG SET-ACTIVE-EXPIRE 0\r\n";
      commands += "PEXPIRE a 1\r\nGETEX b PX 1\r\nEXISTS a b\r\nINFO stats\r\n";
      String replies = ask(redis.port(), commands);
      assertTrue(replies.startsWith("+OK +OK +OK :1 $1 2 :0 "), replies);
      assertTrue(replies.contains(" expired_keys:2 "), replies);
    }
  }

  @Test
  void aClientAndAMapSeeTheSame() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0)) {
      String replies =
          ask(
              redis.port(),
              "HSET h a 1 b 2\r\nHGET h a\r\nINCR n\r\nGET h\r\nMULTI\r\nINCR n\r\nEXEC\r\n");
      assertTrue(replies.startsWith(":2 $1 1 :1 -WRONGTYPE"), replies);
      assertTrue(replies.endsWith("+OK +QUEUED *1 :2 +OK "), replies);
      assertEquals("2", larder.map("h", String.class, String.class).get("b"));
      assertEquals(2, larder.counter("n").get());
      larder.map("h", String.class, String.class).put("c", "3");
      assertEquals("$1 3 +OK ", ask(redis.port(), "HGET h c\r\n"));
      assertEquals(":3 +OK ", ask(redis.port(), "INCR n\r\n"));
    }
  }

  @Test
  void theEndMakesNoDatabases() {
    try (Larder larder = Larder.inMemory()) {
      larder.redis(0).close();
      assertEquals(1, ((Store) larder).engines().size());
    }
  }
}
