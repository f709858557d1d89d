package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.Channel;
import dev.larder.Codec;
import dev.larder.Larder;
import dev.larder.Subscription;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;

/** Channels between clients, and between them and the store's own callers. */
class PubSubTest {
  private static String lines(RawClient client, int count) throws IOException {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < count; i++) {
      all.append(i == 0 ? "" : " ").append(client.line());
    }
    return all.toString();
  }

  private static void subscribe(RawClient client, String channel) throws IOException {
    client.send("SUBSCRIBE " + channel + "\r\n");
    assertEquals("*3", lines(client, 6).substring(0, 2));
  }

  @Test
  void bothProtocolsGetMessagesInOrder() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis =
            RedisEndpoint.start(larder, RedisOptions.builder().port(0).threads(2).build());
        RawClient two = new RawClient(redis.port());
        RawClient three = new RawClient(redis.port());
        RawClient publisher = new RawClient(redis.port())) {
      subscribe(two, "news");
      three.send("HELLO 3\r\nPSUBSCRIBE n*\r\nPING\r\n");
      String line = three.line();
      while (!line.equals("+PONG")) {
        line = three.line();
      }
      StringBuilder many = new StringBuilder();
      for (int i = 0; i < 1000; i++) {
        many.append("PUBLISH news ").append(i).append("\r\n");
      }
      publisher.send(many.toString());
      for (int i = 0; i < 1000; i++) {
        String message = String.valueOf(i);
        String end = " $4 news $" + message.length() + " " + message;
        assertEquals("*3 $7 message" + end, lines(two, 7));
        assertEquals(">4 $8 pmessage $2 n*" + end, lines(three, 9));
        assertEquals(":2", publisher.line());
      }
    }
  }

  @Test
  void theStoresChannelAndTheClientsAreOne() throws IOException, InterruptedException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient client = new RawClient(redis.port());
        RawClient publisher = new RawClient(redis.port())) {
      Channel<String> texts = larder.channel("news", String.class);
      BlockingQueue<String> heard = new LinkedBlockingQueue<>();
      texts.subscribe(heard::add);
      assertEquals(1, texts.subscribers());
      subscribe(client, "news");
      assertEquals(2, texts.subscribers(), "all clients of the endpoint together count as one");
      publisher.send("PUBLISH news h\u00c3\u00bc\r\n");
      assertEquals(":2", publisher.line());
      assertEquals("h\u00fc", heard.take());
      assertEquals("*3 $7 message $4 news $3 h\u00c3\u00bc", lines(client, 7));
      assertEquals(2, texts.publish("ho"));
      assertEquals("ho", heard.take());
      assertEquals("*3 $7 message $4 news $2 ho", lines(client, 7));
      client.send("UNSUBSCRIBE\r\nPING\r\n");
      assertEquals("*3 $11 unsubscribe $4 news :0 +PONG", lines(client, 7));
      assertEquals(1, texts.subscribers());
      assertEquals(1, texts.publish("quiet"));
      assertEquals(List.of("quiet"), new ArrayList<>(heard), "each message once");
    }
  }

  @Test
  void aMessageThatTheCodecCannotReadIsAnErrorOfTheTypedSideOnly() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient client = new RawClient(redis.port());
        RawClient publisher = new RawClient(redis.port())) {
      Codec<Integer> codec =
          Codec.of(
              Integer.class,
              number -> number.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
              bytes -> Integer.valueOf(new String(bytes, java.nio.charset.StandardCharsets.UTF_8)));
      Channel<Integer> numbers = larder.channel("n", codec);
      List<Integer> heard = new ArrayList<>();
      numbers.subscribe(heard::add);
      subscribe(client, "n");
      publisher.send("PUBLISH n x\r\nPUBLISH n 17\r\n");
      assertEquals(":1 :2", lines(publisher, 2));
      assertEquals("*3 $7 message $1 n $1 x", lines(client, 7));
      assertEquals("*3 $7 message $1 n $2 17", lines(client, 7));
      assertEquals(List.of(17), heard);
      assertEquals(1, numbers.failures());
      numbers.publish(18);
      assertEquals("*3 $7 message $1 n $2 18", lines(client, 7));
    }
  }

  @Test
  void numbersAndTruthValuesAreTextToClients() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient client = new RawClient(redis.port());
        RawClient publisher = new RawClient(redis.port())) {
      Channel<Integer> numbers = larder.channel("n", Integer.class);
      List<Object> heard = new ArrayList<>();
      numbers.subscriber().map(n -> n + 1).subscribe(heard::add);
      larder.subscribe("t.*", Boolean.class, (name, truth) -> heard.add(name + truth));
      subscribe(client, "n");
      publisher.send("PUBLISH n 17\r\nPUBLISH n 1234\r\nPUBLISH n x\r\nPUBLISH t.t true\r\n");
      assertEquals(":2 :2 :1 :1", lines(publisher, 4));
      assertEquals(List.of(18, 1235, "t.ttrue"), heard);
      assertEquals("*3 $7 message $1 n $2 17", lines(client, 7));
      assertEquals("*3 $7 message $1 n $4 1234", lines(client, 7));
      assertEquals("*3 $7 message $1 n $1 x", lines(client, 7));
      numbers.publish(-5);
      assertEquals("*3 $7 message $1 n $2 -5", lines(client, 7));
    }
  }

  @Test
  void whatATransactionPublishesReachesClients() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient client = new RawClient(redis.port());
        RawClient publisher = new RawClient(redis.port())) {
      Channel<String> news = larder.channel("news", String.class).sticky();
      subscribe(client, "news");
      larder.inTransaction(tx -> tx.publish(news, "done"));
      assertEquals("*3 $7 message $4 news $4 done", lines(client, 7));
      publisher.send("PUBLISH news more\r\n");
      assertEquals(":1", publisher.line());
      assertEquals("more", news.latest().orElseThrow());
    }
  }

  @Test
  void patternsOfTheStoreHearChannelsThatOnlyClientsKnow() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient publisher = new RawClient(redis.port())) {
      List<String> heard = new ArrayList<>();
      Subscription subscription =
          larder.subscribe("a.*", String.class, (name, text) -> heard.add(name + "=" + text));
      publisher.send("PUBLISH a.b hello\r\nPUBLISH b.c no\r\n");
      assertEquals(":1 :0", lines(publisher, 2));
      assertEquals(List.of("a.b=hello"), heard);
      subscription.close();
      publisher.send("PUBLISH a.b hello\r\n");
      assertEquals(":0", publisher.line());
    }
  }

  @Test
  void twoEndpointsOfOneStoreShareChannelsWithoutAnEcho() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint first = larder.redis(0);
        RedisEndpoint second = larder.redis(0);
        RawClient here = new RawClient(first.port());
        RawClient there = new RawClient(second.port());
        RawClient publisher = new RawClient(first.port())) {
      subscribe(here, "c");
      subscribe(there, "c");
      publisher.send("PUBLISH c 1\r\nPUBLISH c 2\r\n");
      assertEquals(":2 :2", lines(publisher, 2));
      String both = "*3 $7 message $1 c $1 1 *3 $7 message $1 c $1 2";
      assertEquals(both, lines(here, 14));
      assertEquals(both, lines(there, 14));
    }
  }

  @Test
  void whoHasLeftIsCountedNoMore() throws IOException {
    try (Larder larder = Larder.inMemory();
        RedisEndpoint redis = larder.redis(0);
        RawClient publisher = new RawClient(redis.port())) {
      Channel<byte[]> bytes = larder.channel("c", byte[].class);
      try (RawClient leaver = new RawClient(redis.port())) {
        subscribe(leaver, "c");
        assertEquals(1, bytes.subscribers());
        leaver.send("QUIT\r\n");
        assertEquals("+OK\r\n", leaver.rest());
      }
      publisher.send("PUBLISH c x\r\nPUBSUB CHANNELS\r\n");
      assertEquals(":0 *0", lines(publisher, 2));
      assertEquals(0, bytes.subscribers());
    }
  }

  @Test
  void theEndpointsEndIsNotTheChannels() throws IOException {
    try (Larder larder = Larder.inMemory()) {
      Channel<String> channel = larder.channel("c", String.class);
      try (RedisEndpoint redis = larder.redis(0);
          RawClient client = new RawClient(redis.port())) {
        subscribe(client, "c");
        assertEquals(1, channel.publish("x"));
      }
      assertEquals(0, channel.publish("y"));
      assertEquals(0, channel.subscribers());
      assertThrows(NullPointerException.class, () -> channel.publish(null));
    }
  }
}
