package dev.larder.redis;

import dev.larder.Larder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Sends numbered messages to subscribers that don't read, more than there is room for in the
 * buffers, and then looks at what each of them has got.
 */
final class BufferExhaustion {
  private static final int SUBSCRIBERS = 8;
  private static final int MESSAGES = 20;
  private static final byte[] MESSAGE = "m".repeat(1 << 20).getBytes(StandardCharsets.US_ASCII);

  private BufferExhaustion() {}

  public static void main(String[] arguments) throws IOException {
    List<RawClient> clients = new ArrayList<>();
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0)) {
      for (int i = 0; i < SUBSCRIBERS; i++) {
        RawClient client = new RawClient(redis.port());
        client.send("*2\r\n$9\r\nSUBSCRIBE\r\n$1\r\nc\r\n");
        skip(client, 6);
        clients.add(client);
      }
      var channel = larder.channel("c", byte[].class);
      for (int i = 0; i < MESSAGES; i++) {
        byte[] message = MESSAGE.clone();
        message[0] = (byte) ('A' + i);
        channel.publish(message);
      }
      int whole = 0;
      for (RawClient client : clients) {
        whole += messages(client) == MESSAGES ? 1 : 0;
      }
      try (RawClient other = new RawClient(redis.port())) {
        check(other.send("PING\r\n").line().equals("+PONG"), "others are served");
      }
      check(whole > 0, "somebody has all");
      check(whole < SUBSCRIBERS, "there was room for all");
      System.out.println("in order, " + whole + " of " + SUBSCRIBERS + " have all");
    }
  }

  /** How many messages one has got, each after the one before it. */
  private static int messages(RawClient client) throws IOException {
    int count = 0;
    while (count < MESSAGES) {
      skip(client, 6);
      String message = client.line();
      if (client.isAtEnd()) {
        return count;
      }
      check(
          message.charAt(0) == 'A' + count,
          "message " + count + " begins with " + message.charAt(0));
      check(message.length() == MESSAGE.length, "message " + count + " is whole");
      count++;
    }
    return count;
  }

  private static void skip(RawClient client, int lines) throws IOException {
    for (int i = 0; i < lines; i++) {
      client.line();
    }
  }

  private static void check(boolean holds, String what) {
    if (!holds) {
      throw new AssertionError(what);
    }
  }
}
