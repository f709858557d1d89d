package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.larder.Channel;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A publish allocates nothing. */
class ChannelAllocationTest {
  private static final int MESSAGES = 100_000;

  private long handled;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 7})
  void publishingAllocatesNothing(int subscribers) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    ChannelBus bus = new ChannelBus();
    Channel<String> channel = bus.channel("c", String.class);
    for (int i = 0; i < subscribers; i++) {
      if (i % 2 == 0) {
        channel.subscribe(message -> handled++);
      } else {
        bus.subscribe("*", String.class, (name, message) -> handled++);
      }
    }
    publishAll(channel);
    // The JVM itself may allocate on the thread once in a while (compilation, class loading): the
    // bound is far below one object a message, and the least of some runs counts.
    long least = Long.MAX_VALUE;
    for (int run = 0; run < 5; run++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      publishAll(channel);
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertTrue(least < 1024, least + " bytes for " + MESSAGES + " messages");
    assertEquals(6L * MESSAGES * subscribers, handled);
  }

  private static void publishAll(Channel<String> channel) {
    for (int i = 0; i < MESSAGES; i++) {
      channel.publish("message");
    }
  }
}
