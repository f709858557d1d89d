package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeliveryTest {
  @Test
  void ordersBySequenceWhateverComesInFirst() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    ChannelBus bus = new ChannelBus();
    LocalChannel<String> channel = (LocalChannel<String>) bus.channel("c", String.class);
    List<Subscriber<String>> out = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      out.add(
          new DirectSubscription<String>(bus, channel, Setup.PLAIN, owner -> message -> {})
              .subscriber());
    }
    @SuppressWarnings("unchecked")
    Delivery<String> delivery = (Delivery<String>) Delivery.NONE;
    List<Subscriber<String>> in = new ArrayList<>();
    for (int step = 0; step < 5_000; step++) {
      if (!out.isEmpty() && random.nextBoolean()) {
        Subscriber<String> next = out.remove(random.nextInt(out.size()));
        in.add(next);
        delivery = delivery.with(next);
      } else if (!in.isEmpty()) {
        Subscriber<String> next = in.remove(random.nextInt(in.size()));
        out.add(next);
        assert next.owner != null;
        delivery = delivery.without(delivery.indexOf(next.owner));
      }
      in.sort((a, b) -> Long.compare(a.sequence(), b.sequence()));
      String context = "seed " + seed + ", step " + step;
      assertEquals(in, List.of(delivery.subscribers), context);
      assertEquals(in.size(), delivery.active(), context);
      List<Object> handlers = new ArrayList<>();
      for (Object handler : new Object[] {delivery.first, delivery.second, delivery.third}) {
        if (handler != null) {
          handlers.add(handler);
        }
      }
      handlers.addAll(List.of(delivery.more));
      assertEquals(in.stream().map(subscriber -> (Object) subscriber.target).toList(), handlers);
    }
  }
}
