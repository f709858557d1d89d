package dev.larder.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.RequestChannel;
import dev.larder.Scheduled;
import dev.larder.Subscription;
import dev.larder.WhenFull;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The examples of docs/guide/event-bus.md and docs/bus.md. */
class EventBusGuideTest {
  // [event]
  record OrderPlaced(String item, int count) {}

  // []

  private final Larder larder = Larder.inMemory();
  private final List<String> log = new CopyOnWriteArrayList<>();

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

  /** The examples of docs/bus.md. */
  @Test
  void doesMore() throws Exception {
    Channel<OrderPlaced> orders = larder.channel("orders.web", OrderPlaced.class);
    // [bus]
    Subscription billing =
        orders
            .subscriber()
            .named("billing") // in warnings and metrics
            .filter(order -> order.count() > 0)
            .onWorker() // a thread of its own, in order
            .queue(1024, WhenFull.WAIT)
            .retry(3, Duration.ofMillis(10)) // 10, 20, 40 ms
            .deadLetters(larder.list("billing.dead", OrderPlaced.class))
            .subscribe(this::ship);
    // []
    orders.publish(new OrderPlaced("none", 0));
    // [more]
    RequestChannel<String, Integer> stock = larder.requests("stock?", String.class, Integer.class);
    stock.respond(item -> 7);
    CompletableFuture<Integer> answer = stock.request("jam", Duration.ofSeconds(1));

    Scheduled reminder = orders.publishAfter(new OrderPlaced("tea", 1), Duration.ofHours(1));
    reminder.cancel();

    Channel<String> status = larder.channel("status", String.class).sticky();
    status.publish("open");
    status.subscribe(log::add); // gets "open" at once

    larder.inTransaction(
        tx -> {
          tx.on(larder.counter("sold")).add(3);
          tx.publish(
              orders, new OrderPlaced("jam", 3)); // if and when this commits, in commit order
        });
    // []
    assertEquals(0, billing.close(Duration.ofSeconds(20)));
    assertEquals(7, answer.get());
    assertEquals(List.of("open", "ship 3"), log);
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
