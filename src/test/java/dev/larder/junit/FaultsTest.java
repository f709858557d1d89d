package dev.larder.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** What is to go wrong goes wrong, and nothing else. */
@LarderTest
class FaultsTest {
  private final TestRedis redis;
  private final Faults faults;

  FaultsTest(TestRedis redis) {
    this.redis = redis;
    this.faults = redis.faults();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(redis.address().host(), redis.port());
    socket.setSoTimeout(30_000);
    return socket;
  }

  private static void send(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String read(Socket socket, int bytes) throws IOException {
    return new String(socket.getInputStream().readNBytes(bytes), StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @EnumSource
  void errorsAreAnsweredAsRedisDoes(RedisError error) {
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      jedis.set("a", "0");
      Fault fault = faults.on().times(1).answer(error);
      jedis.clientGetname(); // what clients send by themselves is not meant
      Exception thrown = assertThrows(JedisDataException.class, () -> jedis.set("a", "1"));
      assertTrue(thrown.getMessage().startsWith(error.name() + " "), thrown.getMessage());
      assertEquals("0", jedis.get("a"));
      assertEquals(1, fault.hits());
    }
  }

  @Test
  void aReplicaStillReads() {
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      faults.on().answer(RedisError.READONLY);
      assertNull(jedis.get("a"));
      assertThrows(JedisDataException.class, () -> jedis.del("a"));
      faults.clear();
      assertEquals(0, jedis.del("a"));
    }
  }

  @Test
  void rulesChooseByCommandKeyAndClient() {
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000);
        Jedis other = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      other.clientSetname("worker-1");
      faults.on("get", "mget").keys("user:*").client("worker-*").answer("ERR planned");
      assertNull(jedis.get("user:1"));
      assertNull(other.get("order:1"));
      assertThrows(JedisDataException.class, () -> other.get("user:1"));
      assertThrows(JedisDataException.class, () -> other.mget("order:1", "user:2"));
      assertEquals("OK", other.set("user:1", "x"));
      faults.on("CONFIG GET").answer("ERR planned");
      assertEquals("OK", jedis.configSet("timeout", "0"));
      assertThrows(JedisDataException.class, () -> jedis.configGet("timeout"));
    }
  }

  @Test
  void anErrorInMultiEndsIt() {
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      faults.on("SET").answer(RedisError.OOM);
      var transaction = jedis.multi();
      transaction.set("a", "1");
      assertThrows(RuntimeException.class, transaction::exec);
    }
  }

  @Test
  void someAreSparedAndAFewAreMet() {
    faults.on("INCR").after(2).times(2).answer("ERR planned");
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      assertEquals("+ + - - + +", outcomes(jedis, 6));
    }
  }

  @Test
  void chanceIsFixedByTheSeed() {
    List<String> runs = new ArrayList<>();
    for (long seed : new long[] {7, 7, 8}) {
      faults.clear();
      faults.seed(seed);
      faults.on("INCR").chance(0.5).answer("ERR planned");
      try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
        runs.add(outcomes(jedis, 40));
      }
    }
    assertEquals(runs.get(0), runs.get(1));
    assertFalse(runs.get(0).equals(runs.get(2)));
    assertTrue(runs.get(0).contains("+") && runs.get(0).contains("-"));
  }

  private static String outcomes(Jedis jedis, int count) {
    List<String> outcomes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      try {
        jedis.incr("n");
        outcomes.add("+");
      } catch (JedisDataException e) {
        outcomes.add("-");
      }
    }
    return String.join(" ", outcomes);
  }

  @Test
  void connectionsAreDropped() {
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      jedis.set("a", "1");
      faults.on("SET").times(1).drop();
      assertThrows(JedisConnectionException.class, () -> jedis.set("a", "2"));
    }
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      assertEquals("1", jedis.get("a"));
      faults.disconnectAll();
      assertThrows(JedisConnectionException.class, () -> jedis.get("a"));
    }
  }

  @Test
  void repliesBeforeADropAreSent() throws IOException {
    faults.on("INCR").after(2).drop();
    try (Socket socket = connect()) {
      send(socket, "INCR n\r\nINCR n\r\nINCR n\r\nINCR n\r\n");
      assertEquals(":1\r\n:2\r\n", read(socket, 100));
    }
  }

  @Test
  void aResetCutsTheReply() throws IOException {
    redis.load("SET a 0123456789");
    faults.on("GET").times(1).resetInReply();
    faults.on("GET").times(1).resetInReply(1);
    for (String expected : List.of("+OK\r\n$10\r\n012", "+OK\r\n$")) {
      try (Socket socket = connect()) {
        send(socket, "SET b 1\r\nGET a\r\n");
        InputStream in = socket.getInputStream();
        assertEquals(
            expected, new String(in.readNBytes(expected.length()), StandardCharsets.ISO_8859_1));
        assertThrows(SocketException.class, in::read);
      }
    }
  }

  @Test
  void whatARepliesCutRanAllTheSame() throws IOException {
    faults.on("INCR").times(1).resetInReply(0);
    try (Socket socket = connect()) {
      send(socket, "INCR n\r\n");
      assertThrows(SocketException.class, () -> socket.getInputStream().read());
    }
    assertEquals("SET n 1\n", redis.keyspace().toString());
  }

  @Test
  void theReplyOfOneThatWaitsIsCutToo() throws IOException {
    faults.on("BLPOP").resetInReply(2);
    try (Socket socket = connect();
        Jedis other = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      send(socket, "BLPOP q 0\r\n");
      redis.awaitCommand("BLPOP");
      other.rpush("q", "x");
      assertEquals("*2", read(socket, 2));
      assertThrows(SocketException.class, () -> socket.getInputStream().read());
    }
  }

  @Test
  void aDelayIsOfTheStoresTime(TestTime time) throws IOException {
    time.stop();
    faults.on("PING").times(1).delay(Duration.ofHours(1));
    try (Socket socket = connect()) {
      send(socket, "PING\r\nPING x\r\n");
      redis.awaitCommand("PING");
      assertEquals(0, socket.getInputStream().available());
      time.advance(Duration.ofHours(1));
      assertEquals("+PONG\r\n$1\r\nx\r\n", read(socket, 14));
    }
    redis.commands().assertCalledTimes(2, "PING");
  }

  @Test
  void aReplyDrips(TestTime time) throws IOException {
    time.stop();
    faults.on("PING").times(1).drip(Duration.ofSeconds(1));
    try (Socket socket = connect()) {
      send(socket, "ECHO a\r\nPING\r\nECHO b\r\n");
      assertEquals("$1\r\na\r\n+", read(socket, 8));
      for (char next : "PONG\r\n".toCharArray()) {
        assertEquals(0, socket.getInputStream().available());
        time.advance(Duration.ofSeconds(1));
        assertEquals(next, (char) socket.getInputStream().read());
      }
      assertEquals("$1\r\nb\r\n", read(socket, 7));
      faults.on("PING").times(1).drip(Duration.ZERO);
      send(socket, "PING\r\nECHO c\r\n");
      assertEquals("+PONG\r\n$1\r\nc\r\n", read(socket, 14));
      faults.on("PING").times(1).drip(Duration.ofSeconds(1));
      send(socket, "PING\r\n");
      assertEquals("+", read(socket, 1));
    } // what is left is given up
  }

  @Test
  void connectionsAreRefused() throws IOException {
    try (Jedis jedis = new Jedis(redis.address().host(), redis.port(), 30_000)) {
      jedis.set("a", "1");
      faults.refuseConnections();
      faults.refuseConnections();
      assertThrows(ConnectException.class, () -> connect().close());
      assertEquals("1", jedis.get("a"));
      assertTrue(
          assertThrows(RuntimeException.class, redis::keyspace).getMessage().contains("refused"));
      faults.acceptConnections();
      connect().close();
    }
  }

  @Test
  void aStalledConnectionIsNotRead() throws IOException {
    Fault stall = faults.on("PING").times(1).stall();
    try (SocketChannel socket =
        SocketChannel.open(new InetSocketAddress(redis.address().host(), redis.port()))) {
      socket.write(ByteBuffer.wrap("PING\r\n".getBytes(StandardCharsets.ISO_8859_1)));
      redis.awaitCommand("PING");
      socket.configureBlocking(false);
      ByteBuffer block = ByteBuffer.allocate(1 << 20);
      long sent = 0;
      int full = 0;
      while (full < 1_000 && sent < 1L << 30) { // until the buffers of the system are full
        block.clear();
        int now = socket.write(block);
        sent += now;
        full = now == 0 ? full + 1 : 0;
        Thread.onSpinWait();
      }
      assertTrue(sent < 1L << 28, "it was read: " + sent);
      stall.end();
      socket.configureBlocking(true);
      ByteBuffer reply = ByteBuffer.allocate(7);
      while (reply.hasRemaining() && socket.read(reply) >= 0) {}
      assertEquals("+PONG\r\n", new String(reply.array(), StandardCharsets.ISO_8859_1));
    }
  }
}
