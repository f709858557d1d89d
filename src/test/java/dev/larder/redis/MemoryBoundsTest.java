package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import io.netty.util.internal.PlatformDependent;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What clients that do nothing, or don't read, may take of the process. */
class MemoryBoundsTest {
  private static final int MOST_OF_ONE = 32 * 1024;
  private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

  private final Larder larder = Larder.inMemory();
  private final RedisEndpoint redis = larder.redis(0);
  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void close() throws IOException {
    for (RawClient client : clients) {
      client.close();
    }
    redis.close();
    larder.close();
  }

  private RawClient client() throws IOException {
    RawClient client = new RawClient(redis.port());
    clients.add(client);
    return client;
  }

  @Test
  void twoThousandIdleClients() throws IOException {
    idle(2000);
  }

  /** Both ends of a connection are in this process: it needs 20 000 files and some. */
  @Test
  @Tag("long")
  void nearlyTenThousandIdleClients() throws IOException {
    idle(9500);
  }

  /** A third each: said nothing yet, spoke once, stopped in the middle of a command. */
  private void idle(int count) throws IOException {
    assertEquals("+PONG", client().send("PING\r\n").line()); // what the first one needs is there
    long before = used();
    for (int i = 0; i < count; i++) {
      RawClient client = client();
      if (i % 3 == 1) {
        assertEquals("+PONG", client.send("PING\r\n").line());
      } else if (i % 3 == 2) {
        client.send("*3\r\n$3\r\nSET\r\n$3\r\nkey\r\n$100000000\r\nvalue");
      }
    }
    assertEquals("+PONG", client().send("PING\r\n").line());
    long each = (used() - before) / count;
    assertTrue(each <= MOST_OF_ONE, () -> each + " bytes for each of " + count + " clients");
  }

  /** Of the heap and beside it, our end and the test's together. */
  private static long used() {
    System.gc();
    System.gc();
    return MEMORY.getHeapMemoryUsage().getUsed()
        + Math.max(0, PlatformDependent.usedDirectMemory());
  }

  /** Each is below its own limit, and no more are cut than must be: one for the last message. */
  @Test
  void allTogetherMayLeaveAQuarterOfTheHeapUnread() throws IOException {
    int messages = 30; // 32 MB is the hard limit of a subscriber
    int message = 1 << 20;
    long quarter = Runtime.getRuntime().maxMemory() / 4;
    int subscribers = (int) (quarter / ((long) messages * message)) + 8;
    for (int i = 0; i < subscribers; i++) {
      client().send("SUBSCRIBE channel\r\n").line();
    }
    RawClient publisher = client();
    byte[] publish =
        ("*3\r\n$7\r\nPUBLISH\r\n$7\r\nchannel\r\n$"
                + message
                + "\r\n"
                + "m".repeat(message)
                + "\r\n")
            .getBytes("US-ASCII");
    int listening = subscribers;
    for (int i = 0; i < messages; i++) {
      listening = Integer.parseInt(publisher.send(publish).line().substring(1));
    }
    int left = listening;
    assertTrue(left < subscribers, "nobody was cut");
    assertTrue(left >= subscribers - 9, () -> left + " of " + subscribers + " are left");
    assertEquals("+PONG", client().send("PING\r\n").line());
  }
}
