package dev.larder.micrometer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.Subscription;
import dev.larder.WhenFull;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The meters say what the subscriptions do. */
class ChannelMetricsTest {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  private double counter(String name) {
    return registry
        .get("larder.subscription." + name)
        .tag("subscription", "slow")
        .functionCounter()
        .count();
  }

  @Test
  void showDepthRateDropsFailuresAndTimes() throws InterruptedException {
    Larder larder = Larder.inMemory();
    Channel<Integer> channel = larder.channel("c", Integer.class);
    CountDownLatch calling = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    try (ChannelMetrics metrics = ChannelMetrics.bind(larder, registry)) {
      Subscription subscription =
          channel
              .subscriber()
              .named("slow")
              .onWorker()
              .queue(4, WhenFull.DROP_NEWEST)
              .measured(Duration.ofSeconds(30))
              .subscribe(
                  n -> {
                    calling.countDown();
                    try {
                      go.await();
                    } catch (InterruptedException e) {
                      Thread.currentThread().interrupt();
                    }
                    if (n == 1) {
                      throw new IllegalStateException("on purpose");
                    }
                  });
      channel.publish(1);
      calling.await();
      for (int n = 2; n <= 8; n++) {
        channel.publish(n);
      }
      assertEquals(1, registry.get("larder.subscriptions").gauge().value());
      assertEquals(4, registry.get("larder.subscription.queued").gauge().value());
      assertEquals(3, counter("dropped"));
      go.countDown();
      assertEquals(0, subscription.close(Duration.ofSeconds(20)));
      assertEquals(5, counter("delivered"));
      assertEquals(1, counter("failures"));
      var handler = registry.get("larder.subscription.handler").functionTimer();
      assertEquals(5, handler.count());
      assertTrue(handler.totalTime(TimeUnit.NANOSECONDS) > 0);
      metrics.refresh();
      assertNull(registry.find("larder.subscription.queued").gauge(), "it has ended");
      channel.subscriber().named("second").subscribe(n -> {});
      assertEquals(1, registry.get("larder.subscriptions").gauge().value());
      larder.close();
      assertEquals(0, registry.get("larder.subscriptions").gauge().value());
    }
    assertEquals(0, registry.getMeters().size());
  }
}
