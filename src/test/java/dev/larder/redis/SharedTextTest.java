package dev.larder.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Codec;
import dev.larder.Larder;
import dev.larder.UnreadableValueException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Numbers, truth values and UUIDs of typed collections are text to clients, both ways. */
class SharedTextTest {
  private static final UUID ID = UUID.fromString("01234567-89ab-cdef-0123-456789abcdef");

  @TempDir Path directory;

  /** What commands are answered, each reply's lines joined by a space. */
  private static String ask(Larder larder, String... commands) throws IOException {
    try (RedisEndpoint redis = larder.redis(0);
        RawClient client = new RawClient(redis.port())) {
      client.send(String.join("\r\n", commands) + "\r\nQUIT\r\n");
      return client.rest().replace("\r\n", " ").replaceAll("\\$\\d+ ", "").strip();
    }
  }

  private static void fill(Larder larder) {
    larder.map("ints", String.class, Integer.class).put("a", 7);
    larder.map("byId", UUID.class, Boolean.class).put(ID, true);
    larder.value("long", Long.class).set(41L);
    larder.value("sum", BigDecimal.class).set(new BigDecimal("1.50"));
    larder.list("list", Double.class).addAll(List.of(1.5, 2.0));
    larder.set("set", Short.class).add((short) 3);
    larder.sortedSet("board", Long.class).add(9L, 1);
    larder
        .map("own", Codec.of(String.class), Codec.of(Integer.class, n -> new byte[] {65}, b -> 1))
        .put("a", 5);
  }

  private static void checkText(Larder larder) throws IOException {
    assertEquals(
        "7 true 42 1.50 *2 1.5 2.0 *1 3 *1 9 A +OK",
        ask(
                larder,
                "HGET ints a",
                "HGET byId " + ID,
                "INCR long",
                "GET sum",
                "LRANGE list 0 -1",
                "SMEMBERS set",
                "ZRANGE board 0 -1",
                "HGET own a")
            .replace(":", ""));
  }

  private static void checkTyped(Larder larder) {
    assertEquals(Map.of("a", 7), larder.map("ints", String.class, Integer.class).snapshot());
    assertEquals(Map.of(ID, true), larder.map("byId", UUID.class, Boolean.class).snapshot());
    assertEquals(42L, larder.value("long", Long.class).get());
    assertEquals(new BigDecimal("1.50"), larder.value("sum", BigDecimal.class).get());
    assertEquals(List.of(1.5, 2.0), List.copyOf(larder.list("list", Double.class)));
    assertEquals(Set.of((short) 3), Set.copyOf(larder.set("set", Short.class)));
    assertEquals(0, larder.sortedSet("board", Long.class).rank(9L).orElseThrow());
  }

  @Test
  void clientsSeeTextAndTypesTheirValues() throws IOException {
    try (Larder larder = Larder.inMemory()) {
      fill(larder);
      checkText(larder);
      checkTyped(larder);
      assertEquals(":8 :0 +OK", ask(larder, "HINCRBY ints a 1", "HSET byId " + ID + " false"));
      assertEquals(8, larder.map("ints", String.class, Integer.class).get("a"));
      assertEquals(false, larder.map("byId", UUID.class, Boolean.class).get(ID));
    }
  }

  /** On the disk typed collections have their codecs' bytes, and clients' have text. */
  @Test
  void soTheyDoWhenTheyWereFoundOnTheDisk() throws IOException {
    try (Larder larder = Larder.open(directory)) {
      fill(larder);
    }
    try (Larder larder = Larder.open(directory)) {
      checkText(larder);
    }
    try (Larder larder = Larder.open(directory)) {
      checkTyped(larder);
      larder.map("ints", String.class, Integer.class).put("b", 8);
      larder.list("list", Double.class).add(3.0);
      larder.set("set", Short.class).add((short) 4);
    }
    try (Larder larder = Larder.open(directory)) {
      assertEquals(
          Map.of("a", 7, "b", 8), larder.map("ints", String.class, Integer.class).snapshot());
      assertEquals(List.of(1.5, 2.0, 3.0), List.copyOf(larder.list("list", Double.class)));
      assertEquals("7 8 :1 +OK", ask(larder, "HGET ints a", "HGET ints b", "SISMEMBER set 4"));
      assertEquals(":1 +OK", ask(larder, "HSET ints c 9"));
    }
    try (Larder larder = Larder.open(directory)) {
      assertEquals(
          Map.of("a", 7, "b", 8, "c", 9),
          larder.map("ints", String.class, Integer.class).snapshot());
    }
  }

  @Test
  void whatIsNoSuchValueIsAClearErrorAndStays() throws IOException {
    try (Larder larder = Larder.open(directory)) {
      ask(larder, "HSET ints a 7 b seven", "SET flag yes", "HSET keys 5 x 05 y");
      checkUnreadable(larder);
    }
    try (Larder larder = Larder.open(directory)) {
      checkUnreadable(larder);
    }
  }

  private static String unreadable(Executable opening) {
    return String.valueOf(assertThrows(UnreadableValueException.class, opening).getMessage());
  }

  /** That is found when a handle is opened, and each time again. */
  private static void checkUnreadable(Larder larder) throws IOException {
    String text = unreadable(() -> larder.map("ints", String.class, Integer.class));
    assertTrue(text.contains("Integer") && text.contains("seven"), text);
    text = unreadable(() -> larder.value("flag", Boolean.class));
    assertTrue(text.contains("true or false"), text);
    text = unreadable(() -> larder.map("keys", Integer.class, String.class));
    assertTrue(text.contains("two keys"), text);
    assertEquals(
        "seven :2 yes x y +OK",
        ask(larder, "HGET ints b", "HLEN ints", "GET flag", "HGET keys 5", "HGET keys 05"));
  }

  /** A text that only looks like the bytes of a codec is text. */
  @Test
  void eightDigitsAreANumberOfEightDigits() throws IOException {
    try (Larder larder = Larder.inMemory()) {
      assertEquals("+OK +OK", ask(larder, "SET long 12345678"));
      assertEquals(12345678L, larder.value("long", Long.class).get());
    }
  }
}
