package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Channel;
import dev.larder.LarderClosedException;
import dev.larder.Subscription;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class ChannelBusTest {
  private final ChannelBus bus = new ChannelBus();
  private final List<String> seen = new ArrayList<>();

  @Test
  void aPatternReachesChannelsThatAreThereAndThatCome() {
    Channel<String> before = bus.channel("orders.eu", String.class);
    Subscription orders = bus.subscribe("orders.*", String.class, (n, m) -> seen.add(n + "=" + m));
    Channel<String> after = bus.channel("orders.us", String.class);
    Channel<String> other = bus.channel("invoices.us", String.class);
    assertEquals(1, before.publish("a"));
    assertEquals(1, after.publish("b"));
    assertEquals(0, other.publish("c"));
    assertEquals(List.of("orders.eu=a", "orders.us=b"), seen);
    orders.close();
    assertFalse(orders.isActive());
    orders.close();
    assertEquals(0, before.publish("d"));
    assertEquals(0, bus.channel("orders.jp", String.class).publish("e"));
    assertEquals(2, seen.size());
  }

  @Test
  void aPatternGetsSubtypesAndNoOtherTypes() {
    bus.subscribe("*", Number.class, (name, message) -> seen.add(name + message.intValue()));
    assertEquals(1, bus.channel("int", Integer.class).publish(1));
    assertEquals(1, bus.channel("double", Double.class).publish(2.5));
    assertEquals(0, bus.channel("string", String.class).publish("3"));
    assertEquals(0, bus.channel("object", Object.class).publish(4));
    assertEquals(List.of("int1", "double2"), seen);
  }

  @Test
  void namesAndCountsAreOfChannelsWithSubscribers() {
    Channel<String> b = bus.channel("b", String.class);
    Channel<String> a = bus.channel("a", String.class);
    assertEquals(Set.of(), bus.names());
    Subscription one = b.subscribe(seen::add);
    a.subscribe(seen::add);
    a.subscribe(seen::add);
    assertEquals(List.of("a", "b"), List.copyOf(bus.names()));
    assertEquals(2, bus.subscribers("a"));
    assertEquals(0, bus.subscribers("none"));
    one.close();
    assertEquals(Set.of("a"), bus.names());
    assertThrows(UnsupportedOperationException.class, () -> bus.names().add("x"));
  }

  @Test
  void everyCallFailsAfterTheClose() {
    Channel<String> channel = bus.channel("c", String.class);
    Channel<String> quiet = bus.channel("quiet", String.class);
    Subscription direct = channel.subscribe(seen::add);
    Subscription pattern = bus.subscribe("*", String.class, (name, message) -> seen.add(name));
    bus.close();
    bus.close();
    List<Executable> calls =
        List.of(
            () -> channel.publish("m"),
            () -> quiet.publish("m"),
            () -> channel.subscribe(seen::add),
            channel::subscribers,
            channel::failures,
            channel::name,
            channel::type,
            direct::isActive,
            direct::failures,
            pattern::isActive,
            pattern::failures,
            () -> bus.channel("c", String.class),
            () -> bus.channel("d", String.class),
            () -> bus.subscribe("*", String.class, (name, message) -> {}),
            bus::names,
            () -> bus.subscribers("c"));
    for (Executable call : calls) {
      assertThrows(LarderClosedException.class, call);
    }
    direct.close();
    pattern.close();
    assertEquals(List.of(), seen);
    assertTrue(channel.toString().contains("c"));
  }

  @Test
  void storesAreIndependent() {
    ChannelBus other = new ChannelBus();
    other.channel("c", Integer.class).subscribe(n -> seen.add("other"));
    bus.channel("c", String.class).subscribe(seen::add);
    assertEquals(1, bus.channel("c", String.class).publish("m"));
    assertEquals(List.of("m"), seen);
    other.close();
    assertEquals(1, bus.channel("c", String.class).publish("n"));
  }

  @Test
  void aChannelIsKeptWhileSubscribedAndCollectedAfter() {
    Subscription subscription = bus.channel("kept", String.class).subscribe(seen::add);
    bus.subscribe("*", Object.class, (name, message) -> {});
    WeakReference<Channel<?>> dropped = new WeakReference<>(bus.channel("gone", String.class));
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return dropped.get() == null;
            });
    assertEquals(2, bus.channel("kept", String.class).publish("m"));
    assertEquals(List.of("m"), seen);
    bus.channel("gone", Integer.class);

    WeakReference<Channel<?>> kept = new WeakReference<>(bus.channel("kept", String.class));
    subscription.close();
    Subscription closed = subscription;
    assertFalse(closed.isActive());
    subscription = bus.channel("another", String.class).subscribe(seen::add);
    closed = subscription;
    Awaitility.await()
        .until(
            () -> {
              System.gc();
              return kept.get() == null;
            });
    assertTrue(closed.isActive());
  }

  @Test
  void manyChannelsOfEqualHashCodes() {
    int bits = 13;
    bus.subscribe("*", Integer.class, (name, message) -> {});
    List<Channel<Integer>> channels = new ArrayList<>();
    for (int i = 0; i < 1 << bits; i++) {
      StringBuilder name = new StringBuilder();
      for (int bit = 0; bit < bits; bit++) {
        name.append((i >> bit & 1) == 0 ? "Aa" : "BB");
      }
      channels.add(bus.channel(name.toString(), Integer.class));
    }
    assertEquals(1 << bits, bus.names().size());
    for (Channel<Integer> channel : channels) {
      assertEquals(1, channel.publish(1));
    }
  }
}
