package dev.larder.internal.channel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Channel;
import dev.larder.ChannelFullException;
import dev.larder.Larder;
import dev.larder.LarderClosedException;
import dev.larder.LarderList;
import dev.larder.MessageContext;
import dev.larder.Subscription;
import dev.larder.SubscriptionBuilder;
import dev.larder.WhenFull;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Each thing that a builder can say. */
class SubscriptionBuilderTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  sealed interface Event permits Placed, Paid {}

  record Placed(int number) implements Event {}

  record Paid(int number) implements Event {}

  private final ChannelBus bus = new ChannelBus();
  private final Channel<Integer> numbers = bus.channel("numbers", Integer.class);
  private final List<Object> heard = new CopyOnWriteArrayList<>();

  private void publish(int from, int to) {
    for (int i = from; i <= to; i++) {
      numbers.publish(i);
    }
  }

  @Test
  void filtersAndMapsInTheOrderGiven() {
    numbers
        .subscriber()
        .filter(n -> n % 2 == 0)
        .map(n -> "n" + n)
        .filter(text -> !text.equals("n4"))
        .subscribe(heard::add);
    publish(1, 6);
    assertEquals(List.of("n2", "n6"), heard);
    assertEquals(0, numbers.failures());
  }

  @Test
  void aStageThatThrowsCountsAsTheHandler() {
    Subscription failing =
        numbers
            .subscriber()
            .map(
                n -> {
                  throw new IllegalStateException("on purpose");
                })
            .subscribe(heard::add);
    Subscription toNothing = numbers.subscriber().<String>map(n -> null).subscribe(heard::add);
    assertEquals(2, numbers.publish(1));
    assertEquals(1, failing.failures());
    assertEquals(1, toNothing.failures());
    assertEquals(List.of(), heard);
  }

  @Test
  void aSealedInterfacesSubscriberGetsEverySubtype() {
    bus.subscriber("*", Event.class).subscribe(heard::add);
    bus.channel("placed", Placed.class).publish(new Placed(1));
    bus.channel("paid", Paid.class).publish(new Paid(2));
    bus.channel("all", Object.class).publish(new Paid(3));
    bus.channel("all", Object.class).publish("no event");
    bus.channel("texts", String.class).publish("no event");
    assertEquals(List.of(new Placed(1), new Paid(2), new Paid(3)), heard);
    List<Paid> paid = new ArrayList<>();
    Channel<Event> events = bus.channel("events", Event.class);
    events.subscriber().ofType(Paid.class).subscribe(paid::add);
    events.publish(new Placed(4));
    events.publish(new Paid(5));
    assertEquals(List.of(new Paid(5)), paid);
  }

  @Test
  void theHigherPriorityComesFirst() {
    numbers.subscribe(n -> heard.add("plain"));
    numbers.subscriber().priority(-1).subscribe(n -> heard.add("last"));
    numbers.subscriber().priority(7).subscribe(n -> heard.add("first"));
    bus.subscriber("n*", Integer.class).priority(7).subscribe(n -> heard.add("second"));
    numbers.subscribe(n -> heard.add("plain too"));
    numbers.publish(1);
    assertEquals(List.of("first", "second", "plain", "plain too", "last"), heard);
  }

  @Test
  void onceIsOnceAfterTheFilter() {
    Subscription once = numbers.subscriber().filter(n -> n > 2).once().subscribe(heard::add);
    publish(1, 9);
    assertEquals(List.of(3), heard);
    assertFalse(once.isActive());
    assertEquals(0, numbers.subscribers());
    Subscription queued = numbers.subscriber().once().onWorker().subscribe(heard::add);
    publish(10, 12);
    await().until(() -> heard.size() == 2);
    assertEquals(List.of(3, 10), heard);
    assertEquals(0, queued.close(LONG));
  }

  @Test
  void endsWithTheTimeByTheStoresClock() {
    MovableClock clock = new MovableClock();
    try (Larder larder = Larder.builder().clock(clock).open()) {
      Channel<Integer> channel = larder.channel("c", Integer.class);
      Subscription subscription =
          channel.subscriber().during(Duration.ofMinutes(5)).subscribe(heard::add);
      Subscription other = channel.subscriber().during(Duration.ofMinutes(9)).subscribe(n -> {});
      channel.publish(1);
      clock.advance(Duration.ofMillis(299_999));
      channel.publish(2);
      clock.advance(Duration.ofMillis(1));
      channel.publish(3);
      assertEquals(List.of(1, 2), heard);
      assertFalse(subscription.isActive());
      clock.advance(Duration.ofMinutes(4));
      await().until(() -> !other.isActive());
    }
  }

  @Test
  void aWeakHandlerGoesWithItsOwner() {
    Consumer<Integer> held =
        new Consumer<>() {
          @Override
          public void accept(Integer n) {
            heard.add(n);
          }
        };
    Subscription subscription = numbers.subscriber().weak().subscribe(held);
    System.gc();
    publish(1, 1);
    assertTrue(subscription.isActive());
    assertEquals(List.of(1), heard);
    java.lang.ref.Reference.reachabilityFence(held);
    held = null;
    await()
        .until(
            () -> {
              System.gc();
              numbers.publish(2);
              return !subscription.isActive();
            });
    assertEquals(0, numbers.publish(3));
  }

  @Test
  void aWorkerHasAThreadOfItsOwnWithTheName() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    Subscription subscription =
        numbers
            .subscriber()
            .named("billing")
            .onWorker()
            .subscribe(n -> thread.set(Thread.currentThread()));
    numbers.publish(1);
    assertEquals("billing", subscription.name());
    assertEquals(0, subscription.close(LONG));
    assertEquals("larder-billing", thread.get().getName());
    assertTrue(thread.get().isDaemon());
    await().until(() -> !thread.get().isAlive());
    assertEquals(1, subscription.delivered());
  }

  @Test
  void theBusTakesWorkersWithIt() {
    AtomicReference<Thread> thread = new AtomicReference<>();
    numbers.subscriber().onWorker().subscribe(n -> thread.set(Thread.currentThread()));
    bus.subscriber("*", Integer.class).onWorker().subscribe(n -> heard.add(Thread.currentThread()));
    numbers.publish(1);
    await().until(() -> thread.get() != null && heard.size() == 1);
    bus.close();
    await().until(() -> !thread.get().isAlive() && !((Thread) heard.get(0)).isAlive());
    assertThrows(
        LarderClosedException.class, () -> numbers.subscriber().onWorker().subscribe(n -> {}));
  }

  @Test
  void anExecutorThatRefusesEndsTheSubscription() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    Subscription subscription = numbers.subscriber().on(executor, 1).subscribe(heard::add);
    executor.shutdown();
    numbers.publish(1);
    assertFalse(subscription.isActive());
    assertEquals(1, subscription.dropped());
    assertThrows(RejectedExecutionException.class, () -> executor.execute(() -> {}));
  }

  @Test
  void equalKeysStayInOrder() {
    ExecutorService executor = Executors.newFixedThreadPool(4);
    List<List<Integer>> byKey = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      byKey.add(Collections.synchronizedList(new ArrayList<>()));
    }
    Subscription subscription =
        numbers
            .subscriber()
            .onByKey(executor, 3, n -> n % 7)
            .subscribe(n -> byKey.get(n % 7).add(n));
    publish(0, 6_999);
    assertEquals(0, subscription.close(LONG));
    executor.shutdown();
    for (int key = 0; key < 7; key++) {
      assertEquals(1_000, byKey.get(key).size());
      for (int i = 0; i < 1_000; i++) {
        assertEquals(key + 7 * i, byKey.get(key).get(i));
      }
    }
    assertEquals(7_000, subscription.delivered());
  }

  @Test
  void noMoreCallsAtOnceThanAllowed() {
    ExecutorService executor = Executors.newCachedThreadPool();
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Subscription subscription =
        numbers
            .subscriber()
            .on(executor, 3)
            .subscribe(
                n -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  Thread.yield();
                  now.decrementAndGet();
                });
    publish(1, 5_000);
    assertEquals(0, subscription.close(LONG));
    executor.shutdown();
    assertEquals(5_000, subscription.delivered());
    assertTrue(most.get() <= 3, () -> most + " at once");
  }

  @Test
  void retriesThenErrorHandlerAndDeadLetters() {
    try (Larder larder = Larder.inMemory()) {
      LarderList<Integer> dead = larder.list("dead", Integer.class);
      Channel<Integer> channel = larder.channel("c", Integer.class);
      AtomicInteger calls = new AtomicInteger();
      List<String> errors = new CopyOnWriteArrayList<>();
      Subscription subscription =
          channel
              .subscriber()
              .onWorker()
              .retry(2, Duration.ofMillis(1))
              .deadLetters(dead)
              .onError((n, thrown) -> errors.add(n + thrown.getMessage()))
              .subscribe(
                  n -> {
                    calls.incrementAndGet();
                    if (n < 0) {
                      throw new IllegalArgumentException("!");
                    }
                    heard.add(n);
                  });
      for (int n : new int[] {1, -2, 3}) {
        channel.publish(n);
      }
      assertEquals(0, subscription.close(LONG));
      assertEquals(List.of(1, 3), heard);
      assertEquals(5, calls.get(), "two good ones and three attempts");
      assertEquals(List.of("-2!"), errors);
      assertEquals(List.of(-2), List.copyOf(dead));
      assertEquals(3, subscription.failures());
      assertEquals(3, channel.failures());
      assertEquals(3, subscription.delivered());
    }
  }

  @Test
  void whatIsLeftAtTheEndIsCountedAndKept() throws InterruptedException {
    try (Larder larder = Larder.inMemory()) {
      LarderList<Integer> dead = larder.list("dead", Integer.class);
      Channel<Integer> channel = larder.channel("c", Integer.class);
      CountDownLatch calling = new CountDownLatch(1);
      CountDownLatch go = new CountDownLatch(1);
      Subscription subscription =
          channel
              .subscriber()
              .onWorker()
              .deadLetters(dead)
              .subscribe(
                  n -> {
                    calling.countDown();
                    awaitQuietly(go);
                  });
      for (int n = 1; n <= 5; n++) {
        channel.publish(n);
      }
      calling.await();
      assertEquals(5, subscription.close(Duration.ofMillis(5)), "one is being delivered still");
      assertEquals(0, channel.publish(6));
      go.countDown();
      await().until(() -> dead.size() == 4);
      assertEquals(List.of(2, 3, 4, 5), List.copyOf(dead));
      assertEquals(1, subscription.delivered());
      assertEquals(4, subscription.dropped());
    }
  }

  static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aHandlerMayCloseItsOwnSubscription() {
    AtomicReference<Subscription> self = new AtomicReference<>();
    CountDownLatch there = new CountDownLatch(1);
    self.set(
        numbers
            .subscriber()
            .onWorker()
            .subscribe(
                n -> {
                  awaitQuietly(there);
                  heard.add(n);
                  self.get().close(LONG);
                }));
    publish(1, 3);
    there.countDown();
    await().until(() -> self.get().delivered() == 3);
    assertEquals(List.of(1, 2, 3), heard);
  }

  @Test
  void failTellsThePublisherAfterTheOthersGotIt() throws InterruptedException {
    CountDownLatch calling = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    Subscription full =
        numbers
            .subscriber()
            .onWorker()
            .queue(2, WhenFull.FAIL)
            .subscribe(
                n -> {
                  calling.countDown();
                  awaitQuietly(go);
                });
    numbers.subscribe(heard::add);
    numbers.publish(1);
    calling.await();
    publish(2, 3);
    ChannelFullException thrown =
        assertThrows(ChannelFullException.class, () -> numbers.publish(4));
    assertSame(full, thrown.subscription());
    assertEquals(List.of(1, 2, 3, 4), heard);
    assertEquals(0, full.failures());
    assertEquals(1, full.dropped());
    go.countDown();
    assertEquals(0, full.close(LONG));
    assertEquals(3, full.delivered());
  }

  @Test
  void aHandlerNeverWaitsForItsOwnQueue() {
    AtomicReference<Throwable> thrown = new AtomicReference<>();
    Subscription subscription =
        numbers
            .subscriber()
            .onWorker()
            .queue(2, WhenFull.WAIT)
            .subscribe(
                n -> {
                  if (n == 0) {
                    try {
                      publish(1, 3);
                    } catch (ChannelFullException e) {
                      thrown.set(e);
                    }
                  }
                });
    numbers.publish(0);
    await().until(() -> subscription.delivered() == 3);
    assertTrue(thrown.get() instanceof ChannelFullException);
    assertEquals(1, subscription.dropped());
  }

  @Test
  void whatIsToTravelTravels() {
    try {
      AtomicReference<String> seen = new AtomicReference<>();
      Subscription subscription =
          numbers
              .subscriber()
              .carrying(new Inherited())
              .onWorker()
              .subscribe(n -> seen.set(Inherited.CURRENT.get()));
      Inherited.CURRENT.set("17");
      numbers.publish(1);
      assertEquals(0, subscription.close(LONG));
      assertEquals("17", seen.get());
    } finally {
      Inherited.CURRENT.remove();
    }
  }

  @Test
  void keysAndMeasuresSeeTheMessageNotWhatTravels() {
    ExecutorService executor = Executors.newFixedThreadPool(2);
    Subscription keyed =
        numbers
            .subscriber()
            .carrying(new Inherited())
            .onByKey(executor, 2, n -> n % 2)
            .growing(1 << 10, n -> n, WhenFull.WAIT)
            .subscribe(heard::add);
    publish(1, 4);
    assertEquals(0, keyed.close(LONG));
    executor.shutdown();
    assertEquals(java.util.Set.of(1, 2, 3, 4), java.util.Set.copyOf(heard));
    assertEquals(0, keyed.failures());
  }

  /** As a tracing library would have it; for the MDC see {@link MdcTest}. */
  private static final class Inherited implements MessageContext {
    static final ThreadLocal<String> CURRENT = new ThreadLocal<>();

    @Override
    public Object capture() {
      return CURRENT.get();
    }

    @Override
    public Runnable restore(Object captured) {
      String before = CURRENT.get();
      CURRENT.set((String) captured);
      return () -> CURRENT.set(before);
    }
  }

  @Test
  void measuredCallsAreCountedOnThePublishersThreadToo() {
    Subscription subscription = numbers.subscriber().measured(LONG).subscribe(heard::add);
    publish(1, 10);
    assertEquals(10, subscription.delivered());
    assertTrue(subscription.handlerTime().toNanos() > 0);
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    ExecutorService executor = Executors.newSingleThreadExecutor();
    assertThrows(
        IllegalStateException.class,
        () -> numbers.subscriber().queue(8, WhenFull.FAIL).subscribe(heard::add));
    assertThrows(IllegalStateException.class, () -> numbers.subscriber().onWorker().onWorker());
    assertThrows(
        IllegalStateException.class,
        () -> numbers.subscriber().onByKey(executor, 2, n -> n).map(n -> "x"));
    assertThrows(
        IllegalStateException.class,
        () -> {
          SubscriptionBuilder<Integer> builder =
              numbers.subscriber().on(executor, 2).growing(10, n -> 1, WhenFull.FAIL);
          builder.subscribe(heard::add);
        });
    assertThrows(
        IllegalArgumentException.class,
        () -> numbers.subscriber().growing(10, n -> 1, WhenFull.DROP_OLDEST));
    assertThrows(IllegalArgumentException.class, () -> numbers.subscriber().during(Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> numbers.subscriber().on(executor, 0));
    executor.shutdown();
    assertEquals(0, numbers.subscribers());
  }
}
