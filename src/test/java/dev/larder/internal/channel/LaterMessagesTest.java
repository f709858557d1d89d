package dev.larder.internal.channel;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Channel;
import dev.larder.Larder;
import dev.larder.LarderClosedException;
import dev.larder.Scheduled;
import dev.larder.store.MovableClock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Messages for later, on a clock that is moved. */
class LaterMessagesTest {
  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final Channel<String> channel = larder.channel("c", String.class);
  private final List<String> heard = new CopyOnWriteArrayList<>();

  LaterMessagesTest() {
    channel.subscribe(heard::add);
  }

  @Test
  void comeInTheOrderOfTheirTimes() {
    channel.publishAfter("late", Duration.ofHours(2));
    channel.publishAfter("early", Duration.ofHours(1));
    channel.publishAfter("early too", Duration.ofHours(1));
    Scheduled never = channel.publishAfter("never", Duration.ofHours(1));
    assertTrue(never.cancel());
    assertFalse(never.cancel());
    clock.advance(Duration.ofMinutes(59));
    channel.publishAfter("marker", Duration.ZERO);
    await().until(() -> !heard.isEmpty());
    assertEquals(List.of("marker"), heard);
    clock.advance(Duration.ofHours(2));
    await().until(() -> heard.size() == 4);
    assertEquals(List.of("marker", "early", "early too", "late"), heard);
    larder.close();
  }

  @Test
  void comeAgainAsOftenAsPeriodsPass() {
    AtomicInteger count = new AtomicInteger();
    Scheduled again =
        channel.publishEvery(() -> "n" + count.incrementAndGet(), Duration.ofMinutes(1));
    clock.advance(Duration.ofMinutes(1));
    await().until(() -> heard.size() == 1);
    clock.advance(Duration.ofMinutes(5));
    await().until(() -> heard.size() == 6);
    assertTrue(again.cancel());
    clock.advance(Duration.ofMinutes(5));
    channel.publishAfter("marker", Duration.ZERO);
    await().until(() -> heard.size() == 7);
    assertEquals(List.of("n1", "n2", "n3", "n4", "n5", "n6", "marker"), heard);
    assertThrows(
        IllegalArgumentException.class, () -> channel.publishEvery(() -> "x", Duration.ZERO));
    larder.close();
  }

  @Test
  void endWithTheStore() {
    Scheduled scheduled = channel.publishAfter("never", Duration.ofHours(1));
    larder.close();
    assertFalse(scheduled.cancel(), "it is gone already");
    assertThrows(
        LarderClosedException.class, () -> channel.publishAfter("never", Duration.ofHours(1)));
  }
}
