package dev.larder.redis.differential;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.redis.RedisEndpoint;
import dev.larder.store.MovableClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** LATENCY notes what takes as long as latency-monitor-threshold says. */
class LatencyTest {
  private static long number(Value value) {
    return ((Value.Int) value).number();
  }

  @Test
  void longCommandsAreSpikes() throws IOException {
    MovableClock clock = new MovableClock();
    try (Larder larder = Larder.builder().clock(clock).open();
        RedisEndpoint redis = larder.redis(0);
        RespClient client =
            new RespClient(new InetSocketAddress(InetAddress.getLoopbackAddress(), redis.port()))) {
      client.call("DEBUG", "SLEEP", "0.02");
      assertEquals("[]", client.call("LATENCY", "LATEST").toString());
      client.call("CONFIG", "SET", "latency-monitor-threshold", "20");
      client.call("DEBUG", "SLEEP", "0.06");
      client.call("DEBUG", "SLEEP", "0.02"); // in the same second, and shorter
      clock.advance(Duration.ofSeconds(100));
      client.call("DEBUG", "SLEEP", "0.02");
      // Whatever the machine is busy with: what follows is none.
      client.call("CONFIG", "SET", "latency-monitor-threshold", "1000000");
      List<Value> latest = client.call("LATENCY", "LATEST").children().get(0).children();
      assertEquals("\"command\"", latest.get(0).toString());
      assertEquals(1_100, number(latest.get(1)));
      assertTrue(number(latest.get(3)) >= 60, latest::toString);
      assertTrue(number(latest.get(2)) >= 20, latest::toString);
      List<Value> history = client.call("LATENCY", "HISTORY", "command").children();
      assertEquals(2, history.size());
      assertEquals(1_000, number(history.get(0).children().get(0)));
      assertEquals(number(latest.get(3)), number(history.get(0).children().get(1)));
      clock.advance(Duration.ofSeconds(3_600));
      String graph = Bytes.text(((Value.Bulk) client.call("LATENCY", "GRAPH", "command")).bytes());
      assertTrue(graph.startsWith("command - high "), graph);
      assertTrue(graph.endsWith("\n#  \n|  \n|  \n|_\n\n11\nhh\n".replace("  \n", " \n")), graph);
      assertTrue(client.call("LATENCY", "DOCTOR").toString().contains("command: 2 spikes"));
      assertEquals("(integer) 1", client.call("LATENCY", "RESET", "x", "command").toString());
      assertEquals("[]", client.call("LATENCY", "LATEST").toString());
    }
  }

  @Test
  void histogramsCountCalls() throws IOException {
    try (Ours ours = Ours.start();
        RespClient client = RespClient.open(ours.address(), 3)) {
      for (int i = 0; i < 10; i++) {
        client.call("SET", "k", "v");
      }
      client.call("CONFIG", "GET", "port");
      List<Value> all = client.call("LATENCY", "HISTOGRAM", "set", "config", "get").children();
      assertEquals(4, all.size(), all::toString);
      assertEquals("\"set\"", all.get(0).toString());
      assertEquals("\"config|get\"", all.get(2).toString());
      List<Value> set = all.get(1).children();
      assertEquals("(integer) 10", set.get(1).toString());
      List<Value> steps = set.get(3).children();
      assertEquals(10, number(steps.get(steps.size() - 1)));
      client.call("CONFIG", "RESETSTAT");
      assertEquals("map{}", client.call("LATENCY", "HISTOGRAM", "set").toString());
      client.call("CONFIG", "SET", "latency-tracking", "no");
      client.call("SET", "k", "v");
      assertEquals("map{}", client.call("LATENCY", "HISTOGRAM", "set").toString());
    }
  }
}
