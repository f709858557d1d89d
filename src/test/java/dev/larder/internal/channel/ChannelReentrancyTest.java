package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.Channel;
import dev.larder.LarderClosedException;
import dev.larder.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Subscribing, closing and publishing from inside handlers. */
class ChannelReentrancyTest {
  private final ChannelBus bus = new ChannelBus();
  private final Channel<String> channel = bus.channel("c", String.class);
  private final List<String> seen = new ArrayList<>();
  private final List<Subscription> subscriptions = new ArrayList<>();

  /** Subscribes the given number of handlers, of which one runs an action first. */
  private void subscribe(int count, int acting, Runnable action) {
    for (int i = 0; i < count; i++) {
      int number = i;
      boolean acts = i == acting;
      Runnable handler =
          () -> {
            seen.add("" + number);
            if (acts) {
              action.run();
            }
          };
      subscriptions.add(
          i % 3 == 1
              ? bus.subscribe("?", String.class, (name, message) -> handler.run())
              : channel.subscribe(message -> handler.run()));
    }
  }

  @Test
  void closingOnesOwnTakesEffectAfterTheMessage() {
    for (int acting = 0; acting < 6; acting++) {
      closeAll();
      int own = acting;
      subscribe(6, acting, () -> subscriptions.get(own).close());
      assertEquals(6, channel.publish("m"));
      assertEquals(List.of("0", "1", "2", "3", "4", "5"), seen);
      assertEquals(5, channel.publish("m"));
    }
  }

  @Test
  void closingAnotherTakesEffectAtOnce() {
    for (int acting = 0; acting < 6; acting++) {
      for (int other = 0; other < 6; other++) {
        closeAll();
        int closed = other;
        subscribe(6, acting, () -> subscriptions.get(closed).close());
        int expected = other > acting ? 5 : 6;
        assertEquals(expected, channel.publish("m"), acting + " closes " + other);
        assertEquals(expected, seen.size());
        assertEquals(other > acting, !seen.contains("" + other));
        assertEquals(5, channel.subscribers());
      }
    }
  }

  @Test
  void whoSubscribesInsideGetsTheNextMessage() {
    for (int acting = 0; acting < 5; acting++) {
      closeAll();
      subscribe(5, acting, () -> subscriptions.add(channel.subscribe(message -> seen.add("new"))));
      assertEquals(5, channel.publish("m"));
      assertEquals(List.of("0", "1", "2", "3", "4"), seen);
      assertEquals(6, channel.publish("m"));
    }
  }

  @Test
  void publishingInsideRunsToItsEndFirst() {
    Channel<Integer> numbers = bus.channel("numbers", Integer.class);
    List<String> log = new ArrayList<>();
    numbers.subscribe(
        n -> {
          log.add("a" + n);
          if (n > 0) {
            assertEquals(2, numbers.publish(n - 1));
          }
        });
    numbers.subscribe(n -> log.add("b" + n));
    assertEquals(2, numbers.publish(2));
    assertEquals(List.of("a2", "a1", "a0", "b0", "b1", "b2"), log);
  }

  @Test
  void aFailureAfterACloseStillLetsTheOthersGetTheMessage() {
    subscribe(
        6,
        1,
        () -> {
          subscriptions.get(3).close();
          throw new OnPurpose();
        });
    assertEquals(5, channel.publish("m"));
    assertEquals(List.of("0", "1", "2", "4", "5"), seen);
    assertEquals(1, channel.failures());
    assertEquals(1, subscriptions.get(1).failures());
  }

  @Test
  void makingAChannelInsideAPatternsHandlerWorks() {
    bus.subscribe(
        "*",
        String.class,
        (name, message) -> {
          seen.add(name);
          if (name.length() < 4) {
            bus.channel(name + "c", String.class).publish(message);
          }
        });
    assertEquals(1, channel.publish("m"));
    assertEquals(List.of("c", "cc", "ccc", "cccc"), seen);
  }

  @Test
  void closingTheBusInsideEndsTheMessage() {
    subscribe(5, 2, bus::close);
    assertEquals(3, channel.publish("m"));
    assertEquals(List.of("0", "1", "2"), seen);
    assertThrows(LarderClosedException.class, () -> channel.publish("m"));
  }

  private void closeAll() {
    subscriptions.forEach(Subscription::close);
    subscriptions.clear();
    seen.clear();
    assertEquals(0, channel.subscribers());
  }
}
