package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.Subscription;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/guide/event-bus.md. */
class EventBusGuideTest {
  // [event]
  record OrderPlaced(String item, int count) {}

  // []

  private final Larder larder = Larder.inMemory();
  private final List<String> log = new ArrayList<>();

  @AfterEach
  void close() {
    larder.close();
  }

  private void audit(String channel, OrderPlaced order) {
    log.add("audit " + channel + " " + order.item());
  }

  private void ship(OrderPlaced order) {
    log.add("ship " + order.count());
  }

  @Test
  void delivers() {
    // [publish]
    Channel<OrderPlaced> orders = larder.channel("orders.web", OrderPlaced.class);
    Subscription shipping = orders.subscribe(this::ship);
    Subscription auditing = larder.subscribe("orders.*", OrderPlaced.class, this::audit);

    int receivers = orders.publish(new OrderPlaced("jam", 3)); // returns when both have had it
    // []
    assertEquals(2, receivers);
    assertEquals(List.of("ship 3", "audit orders.web jam"), log);
    // [close]
    shipping.close(); // its handler is called no more from here on
    auditing.failures(); // how often its handler threw; the others got the message
    // []
    assertEquals(1, orders.subscribers());
  }

  @Test
  void announcesAfterTheCommit() {
    Channel<OrderPlaced> orders = larder.channel("orders.web", OrderPlaced.class);
    orders.subscribe(this::ship);
    larder.map("stock", String.class, Integer.class).put("jam", 5);
    // [after]
    var stock = larder.map("stock", String.class, Integer.class);
    int left = larder.transact(tx -> tx.on(stock).merge("jam", -3, Integer::sum));
    orders.publish(new OrderPlaced("jam", 3)); // once; inside it could be several times
    // []
    assertEquals(2, left);
    assertEquals(List.of("ship 3"), log);
  }
}
