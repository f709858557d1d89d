package dev.larder.redis.internal.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.internal.store.Store;
import dev.larder.redis.internal.Server;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Requests that come together are answered as those that come one by one, although some are found
 * before it is their turn.
 */
class PipelineTest {
  private static final String PASSWORD = "secret";

  private static final List<String> COMMANDS =
      List.of(
          "SET k v",
          "SET n 12",
          "GET k",
          "GET none",
          "INCR n",
          "INCR k",
          "HSET h f 1",
          "HSET h f 1 g 2",
          "HGET h g",
          "HGET k g",
          "SADD s a b",
          "SISMEMBER s b",
          "ZADD z 1.5 a 2 b",
          "ZADD z 2 a",
          "ZSCORE z a",
          "RPUSH l a b",
          "LPOP l",
          "DEL k",
          "EXPIRE n 100",
          "GET",
          "HGET h",
          "NOSUCH k",
          "MULTI",
          "EXEC",
          "SELECT 3",
          "SELECT 0",
          "FLUSHALL",
          "CLIENT REPLY SKIP",
          "RESET",
          "AUTH " + PASSWORD,
          "SADD s 1 2 3 4 5 6 7 8 9 10",
          "QUIT");

  /** So many of them come often. */
  private static final int ORDINARY = 18;

  private static final List<String> BROKEN =
      List.of("*1\r\nPING\r\n", "*x\r\n", "*2\r\n$3\r\nGET\r\n$-1\r\n", "GET \"k\r\n", "*-1\r\n");

  private final Larder larder = Larder.inMemory();
  private final Server server = new Server((Store) larder, PASSWORD);

  @AfterEach
  void close() {
    larder.close();
  }

  @Test
  void theSameRepliesHoweverTheBytesAreCut() {
    long seed = new SplittableRandom().nextLong();
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 2_000; i++) {
      String requests = requests(random);
      String whole = replies(requests, requests.length());
      int piece = 1 + random.nextInt(40);
      assertEquals(
          replies(requests, piece),
          whole,
          () -> "seed " + seed + ", by " + piece + "\n" + requests);
    }
  }

  private static String requests(SplittableRandom random) {
    StringBuilder text = new StringBuilder(framed("AUTH " + PASSWORD));
    for (int i = random.nextInt(60); i >= 0; i--) {
      boolean isRare = random.nextInt(4) == 0;
      int kind = random.nextInt(isRare ? COMMANDS.size() : ORDINARY);
      text.append(
          isRare && random.nextInt(8) == 0
              ? BROKEN.get(random.nextInt(BROKEN.size()))
              : framed(COMMANDS.get(kind)));
    }
    return text.toString();
  }

  private static String framed(String command) {
    String[] words = command.split(" ");
    return Arrays.stream(words)
        .map(word -> "$" + word.length() + "\r\n" + word + "\r\n")
        .collect(Collectors.joining("", "*" + words.length + "\r\n", ""));
  }

  /** What a new client on an empty store is answered, when its bytes come in pieces. */
  private String replies(String requests, int piece) {
    EmbeddedChannel admin = open();
    send(admin, framed("AUTH " + PASSWORD) + framed("FLUSHALL"));
    admin.finishAndReleaseAll();
    EmbeddedChannel channel = open();
    StringBuilder all = new StringBuilder();
    for (int from = 0; from < requests.length() && channel.isActive(); from += piece) {
      all.append(
          send(channel, requests.substring(from, Math.min(requests.length(), from + piece))));
    }
    all.append(sent(channel)).append(channel.isActive());
    channel.finishAndReleaseAll();
    return all.toString();
  }

  private EmbeddedChannel open() {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.pipeline().addLast(new ClientChannel(server, new Courier(channel.eventLoop())));
    channel.pipeline().fireChannelActive();
    return channel;
  }

  private static String send(EmbeddedChannel channel, String bytes) {
    channel.writeInbound(Unpooled.copiedBuffer(bytes, StandardCharsets.ISO_8859_1));
    return sent(channel);
  }

  private static String sent(EmbeddedChannel channel) {
    channel.runPendingTasks();
    StringBuilder all = new StringBuilder();
    for (ByteBuf next = channel.readOutbound(); next != null; next = channel.readOutbound()) {
      all.append(next.toString(StandardCharsets.ISO_8859_1));
      next.release();
    }
    return all.toString();
  }

  @Test
  void whatComesBeforeWhatIsBrokenIsAnswered() {
    String replies = replies(framed("AUTH " + PASSWORD) + framed("SET k v") + "*x\r\n", 1000);
    assertTrue(replies.startsWith("+OK\r\n+OK\r\n-ERR Protocol error"), replies);
    assertTrue(replies.endsWith("false"), replies);
  }

  /** Whoever has not authenticated may send less: that holds from the request on that says so. */
  @Test
  void limitsHoldFromTheRequestOnThatSetsThem() {
    String before = framed("AUTH " + PASSWORD) + framed("SADD s 1") + framed("RESET");
    String replies = replies(before + framed("SADD s 1 2 3 4 5 6 7 8 9 10"), 1000);
    assertTrue(replies.contains("-ERR Protocol error: unauthenticated multibulk length"), replies);
  }

  @Test
  void whatFollowsACommandThatWaitsIsAnsweredAfterIt() {
    EmbeddedChannel waiting = open();
    EmbeddedChannel other = open();
    String login = framed("AUTH " + PASSWORD);
    assertEquals("+OK\r\n", send(other, login));
    String requests = framed("SET k v") + framed("BLPOP l 0") + framed("GET k") + framed("GET n");
    assertEquals("+OK\r\n+OK\r\n", send(waiting, login + requests));
    assertEquals(":1\r\n", send(other, framed("INCR n")));
    assertEquals(":1\r\n", send(other, framed("RPUSH l a")));
    assertEquals("*2\r\n$1\r\nl\r\n$1\r\na\r\n$1\r\nv\r\n$1\r\n1\r\n", sent(waiting));
    waiting.finishAndReleaseAll();
    other.finishAndReleaseAll();
  }

  @Test
  void eachIsToldThatTheStoreIsClosed() {
    EmbeddedChannel channel = open();
    assertEquals("+OK\r\n", send(channel, framed("AUTH " + PASSWORD)));
    larder.close();
    String error = "-ERR the store is closed\r\n";
    assertEquals(error + error, send(channel, framed("GET k") + framed("GET n")));
    channel.finishAndReleaseAll();
  }
}
