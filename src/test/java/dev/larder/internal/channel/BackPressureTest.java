package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Channel;
import dev.larder.ChannelFullException;
import dev.larder.Subscription;
import dev.larder.SubscriptionBuilder;
import dev.larder.Waiting;
import dev.larder.WhenFull;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Full queues under load: each message is delivered once or counted once as dropped. */
class BackPressureTest {
  private static final int PUBLISHERS = 3;
  private static final int MESSAGES = 8_000;
  private static final Duration LONG = Duration.ofSeconds(30);

  /** Who published it, and its number there. */
  private record Message(int publisher, int number) {}

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  /** What one run gave. */
  private record Outcome(long delivered, long dropped, long refused, AtomicIntegerArray times) {
    int total() {
      return PUBLISHERS * MESSAGES;
    }

    void checkNothingLostOrDoubled() {
      long seen = 0;
      for (int i = 0; i < times.length(); i++) {
        assertTrue(times.get(i) <= 1, "message " + i + " came " + times.get(i) + " times");
        seen += times.get(i);
      }
      assertEquals(seen, delivered, "what was delivered is what was counted");
      assertEquals(total(), delivered + dropped);
    }
  }

  private Outcome run(boolean ordered, UnaryOperator<SubscriptionBuilder<Message>> queue)
      throws Exception {
    ChannelBus bus = new ChannelBus();
    Channel<Message> channel = bus.channel("c", Message.class);
    AtomicIntegerArray times = new AtomicIntegerArray(PUBLISHERS * MESSAGES);
    int[] last = new int[PUBLISHERS];
    java.util.Arrays.fill(last, -1);
    AtomicLong disorder = new AtomicLong();
    Subscription subscription =
        queue
            .apply(channel.subscriber())
            .subscribe(
                message -> {
                  times.incrementAndGet(message.publisher() * MESSAGES + message.number());
                  if (ordered) {
                    if (message.number() <= last[message.publisher()]) {
                      disorder.incrementAndGet();
                    }
                    last[message.publisher()] = message.number();
                  }
                });
    AtomicLong refused = new AtomicLong();
    List<Future<?>> publishing = new ArrayList<>();
    for (int i = 0; i < PUBLISHERS; i++) {
      int publisher = i;
      publishing.add(
          threads.submit(
              () -> {
                for (int number = 0; number < MESSAGES; number++) {
                  try {
                    channel.publish(new Message(publisher, number));
                  } catch (ChannelFullException e) {
                    refused.incrementAndGet();
                  }
                }
              }));
    }
    for (Future<?> one : publishing) {
      one.get();
    }
    assertEquals(0, subscription.close(LONG));
    assertEquals(0, disorder.get(), "out of order");
    assertEquals(0, subscription.failures());
    assertEquals(0, subscription.queued());
    Outcome outcome =
        new Outcome(subscription.delivered(), subscription.dropped(), refused.get(), times);
    outcome.checkNothingLostOrDoubled();
    return outcome;
  }

  @Test
  void waitingLosesNothing() throws Exception {
    assertEquals(0, run(true, s -> s.onWorker().queue(16, WhenFull.WAIT)).dropped());
    assertEquals(0, run(true, s -> s.onWorker(Waiting.SPIN).queue(64, WhenFull.WAIT)).dropped());
    assertEquals(0, run(true, s -> s.on(threads, 1).queue(16, WhenFull.WAIT)).dropped());
    assertEquals(0, run(false, s -> s.on(threads, 3).queue(16, WhenFull.WAIT)).dropped());
    assertEquals(
        0,
        run(true, s -> s.onByKey(threads, 4, Message::publisher).queue(8, WhenFull.WAIT))
            .dropped());
  }

  @Test
  void droppingTheNewestCountsThem() throws Exception {
    run(true, s -> s.onWorker().queue(4, WhenFull.DROP_NEWEST));
    run(false, s -> s.on(threads, 2).queue(4, WhenFull.DROP_NEWEST));
  }

  @Test
  void droppingTheOldestKeepsTheLast() throws Exception {
    Outcome outcome = run(true, s -> s.onWorker().queue(4, WhenFull.DROP_OLDEST));
    int lastOnes = 0;
    for (int publisher = 0; publisher < PUBLISHERS; publisher++) {
      lastOnes += outcome.times().get(publisher * MESSAGES + MESSAGES - 1);
    }
    assertTrue(lastOnes >= 1, "the very last message is never the oldest");
    run(false, s -> s.on(threads, 2).queue(4, WhenFull.DROP_OLDEST));
  }

  @Test
  void theLatestAloneIsKept() throws Exception {
    Outcome outcome = run(true, s -> s.onWorker().latestOnly());
    assertTrue(outcome.delivered() > 0);
    run(true, s -> s.on(threads, 1).latestOnly());
  }

  @Test
  void everyRefusalIsThrownAndCounted() throws Exception {
    Outcome outcome = run(true, s -> s.onWorker().queue(4, WhenFull.FAIL));
    assertEquals(outcome.dropped(), outcome.refused());
  }

  @Test
  void growingStaysBelowItsBytes() throws Exception {
    assertEquals(
        0, run(true, s -> s.onWorker().growing(1 << 12, m -> 16, WhenFull.WAIT)).dropped());
    run(true, s -> s.onWorker().growing(1 << 8, m -> 16, WhenFull.DROP_NEWEST));
    GrowingMailbox<String> box = new GrowingMailbox<>(10, String::length);
    assertTrue(box.offer("a".repeat(11)), "alone it may be larger");
    assertTrue(!box.offer("a"));
    box.poll();
    assertTrue(box.offer("a".repeat(4)) && box.offer("a".repeat(6)) && !box.offer("a"));
    assertEquals(2, box.size());
  }
}
