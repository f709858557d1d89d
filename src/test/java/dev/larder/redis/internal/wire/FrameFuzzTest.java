package dev.larder.redis.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.internal.store.Store;
import dev.larder.redis.internal.Server;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Frames that were good before some of their bytes were changed, cut anywhere; no buffer stays, and
 * a client beside them is served.
 */
class FrameFuzzTest {
  private static final long MEBIBYTE = 1L << 20;

  private static final List<String> GOOD =
      List.of(
          "*1\r\n$4\r\nPING\r\n",
          "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$5\r\nvalue\r\n",
          "*2\r\n$3\r\nGET\r\n$1\r\nk\r\n",
          "*4\r\n$4\r\nHSET\r\n$1\r\nh\r\n$1\r\nf\r\n$1\r\nv\r\n",
          "*2\r\n$4\r\nINCR\r\n$1\r\nn\r\n",
          "*5\r\n$5\r\nRPUSH\r\n$1\r\nl\r\n$1\r\na\r\n$1\r\nb\r\n$1\r\nc\r\n",
          "*4\r\n$6\r\nLRANGE\r\n$1\r\nl\r\n$1\r\n0\r\n$1\r\n3\r\n",
          "*4\r\n$4\r\nZADD\r\n$1\r\nz\r\n$3\r\n1.5\r\n$1\r\nm\r\n",
          "*1\r\n$5\r\nMULTI\r\n",
          "*1\r\n$4\r\nEXEC\r\n",
          "*2\r\n$5\r\nHELLO\r\n$1\r\n3\r\n",
          "*1\r\n$7\r\nFLUSHDB\r\n",
          "set k \"a\\x00b\"\r\n",
          "lpop l\r\n",
          "\r\n",
          "*0\r\n",
          "*-1\r\n");

  private final UnpooledByteBufAllocator allocator = new UnpooledByteBufAllocator(false, true);
  private final long seed = new Random().nextLong();
  private final Random random = new Random(seed);

  @Test
  void noFrameDoesHarm() {
    fuzz(100 * MEBIBYTE);
  }

  @Test
  @Tag("long")
  void noFrameOfVeryManyDoesHarm() {
    fuzz(20_000 * MEBIBYTE);
  }

  private void fuzz(long total) {
    try (Larder larder = Larder.inMemory()) {
      Server server = new Server((Store) larder, null);
      EmbeddedChannel good = open(server);
      for (long sent = 0; sent < total; ) {
        EmbeddedChannel channel = open(server);
        while (channel.isActive() && sent < total && random.nextInt(50) != 0) {
          sent += send(channel, random.nextInt(200) == 0 ? noise() : frames());
        }
        channel.finishAndReleaseAll();
        assertEquals("+PONG\r\n", ask(good, "PING\r\n"), () -> "seed " + seed);
      }
      good.finishAndReleaseAll();
      assertTrue(server.sessions().isEmpty(), () -> "seed " + seed);
    }
    assertEquals(0, allocator.metric().usedHeapMemory(), () -> "seed " + seed);
  }

  private EmbeddedChannel open(Server server) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.config().setAllocator(allocator);
    channel.pipeline().addLast(new ClientChannel(server, new Courier(channel.eventLoop())));
    channel.pipeline().fireChannelActive();
    return channel;
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(4096)];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] frames() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(60); i >= 0; i--) {
      text.append(GOOD.get(random.nextInt(GOOD.size())));
    }
    byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    for (int i = random.nextInt(3); i > 0; i--) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          switch (random.nextInt(3)) {
            case 0 -> (byte) random.nextInt();
            case 1 -> (byte) ('0' + random.nextInt(10));
            default -> (byte) "*$\r\n-+ \"".charAt(random.nextInt(8));
          };
    }
    return bytes;
  }

  /** Sends bytes in pieces, drops what comes back, and answers how many bytes they were. */
  private int send(EmbeddedChannel channel, byte[] bytes) {
    for (int from = 0; from < bytes.length && channel.isActive(); ) {
      int length = Math.min(bytes.length - from, 1 + random.nextInt(bytes.length));
      ByteBuf piece = allocator.buffer(length).writeBytes(bytes, from, length);
      channel.writeInbound(piece);
      from += length;
    }
    channel.releaseOutbound();
    return bytes.length;
  }

  private String ask(EmbeddedChannel channel, String request) {
    channel.writeInbound(
        allocator.buffer().writeBytes(request.getBytes(StandardCharsets.ISO_8859_1)));
    ByteBuf reply = channel.readOutbound();
    try {
      return reply.toString(StandardCharsets.ISO_8859_1);
    } finally {
      reply.release();
    }
  }
}
