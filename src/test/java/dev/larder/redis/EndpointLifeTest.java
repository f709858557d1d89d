package dev.larder.redis;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How an endpoint begins and ends. */
class EndpointLifeTest {
  @Test
  void aThousandEndpointsLeaveNoThread() throws Exception {
    try (Larder larder = Larder.inMemory()) {
      for (int i = 0; i < 1000; i++) {
        try (RedisEndpoint redis = larder.redis(0);
            RawClient client = new RawClient(redis.port())) {
          assertEquals("+PONG", client.send("PING\r\n").line());
        }
      }
    }
    // Netty tells of the end of a thread on another one of its own, which ends a second later.
    await().untilAsserted(() -> assertEquals(List.of(), threads()));
  }

  private static List<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith("larder-redis") || name.startsWith("globalEvent"))
        .toList();
  }

  @Test
  void strangersNeedAPassword() {
    try (Larder larder = Larder.inMemory()) {
      RedisOptions.Builder all = RedisOptions.builder().bind("0.0.0.0");
      RedisOptions open = all.build();
      assertThrows(IllegalArgumentException.class, () -> RedisEndpoint.start(larder, open));
      RedisEndpoint.start(larder, all.password("x").build()).close();
      RedisEndpoint.start(
              larder, RedisOptions.builder().bind("0.0.0.0").allowRemoteWithoutPassword().build())
          .close();
      assertThrows(IllegalArgumentException.class, () -> all.password("").build());
      assertTrue(!all.password("hidden").build().toString().contains("hidden"));
    }
  }

  @Test
  void aUnixDomainSocketIsThereAsLongAsTheEndpoint(@TempDir Path directory) throws Exception {
    Path path = directory.resolve("s");
    RedisOptions options = RedisOptions.builder().unixSocket(path).build();
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = RedisEndpoint.start(larder, options);
        SocketChannel client = SocketChannel.open(StandardProtocolFamily.UNIX)) {
      client.connect(UnixDomainSocketAddress.of(path));
      client.write(StandardCharsets.US_ASCII.encode("PING\r\n"));
      ByteBuffer reply = ByteBuffer.allocate(7);
      while (reply.hasRemaining() && client.read(reply) >= 0) {}
      assertEquals("+PONG\r\n", new String(reply.array(), StandardCharsets.US_ASCII));
      assertTrue(redis.port() > 0);
    }
    assertTrue(Files.notExists(path));
  }
}
