package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.LarderValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What transactions publish. */
class TransactionalPublishTest {
  private final Larder larder = Larder.inMemory();
  private final Channel<Integer> channel = larder.channel("c", Integer.class);
  private final LarderValue<Integer> value = larder.value("v", Integer.class);
  private final List<Object> heard = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void close() {
    larder.close();
  }

  @Test
  void isDeliveredOnceIfItCommits() {
    channel.subscribe(heard::add);
    int[] attempts = {0};
    larder.inTransaction(
        tx -> {
          tx.publish(channel, 1);
          tx.on(value).get();
          if (attempts[0]++ == 0) {
            value.set(99); // by somebody else: this attempt can't commit
          }
          tx.on(value).set(1);
          tx.publish(channel, 2);
          assertEquals(List.of(), heard);
        });
    assertEquals(2, attempts[0]);
    assertEquals(List.of(1, 2), heard);
    assertThrows(
        IllegalStateException.class,
        () ->
            larder.inTransaction(
                tx -> {
                  tx.publish(channel, 3);
                  throw new IllegalStateException("on purpose");
                }));
    assertEquals(List.of(1, 2), heard);
    try (Larder other = Larder.inMemory()) {
      Channel<Integer> foreign = other.channel("c", Integer.class);
      assertThrows(
          IllegalArgumentException.class, () -> larder.inTransaction(tx -> tx.publish(foreign, 1)));
    }
    larder.inTransaction(tx -> tx.publish(channel, 4));
    assertEquals(List.of(1, 2, 4), heard);
  }

  @Test
  void aSubscriberMayRunATransactionThatPublishes() {
    channel.subscribe(
        n -> {
          heard.add(n);
          if (n < 5) {
            larder.inTransaction(tx -> tx.publish(channel, n + 1));
          }
        });
    larder.inTransaction(tx -> tx.publish(channel, 1));
    assertEquals(List.of(1, 2, 3, 4, 5), heard);
  }

  @Test
  void theOrderIsThatOfTheCommitsOverAllChannels() throws Exception {
    int threads = 4;
    int each = 3_000;
    List<Channel<Integer>> channels =
        List.of(channel, larder.channel("d", Integer.class), larder.channel("e", Integer.class));
    larder.subscriber("?", Integer.class).subscribe(heard::add);
    value.set(0);
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    List<Future<?>> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      running.add(
          pool.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  larder.inTransaction(
                      tx -> {
                        int next = tx.on(value).get() + 1;
                        tx.on(value).set(next);
                        tx.publish(channels.get(next % 3), next);
                      });
                }
              }));
    }
    for (Future<?> one : running) {
      one.get(60, TimeUnit.SECONDS);
    }
    pool.shutdown();
    assertEquals(threads * each, heard.size());
    for (int i = 0; i < heard.size(); i++) {
      assertEquals(i + 1, heard.get(i));
    }
  }
}
