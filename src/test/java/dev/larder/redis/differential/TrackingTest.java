package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Client-side caching: who has read a key is told when it changes, whoever changes it. */
class TrackingTest {
  private static InetSocketAddress address(RedisEndpoint redis) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port());
  }

  /** What was pushed behind the first ones. */
  private static List<String> pushed(RespClient client, int first) throws IOException {
    client.call("PING");
    List<String> texts = new ArrayList<>();
    List<Value.Push> all = client.pushes();
    all.subList(Math.min(first, all.size()), all.size()).forEach(p -> texts.add(p.toString()));
    return texts;
  }

  @Test
  void readersAreToldOnce() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RespClient reader = RespClient.open(address(redis), 3);
        RespClient writer = RespClient.open(address(redis), 2)) {
      reader.call("CLIENT", "TRACKING", "ON");
      reader.call("GET", "k");
      writer.call("SET", "k", "1");
      writer.call("SET", "k", "2");
      assertEquals(List.of("push[\"invalidate\", [\"k\"]]"), pushed(reader, 0));
      reader.call("HGET", "h", "f");
      writer.call("HSET", "h", "f", "v");
      assertEquals(List.of("push[\"invalidate\", [\"h\"]]"), pushed(reader, 1));
      reader.call("GET", "k");
      writer.call("FLUSHALL");
      assertEquals(List.of("push[\"invalidate\", (nil _)]"), pushed(reader, 2));
    }
  }

  /** The same once there is something: an embedded caller does not wait for the client's loop. */
  private static List<String> awaitPushed(RespClient client, int first) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> pushed(client, first), texts -> !texts.isEmpty());
  }

  @Test
  void embeddedCallersChangesAreTold() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RespClient reader = RespClient.open(address(redis), 3)) {
      reader.call("CLIENT", "TRACKING", "ON");
      reader.call("GET", "v");
      larder.value("v", String.class).set("x");
      assertEquals(List.of("push[\"invalidate\", [\"v\"]]"), awaitPushed(reader, 0));
      reader.call("GET", "v");
      larder.delete("v");
      assertEquals(List.of("push[\"invalidate\", [\"v\"]]"), awaitPushed(reader, 1));
    }
  }

  @Test
  void aClientOfTheOldProtocolIsToldThroughAnother() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RespClient listener = RespClient.open(address(redis), 2);
        RespClient reader = RespClient.open(address(redis), 2);
        RespClient writer = RespClient.open(address(redis), 2)) {
      String id = ((Value.Int) listener.call("CLIENT", "ID")).number() + "";
      listener.call("SUBSCRIBE", "__redis__:invalidate");
      reader.call("CLIENT", "TRACKING", "ON", "REDIRECT", id);
      reader.call("GET", "k");
      writer.call("SET", "k", "1");
      assertEquals("[\"message\", \"__redis__:invalidate\", [\"k\"]]", listener.read().toString());
    }
  }
}
