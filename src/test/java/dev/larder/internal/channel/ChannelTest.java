package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Channel;
import dev.larder.Subscription;
import dev.larder.WrongTypeException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ChannelTest {
  private final ChannelBus bus = new ChannelBus();
  private final Channel<String> channel = bus.channel("orders", String.class);
  private final List<String> seen = new ArrayList<>();

  @Test
  void publishWithoutSubscribersReachesNobody() {
    assertEquals(0, channel.publish("a"));
    channel.subscribe(seen::add);
    assertEquals(List.of(), seen);
  }

  @Test
  void deliversInOrderOfSubscriptionDirectAndByPatternMixed() {
    for (int i = 0; i < 8; i++) {
      int number = i;
      if (i % 2 == 0) {
        channel.subscribe(message -> seen.add(number + message));
      } else {
        bus.subscribe("o*", Object.class, (name, message) -> seen.add(number + name + message));
      }
      assertEquals(i + 1, channel.subscribers());
      assertEquals(i + 1, channel.publish("-"));
    }
    seen.clear();
    assertEquals(8, channel.publish("x"));
    assertEquals(
        List.of("0x", "1ordersx", "2x", "3ordersx", "4x", "5ordersx", "6x", "7ordersx"), seen);
  }

  @Test
  void orderHoldsOnAChannelMadeAfterThePatterns() {
    bus.subscribe("n*", String.class, (name, message) -> seen.add("1" + message));
    Channel<String> late = bus.channel("new", String.class);
    late.subscribe(message -> seen.add("2" + message));
    bus.subscribe("?ew", String.class, (name, message) -> seen.add("3" + message));
    assertEquals(3, late.publish("m"));
    assertEquals(List.of("1m", "2m", "3m"), seen);
  }

  @Test
  void theSameHandlerTwiceIsCalledTwice() {
    Consumer<String> handler = seen::add;
    Subscription first = channel.subscribe(handler);
    channel.subscribe(handler);
    assertEquals(2, channel.publish("a"));
    first.close();
    assertEquals(1, channel.publish("b"));
    assertEquals(List.of("a", "a", "b"), seen);
  }

  @Test
  void closedSubscriptionsGetNothingAndCloseAgainDoesNothing() {
    for (int count = 1; count <= 6; count++) {
      List<Subscription> subscriptions = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        int number = i;
        subscriptions.add(channel.subscribe(message -> seen.add("" + number)));
      }
      for (int i = count - 1; i >= 0; i--) {
        assertTrue(subscriptions.get(i).isActive());
        subscriptions.get(i).close();
        subscriptions.get(i).close();
        assertFalse(subscriptions.get(i).isActive());
        seen.clear();
        assertEquals(i, channel.publish("m"));
        assertEquals(i, seen.size());
        assertEquals(i, channel.subscribers());
      }
    }
  }

  @Test
  void whoThrowsIsCountedAndTheOthersGetTheMessage() {
    for (int position = 0; position < 5; position++) {
      seen.clear();
      Channel<String> failing = bus.channel("failing" + position, String.class);
      List<Subscription> subscriptions = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        int number = i;
        boolean fails = i == position || i == 4;
        subscriptions.add(
            failing.subscribe(
                message -> {
                  if (fails) {
                    if (number % 2 == 1) {
                      throw new OnPurpose.Failure();
                    }
                    throw new OnPurpose();
                  }
                  seen.add("" + number);
                }));
      }
      int failures = position == 4 ? 1 : 2;
      assertEquals(5, failing.publish("m"), "those that threw were handed the message");
      assertEquals(5 - failures, seen.size());
      assertEquals(failures, failing.failures());
      assertEquals(1, subscriptions.get(position).failures());
      assertEquals(1, subscriptions.get(4).failures());
      failing.publish("again");
      assertEquals(2 * failures, failing.failures());
    }
    assertEquals(0, channel.failures());
  }

  @Test
  void failuresOfAPatternAreCountedOverAllItsChannels() {
    Subscription all =
        bus.subscribe(
            "*",
            String.class,
            (name, message) -> {
              throw new OnPurpose();
            });
    assertEquals(1, channel.publish("a"));
    assertEquals(1, bus.channel("other", String.class).publish("b"));
    assertEquals(2, all.failures());
    assertEquals(1, channel.failures());
  }

  @Test
  void errorsOfTheMachineGoToThePublisherAfterTheOthersGotTheMessage() {
    StackOverflowError first = new StackOverflowError("on purpose");
    channel.subscribe(
        message -> {
          throw first;
        });
    channel.subscribe(
        message -> {
          throw new OutOfMemoryError("on purpose, the second");
        });
    channel.subscribe(seen::add);
    assertSame(first, assertThrows(StackOverflowError.class, () -> channel.publish("m")));
    assertEquals(List.of("m"), seen);
    assertEquals(2, channel.failures());
  }

  @Test
  void sneakyInterruptsKeepTheThreadInterrupted() {
    channel.subscribe(message -> ChannelTest.<RuntimeException>sneak(new InterruptedException()));
    assertEquals(1, channel.publish("m"));
    assertTrue(Thread.interrupted());
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  @Test
  void argumentsAreChecked() {
    assertThrows(NullPointerException.class, () -> channel.publish(nothing()));
    assertThrows(NullPointerException.class, () -> channel.subscribe(nothing()));
    assertThrows(NullPointerException.class, () -> bus.channel(nothing(), String.class));
    assertThrows(NullPointerException.class, () -> bus.channel("a", nothing()));
    assertThrows(NullPointerException.class, () -> bus.subscribe("*", String.class, nothing()));
    assertThrows(NullPointerException.class, () -> bus.subscribers(nothing()));
    IllegalArgumentException primitive =
        assertThrows(IllegalArgumentException.class, () -> bus.channel("n", int.class));
    assertTrue(primitive.getMessage().contains("int"));
    assertEquals(0, channel.subscribers());
  }

  @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
  private static <X> X nothing() {
    return null;
  }

  @Test
  void oneNameIsOneChannelOfOneClass() {
    assertSame(channel, bus.channel("orders", String.class));
    assertEquals("orders", channel.name());
    assertEquals(String.class, channel.type());
    WrongTypeException wrong =
        assertThrows(WrongTypeException.class, () -> bus.channel("orders", Object.class));
    assertEquals("orders", wrong.name());
    assertEquals("channel<java.lang.Object>", wrong.wanted());
    assertEquals("channel<java.lang.String>", wrong.found());
  }
}
