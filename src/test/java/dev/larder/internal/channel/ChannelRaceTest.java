package dev.larder.internal.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Channel;
import dev.larder.LarderClosedException;
import dev.larder.Subscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionService;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Publishing against subscribing, closing, and the making of channels. */
class ChannelRaceTest {
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private void together(List<Callable<?>> tasks) throws Exception {
    CompletionService<Object> running = new ExecutorCompletionService<>(threads);
    for (Callable<?> task : tasks) {
      running.submit(task::call);
    }
    for (int i = 0; i < tasks.size(); i++) {
      running.take().get(); // the first to fail ends the test, whoever still waits for it
    }
  }

  /** A message: who published it, and its number there. */
  private record Message(int publisher, int number) {}

  /** What one handler saw: for each publisher the messages in order. */
  private static final class Log {
    static final int PUBLISHERS = 3;
    final List<List<Integer>> numbers = new ArrayList<>();

    Log() {
      for (int i = 0; i < PUBLISHERS; i++) {
        numbers.add(new ArrayList<>()); // written by its publisher's thread alone
      }
    }

    void add(Message message) {
      numbers.get(message.publisher()).add(message.number());
    }
  }

  @Test
  void everyMessagePublishedWhileSubscribedComesOnceAndInOrder() throws Exception {
    long seed = System.nanoTime();
    int messages = 20_000;
    ChannelBus bus = new ChannelBus();
    Channel<Message> channel = bus.channel("c", Message.class);
    AtomicLongArray begun = new AtomicLongArray(Log.PUBLISHERS);
    AtomicLongArray finished = new AtomicLongArray(Log.PUBLISHERS);
    AtomicInteger publishing = new AtomicInteger(Log.PUBLISHERS);
    List<Callable<?>> tasks = new ArrayList<>();
    for (int i = 0; i < Log.PUBLISHERS; i++) {
      int publisher = i;
      tasks.add(
          () -> {
            for (int number = 0; number < messages; number++) {
              begun.set(publisher, number + 1);
              channel.publish(new Message(publisher, number));
              finished.set(publisher, number + 1);
            }
            publishing.decrementAndGet();
            return null;
          });
    }
    for (int i = 0; i < 3; i++) {
      Random random = new Random(seed + i);
      tasks.add(
          () -> {
            while (publishing.get() > 0) {
              subscribeForAWhile(bus, channel, begun, finished, random, seed);
            }
            return null;
          });
    }
    together(tasks);
    assertEquals(0, channel.subscribers());
    assertEquals(0, channel.failures());
  }

  private static void subscribeForAWhile(
      ChannelBus bus,
      Channel<Message> channel,
      AtomicLongArray begun,
      AtomicLongArray finished,
      Random random,
      long seed) {
    Log log = new Log();
    Subscription subscription =
        random.nextBoolean()
            ? channel.subscribe(log::add)
            : bus.subscribe("?", Message.class, (name, message) -> log.add(message));
    long[] from = new long[Log.PUBLISHERS];
    long[] to = new long[Log.PUBLISHERS];
    for (int i = 0; i < from.length; i++) {
      from[i] = begun.get(i); // this one may have begun before the subscription was there
    }
    for (int spins = random.nextInt(2_000); spins > 0; spins--) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < to.length; i++) {
      to[i] = finished.get(i);
    }
    subscription.close();
    long[] last = new long[Log.PUBLISHERS];
    for (int i = 0; i < last.length; i++) {
      last[i] = begun.get(i);
      while (finished.get(i) < last[i]) {
        Thread.yield(); // the call that may be under way
      }
    }
    for (int i = 0; i < Log.PUBLISHERS; i++) {
      List<Integer> numbers = log.numbers.get(i);
      String context = "seed " + seed + ", publisher " + i + ", " + subscription;
      for (int k = 1; k < numbers.size(); k++) {
        assertEquals(numbers.get(k - 1) + 1, numbers.get(k), context);
      }
      if (to[i] > from[i]) {
        assertTrue(!numbers.isEmpty() && numbers.get(0) <= from[i], context);
        assertTrue(numbers.get(numbers.size() - 1) >= to[i] - 1, context);
      }
      if (!numbers.isEmpty()) {
        assertTrue(numbers.get(numbers.size() - 1) < last[i], context);
      }
    }
  }

  @Test
  void noCallBeginsAfterTheCloseReturned() throws Exception {
    ChannelBus bus = new ChannelBus();
    Channel<Integer> channel = bus.channel("c", Integer.class);
    AtomicBoolean stop = new AtomicBoolean();
    AtomicLong published = new AtomicLong();
    List<Callable<?>> tasks = new ArrayList<>();
    tasks.add(
        () -> {
          while (!stop.get()) {
            channel.publish(1);
            published.incrementAndGet();
          }
          return null;
        });
    tasks.add(
        () -> {
          try {
            for (int round = 0; round < 3_000; round++) {
              subscribeAndClose(bus, channel, published, round % 2 == 0);
            }
          } finally {
            stop.set(true);
          }
          return null;
        });
    together(tasks);
    assertEquals(0, channel.subscribers());
    assertEquals(0, channel.failures());
  }

  private static void subscribeAndClose(
      ChannelBus bus, Channel<Integer> channel, AtomicLong published, boolean patternFirst) {
    AtomicBoolean closed = new AtomicBoolean();
    AtomicInteger late = new AtomicInteger();
    Runnable handler =
        () -> {
          if (closed.get()) {
            late.incrementAndGet();
          }
        };
    List<Subscription> all = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      all.add(
          (i % 2 == 0) == patternFirst
              ? bus.subscribe("c", Integer.class, (name, message) -> handler.run())
              : channel.subscribe(message -> handler.run()));
    }
    long before = published.get();
    while (published.get() == before) {
      Thread.yield();
    }
    all.forEach(Subscription::close);
    closed.set(true);
    long after = published.get();
    while (published.get() < after + 2) {
      Thread.yield();
    }
    // The publisher may have been in one call, before its first step.
    assertTrue(late.get() <= 1, late + " calls after the close");
  }

  @Test
  void noChannelMissesAPatternThatWasSubscribedBefore() throws Exception {
    ChannelBus bus = new ChannelBus();
    CyclicBarrier round = new CyclicBarrier(3);
    int rounds = 5_000;
    AtomicBoolean subscribed = new AtomicBoolean();
    List<Callable<?>> tasks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      tasks.add(
          () -> {
            for (int r = 0; r < rounds; r++) {
              round.await();
              Channel<Integer> channel = bus.channel("c" + r, Integer.class);
              boolean before = subscribed.get();
              int received = channel.publish(r);
              assertTrue(received <= 1, "twice");
              assertTrue(received == 1 || !before, "missed in round " + r);
              round.await();
              assertEquals(1, channel.publish(r), "missed after both");
              round.await();
            }
            return null;
          });
    }
    tasks.add(
        () -> {
          for (int r = 0; r < rounds; r++) {
            subscribed.set(false);
            round.await();
            Subscription pattern = bus.subscribe("c*", Integer.class, (name, message) -> {});
            subscribed.set(true);
            round.await();
            round.await();
            pattern.close();
          }
          return null;
        });
    together(tasks);
    assertEquals(0, bus.names().size());
  }

  @Test
  void nothingOfAClosedPatternStaysInChannelsMadeMeanwhile() throws Exception {
    ChannelBus bus = new ChannelBus();
    CyclicBarrier round = new CyclicBarrier(3);
    List<Callable<?>> tasks = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      tasks.add(
          () -> {
            for (int r = 0; r < 5_000; r++) {
              round.await();
              Channel<Integer> channel = bus.channel("c" + r, Integer.class);
              round.await();
              assertEquals(0, channel.subscribers());
              assertEquals(0, channel.publish(r));
              round.await();
            }
            return null;
          });
    }
    tasks.add(
        () -> {
          for (int r = 0; r < 5_000; r++) {
            Subscription pattern = bus.subscribe("c*", Integer.class, (name, message) -> {});
            round.await();
            pattern.close();
            round.await();
            round.await();
          }
          return null;
        });
    together(tasks);
  }

  @Test
  void nothingSurvivesTheCloseOfTheBus() throws Exception {
    for (int r = 0; r < 2_000; r++) {
      ChannelBus bus = new ChannelBus();
      CyclicBarrier start = new CyclicBarrier(3);
      List<Channel<Integer>> made = new ArrayList<>();
      together(
          List.of(
              () -> {
                start.await();
                try {
                  for (int i = 0; i < 20; i++) {
                    made.add(bus.channel("c" + i, Integer.class));
                    made.get(i).subscribe(n -> {});
                  }
                } catch (LarderClosedException expected) {
                  assertEquals("the store is closed", expected.getMessage());
                }
                return null;
              },
              () -> {
                start.await();
                try {
                  bus.subscribe("*", Integer.class, (name, message) -> {});
                } catch (LarderClosedException expected) {
                  assertEquals("the store is closed", expected.getMessage());
                }
                return null;
              },
              () -> {
                start.await();
                bus.close();
                return null;
              }));
      for (Channel<Integer> channel : made) {
        assertFalse(publishes(channel));
      }
    }
  }

  private static boolean publishes(Channel<Integer> channel) {
    try {
      channel.publish(1);
      return true;
    } catch (LarderClosedException expected) {
      return false;
    }
  }
}
