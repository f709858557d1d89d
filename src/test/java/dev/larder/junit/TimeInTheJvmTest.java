package dev.larder.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.larder.Larder;
import dev.larder.LarderCache;
import dev.larder.RemovalCause;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Caches, and messages that come later, follow the time of the store. */
@LarderTest
class TimeInTheJvmTest {
  @Test
  void caches(TestTime time, Larder larder) throws Exception {
    time.stop();
    AtomicInteger loads = new AtomicInteger();
    CompletableFuture<RemovalCause> removed = new CompletableFuture<>();
    LarderCache<String, Integer> cache =
        larder
            .cache("sessions", String.class, Integer.class)
            .expireAfterWrite(Duration.ofMinutes(10))
            .loader(key -> loads.incrementAndGet())
            .removalListener((key, value, cause) -> removed.complete(cause))
            .open();
    assertEquals(1, cache.getOrLoad("ann"));
    time.advance(Duration.ofMillis(599_999));
    assertEquals(1, cache.getOrLoad("ann"));
    assertFalse(removed.isDone());
    time.advance(Duration.ofMillis(1));
    assertEquals(RemovalCause.EXPIRED, removed.get(30, TimeUnit.SECONDS)); // nobody asked for it
    assertEquals(2, cache.getOrLoad("ann"));
  }

  @Test
  void delayedMessages(TestTime time, Larder larder) throws Exception {
    time.stop();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    var channel = larder.channel("reminders", String.class);
    channel.subscribe(heard::add);
    channel.publishAfter("tea", Duration.ofHours(1));
    channel.publishAfter("biscuits", Duration.ofMinutes(61));
    time.advance(Duration.ofHours(1));
    assertEquals("tea", heard.poll(30, TimeUnit.SECONDS));
    assertNull(heard.poll());
    time.advance(Duration.ofMinutes(1));
    assertEquals("biscuits", heard.poll(30, TimeUnit.SECONDS));
  }

  @Test
  void repeatedMessages(TestTime time, Larder larder) throws Exception {
    time.stop();
    BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
    AtomicInteger numbers = new AtomicInteger();
    var channel = larder.channel("ticks", Integer.class);
    channel.subscribe(heard::add);
    var ticking = channel.publishEvery(numbers::incrementAndGet, Duration.ofMinutes(1));
    time.advance(Duration.ofMinutes(3));
    for (int tick = 1; tick <= 3; tick++) {
      assertEquals(tick, heard.poll(30, TimeUnit.SECONDS));
    }
    ticking.cancel();
    assertNull(heard.poll());
  }

  @Test
  void requests(TestTime time, Larder larder) {
    time.stop();
    var questions = larder.requests("prices", String.class, Integer.class);
    var silent = questions.subscriber().subscribe(request -> {});
    CompletableFuture<Integer> answer = questions.request("jam", Duration.ofSeconds(5));
    time.advance(Duration.ofMillis(4_999));
    assertFalse(answer.isDone());
    time.advance(Duration.ofMillis(1));
    Exception thrown =
        assertThrows(ExecutionException.class, () -> answer.get(30, TimeUnit.SECONDS));
    assertInstanceOf(TimeoutException.class, thrown.getCause());
    silent.close();
  }
}
