package dev.larder.internal.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.larder.Codec;
import dev.larder.Default;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Bytes that records wrote which have changed since. They are kept as files, since they stand for
 * what lies on somebody's disk: a file may be added, but none may change.
 */
class EvolutionCodecTest {
  /** The customer as it is now; each file says what it was when it was written. */
  record Customer(
      String name,
      int age,
      @Default("none") String email,
      List<String> tags,
      Optional<String> nick,
      Address address) {}

  record Address(String street, @Default("DE") String country, int zip) {}

  record Numbers(short s, int i, long l, double d, List<Long> list, Map<Integer, Double> map) {}

  record Everything(
      String none,
      String string,
      byte[] bytes,
      int i,
      long l,
      short s,
      byte b,
      char c,
      float f,
      double d,
      boolean z,
      BigInteger bigInteger,
      BigDecimal bigDecimal,
      UUID uuid,
      Instant instant,
      Duration duration,
      LocalDate localDate,
      LocalTime localTime,
      LocalDateTime localDateTime,
      OffsetDateTime offsetDateTime,
      ZonedDateTime zonedDateTime,
      YearMonth yearMonth,
      Year year,
      MonthDay monthDay,
      Period period,
      OffsetTime offsetTime,
      ZoneOffset zoneOffset,
      ZoneId zoneId,
      One record,
      DayOfWeek day,
      List<Integer> list,
      Set<String> set,
      Map<String, List<Long>> map,
      Optional<String> optional,
      Optional<String> empty) {}

  record One(int n) {}

  record Score(@Default("1") int n, @Default("0") int points) {}

  @Test
  void componentsMayComeAndGoAtEveryLevel() {
    assertEquals(
        new Customer(
            "Ada",
            36,
            "none",
            List.of("a", "b"),
            Optional.empty(),
            new Address("Main St", "DE", 12345)),
        read("customer-first", Customer.class));
  }

  /** The old name is skipped as one that is gone, and the new one is as one that has come. */
  @Test
  void aComponentWithANewNameHasItsDefault() {
    record Renamed(String name, long age, @Default("?") String email, Road address) {}
    assertEquals(
        new Renamed("Bob", 50, "?", new Road("", 54321)), read("customer-renamed", Renamed.class));
  }

  record Road(@Default("") String street, long zip) {}

  @Test
  void nullStaysNullWhateverTheDefault() {
    record Person(
        @Default("x") String name, int age, @Default("y") String email, Address address) {}
    assertEquals(new Person(null, 7, "y", null), read("customer-null", Person.class));
  }

  @Test
  void numbersMayBecomeWider() {
    assertEquals(
        new Numbers((short) -1, -2, -3, 0.5, List.of(1L, 2L), Map.of(1, 0.25)),
        read("numbers-narrow", Numbers.class));
  }

  @Test
  void oldListsAndMapsAreRead() {
    Codec<Map<String, List<Score>>> codec =
        Codec.map(Codec.of(String.class), Codec.list(Codec.of(Score.class)));
    assertEquals(
        Map.of("ada", List.of(new Score(1, 1), new Score(1, 2)), "bob", List.of()),
        codec.decode(fixture("scores")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          customer-age-text     | age     | the data has string where int is wanted
          customer-age-null     | age     | the data has null where int is wanted
          customer-zip-text     | zip     | the data has string where int is wanted
          customer-tags-set     | tags    | the data has set where list<string> is wanted
          customer-tags-numbers | tags    | the data has long where string is wanted
          """)
  void anotherTypeIsAnErrorThatSaysWhere(String file, String component, String what) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> read(file, Customer.class)).getMessage();
    assertTrue(message.endsWith("component " + component + ": " + what), message);
    assertTrue(message.startsWith("record " + Customer.class.getName() + ", "), message);
  }

  @Test
  void numbersDontBecomeNarrower() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> read("numbers-wide", Numbers.class))
            .getMessage();
    assertTrue(message.endsWith("component i: the data has long where int is wanted"), message);
  }

  /** One of each tag, so that none can be given another meaning. */
  @Test
  void everyTypeIsReadFromOldBytes() {
    Everything read = read("everything", Everything.class);
    assertArrayEquals(fixture("everything"), Codec.of(Everything.class).encode(read));
    assertEquals("zö", read.string());
    assertEquals(Arrays.asList(1, null), read.list());
    assertEquals(Map.of("a", List.of(1L)), read.map());
    assertEquals(Optional.of("x"), read.optional());
    assertEquals(Optional.empty(), read.empty());
    assertEquals(ZoneId.of("Europe/Berlin"), read.zonedDateTime().getZone());
  }

  /** Under its old name, a class that is called otherwise now reads what is there. */
  @Test
  void aClassMayBeRenamed() {
    Codec<Score> now = Codec.of(Score.class);
    Codec<Score> codec = Codec.of("record:shop.Score", Score.class, now::encode, now::decode);
    Score value = new Score(1, 2);
    assertEquals("record:shop.Score", codec.name());
    assertEquals(value, codec.decode(codec.encode(value)));
    assertEquals(
        Map.of("n:int", 1L, "points:int", 2L),
        Described.describe(codec.name(), codec.encode(value)));
  }

  private static <T> T read(String file, Class<T> type) {
    return Codec.of(type).decode(fixture(file));
  }

  static byte[] fixture(String name) {
    String path = "/dev/larder/codec/" + name + ".hex";
    try (InputStream in = EvolutionCodecTest.class.getResourceAsStream(path)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return HexFormat.of()
          .parseHex(
              text.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining()));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
