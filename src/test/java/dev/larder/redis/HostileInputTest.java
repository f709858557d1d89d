package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import java.io.IOException;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client in its right mind sends; whatever it is, others are still served. */
class HostileInputTest {
  private static final String PREFIX = "-ERR Protocol error: ";

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

  private void closes(String request, String error) throws IOException {
    try (RawClient client = client()) {
      assertEquals(PREFIX + error + "\r\n", client.send(request).rest());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1000000000",
        "2147483648",
        "+1",
        "01",
        "1e3",
        "12345678901234567890",
        "",
        "-",
        "-0",
        " 1"
      })
  void h1h2CountsThatAreNone(String count) throws IOException {
    closes("*" + count + "\r\n", "invalid multibulk length");
  }

  @ParameterizedTest
  @ValueSource(strings = {"536870913", "-2", "-1", "9223372036854775808", "", "04"})
  void h3LengthsThatAreNone(String length) throws IOException {
    closes("*1\r\n$" + length + "\r\n", "invalid bulk length");
  }

  @Test
  void h4AnnouncedAndThenSilent() throws IOException {
    List<RawClient> silent = new ArrayList<>();
    try {
      for (int i = 0; i < 2000; i++) {
        silent.add(client().send("*3\r\n$3\r\nSET\r\n$536870912\r\n"));
      }
      assertEquals("+PONG", reply("PING\r\n"));
    } finally {
      for (RawClient each : silent) {
        each.close();
      }
    }
  }

  @Test
  void h5AByteAtATime() throws IOException {
    try (RawClient client = client()) {
      for (byte next : "*2\r\n$4\r\nECHO\r\n$2\r\nab\r\nPING x\r\n".getBytes("US-ASCII")) {
        client.send(new byte[] {next});
      }
      assertEquals(
          "$2 ab $1 x",
          client.line() + " " + client.line() + " " + client.line() + " " + client.line());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*|too big mbulk count string",
        "*1\r\n$|too big bulk count string",
        "a|too big inline request"
      })
  void h6LinesWithoutEnd(String begin) throws IOException {
    String[] parts = begin.split("\\|");
    try (RawClient client = client()) {
      client.send(parts[0]);
      byte[] chunk = "1".repeat(1 << 20).getBytes("US-ASCII");
      boolean cut = false;
      for (int i = 0; i < 1024 && !cut; i++) {
        try {
          client.send(chunk);
        } catch (SocketException e) {
          cut = true;
        }
      }
      assertTrue(cut, "a gigabyte was taken");
    }
    closes(parts[0] + "1".repeat(65_600), parts[1]);
  }

  @Test
  void h7EndsOfLinesCutAnywhere() throws IOException {
    String request = "*2\r\n$4\r\nECHO\r\n$2\r\n\r\n\r\n\nPING\nPING a\rb\r\n";
    for (int cut = 1; cut < request.length(); cut++) {
      try (RawClient client = client()) {
        client.send(request.substring(0, cut)).send(request.substring(cut)).send("QUIT\r\n");
        String all = client.rest();
        assertTrue(all.startsWith("$2\r\n\r\n\r\n+PONG\r\n-ERR wrong number"), cut + ": " + all);
        assertTrue(all.endsWith("+OK\r\n"), cut + ": " + all);
      }
    }
  }

  @Test
  void h8NestedRequests() throws IOException {
    closes("*1\r\n*1\r\n", "expected '$', got '*'");
    closes("*1\r\n:1\r\n", "expected '$', got ':'");
    closes("*1\r\n\r\n", "expected '$', got ' '");
    assertTrue(reply("%1\r\n").startsWith("-ERR unknown command '%1'"));
    try (RawClient client = client()) {
      client.send("*1\r\n".repeat(1_000_000));
    } catch (SocketException e) {
      assertTrue(e.getMessage().contains("reset") || e.getMessage().contains("pipe"), e::toString);
    }
  }

  @Test
  void h9NothingAndThenACommand() throws IOException {
    assertEquals("+PONG", reply("*0\r\n*-1\r\n*-2\r\n\r\n\n   \r\nPING\r\n"));
  }

  @Test
  void h10BytesThatEndLinesInErrors() throws IOException {
    assertEquals(
        "-ERR unknown command 'a  b', with args beginning with: 'd  ' ",
        reply("*2\r\n$6\r\na\r\nb\0c\r\n$3\r\nd\r\n\r\n"));
    assertEquals("$4", reply("*2\r\n$4\r\nECHO\r\n$4\r\n\0\377\r\n\r\n"));
    assertTrue(reply("HELLO 3 SETNAME \"a\\r\\nb\"\r\n").startsWith("-ERR Client names cannot"));
    assertEquals(":1", reply("*4\r\n$4\r\nHSET\r\n$3\r\n\0\r\n\r\n$1\r\n\377\r\n$0\r\n\r\n"));
  }

  @Test
  void h11QuotesThatDontMatch() throws IOException {
    for (String line :
        List.of("ECHO \"a", "ECHO \"a\"b", "ECHO 'a\"", "ECHO \"a\\\"", "ECHO 'a\\'")) {
      closes(line + "\r\n", "unbalanced quotes in request");
    }
    assertEquals("$5", reply("ECHO \"\\x41\\n\\xzz\"\r\n"));
  }

  @Test
  void h12OtherProtocols() throws IOException {
    for (String head :
        List.of("GET / HTTP/1.1\r\nHost: x\r\n", "POST / HTTP/1.1\r\n", "*1\r\n$4\r\nPoSt\r\n")) {
      try (RawClient client = client()) {
        client.send(head + "\r\nSET stolen 1\r\n");
        String all = client.rest();
        assertTrue(!all.contains("OK") && !all.contains("HTTP"), all);
      }
    }
    client().send("\026\003\001\002\000\001\000\001\374\003\003").close();
    assertEquals(0, larder.names().size());
  }

  @Test
  void h13RandomBytesAfterAGoodBeginning() throws IOException {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int i = 0; i < 200; i++) {
      byte[] bytes = new byte[random.nextInt(4000)];
      random.nextBytes(bytes);
      try (RawClient client = client()) {
        client.send("*2\r\n$4\r\nECHO\r\n$1\r\na\r\n");
        assertEquals("$1", client.line(), "seed " + seed);
        client.send(bytes);
      } catch (SocketException e) {
        assertTrue(e.getMessage() != null, "seed " + seed);
      }
    }
  }

  @Test
  void h14AMillionCommandsAndNoReplyRead() throws Exception {
    byte[] pings = "PING\r\n".repeat(1000).getBytes("US-ASCII");
    try (RawClient client = client()) {
      Thread sender =
          new Thread(
              () -> {
                try {
                  for (int i = 0; i < 1000; i++) {
                    client.send(pings);
                  }
                } catch (IOException e) {
                  throw new AssertionError(e);
                }
              });
      sender.start();
      assertEquals("+PONG", reply("PING\r\n"));
      for (int i = 0; i < 1_000_000; i++) {
        if (!client.line().equals("+PONG")) {
          throw new AssertionError("at " + i);
        }
      }
      sender.join();
    }
  }

  @Test
  void h22BeforeThePasswordLittleIsTaken() throws IOException {
    RedisOptions options = RedisOptions.builder().password("secret").build();
    try (RedisEndpoint locked = RedisEndpoint.start(larder, options)) {
      try (RawClient client = new RawClient(locked.port())) {
        client.send("*11\r\n");
        assertEquals(PREFIX + "unauthenticated multibulk length\r\n", client.rest());
      }
      try (RawClient client = new RawClient(locked.port())) {
        client.send("*2\r\n$4\r\nAUTH\r\n$1048576\r\n");
        assertEquals(PREFIX + "unauthenticated bulk length\r\n", client.rest());
      }
      try (RawClient client = new RawClient(locked.port())) {
        byte[] tries = "AUTH x\r\nGET a\r\n".repeat(1000).getBytes("US-ASCII");
        for (int i = 0; i < 100; i++) {
          client.send(tries);
          for (int j = 0; j < 1000; j++) {
            assertTrue(client.line().startsWith("-WRONGPASS "));
            assertEquals("-NOAUTH Authentication required.", client.line());
          }
        }
        client.send("AUTH secret\r\nGET a\r\nQUIT\r\n");
        assertEquals("+OK\r\n$-1\r\n+OK\r\n", client.rest());
      }
    }
  }

  @Test
  void h23BytesOfOtherSerialisersAreBytes() throws IOException {
    String magic = "\254\355\000\005sr\000";
    try (RawClient client = client()) {
      client.send("*3\r\n$3\r\nSET\r\n$1\r\na\r\n$7\r\n" + magic + "\r\nGET a\r\nQUIT\r\n");
      assertEquals("+OK\r\n$7\r\n" + magic + "\r\n+OK\r\n", client.rest());
    }
  }

  @Test
  void h24ConnectAndReset() throws IOException {
    for (int i = 0; i < 10_000; i++) {
      client().send("*3\r\n$3\r\nSE").reset();
    }
  }
}
