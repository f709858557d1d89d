package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.MessageContext;
import dev.larder.Subscription;
import dev.larder.house.Child;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/** The MDC in a JVM of its own, since a JVM has one binding of SLF4J. */
class MdcTest {
  @Test
  @DisplayName("The MDC of the publisher is the handler's, and the worker's own is left alone")
  void travels() throws Exception {
    Process child =
        Child.start(List.of("-Dslf4j.provider=" + MdcProvider.class.getName()), Publishing.class);
    String heard = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, child.waitFor(), heard);
    assertEquals("[one {request=17}, two {request=18, user=ann}, three null]", lastLine(heard));
  }

  private static String lastLine(String text) {
    return text.lines().reduce("", (line, next) -> next);
  }

  /** Publishes from a thread whose MDC changes. */
  static final class Publishing {
    public static void main(String... args) {
      List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
      try (Larder larder = Larder.inMemory()) {
        Channel<String> channel = larder.channel("orders", String.class);
        Subscription subscription =
            channel
                .subscriber()
                .carrying(MessageContext.mdc())
                .onWorker()
                .subscribe(message -> heard.add(message + " " + MDC.getCopyOfContextMap()));
        MDC.put("request", "17");
        channel.publish("one");
        MDC.put("request", "18");
        MDC.put("user", "ann");
        channel.publish("two");
        MDC.clear();
        channel.publish("three");
        if (subscription.close(Duration.ofSeconds(20)) > 0) {
          throw new IllegalStateException("not all was delivered");
        }
      }
      System.out.println(heard);
    }
  }
}
