package dev.larder.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Larder;
import dev.larder.LarderCounter;
import dev.larder.LarderValue;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Values and counters. */
class ValuesTest {
  private final MovableClock clock = new MovableClock();
  private final Larder larder = Larder.builder().clock(clock).open();
  private final LarderValue<String> value = larder.value("v", String.class);
  private final LarderCounter counter = larder.counter("c");

  @AfterEach
  void close() {
    larder.close();
  }

  @Test
  void setsAndGets() {
    assertNull(value.get());
    assertNull(value.remove());
    assertTrue(value.setIfAbsent("a"));
    assertFalse(value.setIfAbsent("b"));
    assertEquals("a", value.getAndSet("b"));
    assertFalse(value.compareAndSet("a", "c"));
    assertTrue(value.compareAndSet("b", "c"));
    assertFalse(value.compareAndSet(null, "d"));
    assertEquals(Optional.of("cc"), value.update(old -> old + old));
    assertEquals("cc", value.get());
    assertEquals(Optional.empty(), value.update(old -> null));
    assertFalse(larder.exists("v"));
    assertTrue(value.compareAndSet(null, null));
    assertTrue(value.compareAndSet(null, "e"));
    assertTrue(value.compareAndSet("e", null));
    assertNull(value.get());
    assertThrows(NullPointerException.class, () -> value.set(null));
    assertThrows(NullPointerException.class, () -> value.update(null));
  }

  @Test
  void aThrowingUpdateLeavesTheValue() {
    value.set("a");
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            value.update(
                old -> {
                  throw new UnsupportedOperationException(old);
                }));
    assertEquals("a", value.get());
  }

  @Test
  void expiryOfValues() {
    value.set("a", Duration.ofMillis(10));
    assertTrue(value.compareAndSet("a", "b"));
    assertEquals(Optional.of("c"), value.update(old -> "c"));
    assertEquals(Optional.of(Duration.ofMillis(10)), value.timeToLive());
    clock.advanceMillis(9);
    assertEquals("c", value.get());
    assertEquals(Optional.of(Duration.ofMillis(1)), value.timeToLive());
    clock.advanceMillis(1);
    assertNull(value.get());
    assertFalse(value.persist());
    assertTrue(value.setIfAbsent("d"));
    assertEquals(Optional.empty(), value.timeToLive());
    assertTrue(value.expire(Duration.ofMillis(10)));
    value.set("e");
    assertEquals(Optional.empty(), value.timeToLive());
    assertThrows(IllegalArgumentException.class, () -> value.set("f", Duration.ZERO));
    assertThrows(IllegalArgumentException.class, () -> value.set("f", Duration.ofNanos(999_999)));
    assertThrows(IllegalArgumentException.class, () -> value.expire(Duration.ofSeconds(-1)));
    assertThrows(
        IllegalArgumentException.class, () -> value.expire(Duration.ofSeconds(Long.MAX_VALUE)));
    assertEquals("e", value.get());
  }

  @Test
  void counts() {
    assertEquals(0, counter.get());
    assertFalse(larder.exists("c"));
    assertEquals(5, counter.add(5));
    assertEquals(6, counter.increment());
    assertEquals(5, counter.decrement());
    assertEquals(5, counter.getAndSet(7));
    assertFalse(counter.compareAndSet(5, 6));
    assertTrue(counter.compareAndSet(7, 8));
    assertEquals(8, counter.remove());
    assertEquals(0, counter.remove());
    assertFalse(counter.compareAndSet(1, 2));
    assertTrue(counter.compareAndSet(0, 2));
    assertEquals(2, counter.get());
  }

  @Test
  void overflowIsAnErrorAndChangesNothing() {
    counter.set(Long.MAX_VALUE);
    ArithmeticException over = assertThrows(ArithmeticException.class, counter::increment);
    assertTrue(over.getMessage().contains("'c'"), over.getMessage());
    assertEquals(Long.MAX_VALUE, counter.get());
    counter.set(Long.MIN_VALUE);
    assertThrows(ArithmeticException.class, counter::decrement);
    assertThrows(ArithmeticException.class, () -> counter.add(Long.MIN_VALUE));
    assertEquals(Long.MIN_VALUE, counter.get());
    larder.inTransaction(
        tx -> assertThrows(ArithmeticException.class, () -> tx.on(counter).decrement()));
    assertEquals(Long.MIN_VALUE, counter.get());
  }

  @Test
  void expiryOfCounters() {
    counter.set(5);
    assertTrue(counter.expire(Duration.ofMillis(10)));
    counter.increment();
    assertEquals(Optional.of(Duration.ofMillis(10)), counter.timeToLive());
    clock.advanceMillis(10);
    assertEquals(0, counter.get());
    assertEquals(1, counter.increment());
    assertEquals(Optional.empty(), counter.timeToLive());
  }
}
