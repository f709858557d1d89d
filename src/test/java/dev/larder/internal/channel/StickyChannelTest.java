package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Channel;
import dev.larder.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Channels that keep their latest message. */
class StickyChannelTest {
  private final ChannelBus bus = new ChannelBus();
  private final Channel<Integer> channel = bus.channel("state", Integer.class).sticky();
  private final List<Object> heard = Collections.synchronizedList(new ArrayList<>());

  @Test
  void aNewSubscriberGetsTheLatestFirst() {
    assertEquals(Optional.empty(), channel.latest());
    channel.subscribe(heard::add);
    assertEquals(List.of(), heard);
    channel.publish(1);
    channel.publish(2);
    assertEquals(List.of(1, 2), heard);
    heard.clear();
    channel.subscribe(n -> heard.add("second " + n));
    bus.subscribe("st*", Integer.class, (name, n) -> heard.add(name + " " + n));
    bus.subscriber("*", Integer.class).subscribe(n -> heard.add("fourth " + n));
    assertEquals(List.of("second 2", "state 2", "fourth 2"), heard);
    heard.clear();
    assertEquals(4, channel.publish(3));
    assertEquals(List.of(3, "second 3", "state 3", "fourth 3"), heard);
    assertEquals(Optional.of(3), channel.latest());
  }

  @Test
  void theMessageKeepsTheChannel() {
    bus.channel("kept", String.class).sticky().publish("here");
    System.gc();
    bus.channel("kept", String.class).subscribe(heard::add);
    assertEquals(List.of("here"), heard);
  }

  @Test
  void whoSubscribesMeanwhileMissesNothingAndGetsNothingTwice() throws Exception {
    int messages = 20_000;
    Thread publisher =
        new Thread(
            () -> {
              for (int i = 1; i <= messages; i++) {
                channel.publish(i);
              }
            });
    publisher.start();
    int rounds = 0;
    while (publisher.isAlive()) {
      List<Integer> got = Collections.synchronizedList(new ArrayList<>());
      Subscription subscription =
          rounds++ % 2 == 0
              ? channel.subscribe(got::add)
              : channel.subscriber().onWorker().subscribe(got::add);
      for (int spin = 0; spin < 1_000; spin++) {
        Thread.onSpinWait();
      }
      subscription.close(Duration.ofSeconds(20));
      List<Integer> seen = List.copyOf(got);
      for (int i = 1; i < seen.size(); i++) {
        assertEquals(seen.get(i - 1) + 1, seen.get(i), "no gap, nothing twice");
      }
    }
    publisher.join();
    assertTrue(rounds > 1);
    channel.subscribe(heard::add);
    assertEquals(List.of(messages), heard);
    assertEquals(0, channel.failures());
  }
}
