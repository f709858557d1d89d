package dev.larder.internal.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Random values of all built-in scalars; one in four numbers is an extreme. */
final class RandomValues {
  private static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream().sorted().toList();

  private final Random random;
  private final Map<Class<?>, Supplier<?>> makers = new LinkedHashMap<>();

  RandomValues(long seed) {
    random = new Random(seed);
    numbers();
    texts();
    times();
  }

  private <T> void put(Class<T> type, Supplier<T> maker) {
    makers.put(type, maker);
  }

  private void numbers() {
    put(Integer.class, () -> (int) number());
    put(Long.class, this::number);
    put(Short.class, () -> (short) number());
    put(Byte.class, () -> (byte) number());
    put(Character.class, () -> (char) number());
    put(Float.class, () -> Float.intBitsToFloat((int) number()));
    put(Double.class, () -> Double.longBitsToDouble(number()));
    put(Boolean.class, random::nextBoolean);
    put(BigInteger.class, () -> new BigInteger(bytes(1)));
    put(BigDecimal.class, () -> new BigDecimal(new BigInteger(bytes(1)), scale()));
  }

  private void texts() {
    put(String.class, this::text);
    put(byte[].class, () -> bytes(0));
    put(UUID.class, () -> new UUID(number(), number()));
  }

  private void times() {
    put(Instant.class, this::instant);
    put(Duration.class, () -> Duration.ofSeconds(number(), random.nextInt(1_000_000_000)));
    put(LocalDate.class, () -> dateTime().toLocalDate());
    put(LocalTime.class, () -> dateTime().toLocalTime());
    put(LocalDateTime.class, this::dateTime);
    put(OffsetDateTime.class, () -> OffsetDateTime.of(dateTime(), offset()));
    put(ZonedDateTime.class, this::zoned);
    put(YearMonth.class, () -> YearMonth.from(dateTime()));
    put(Year.class, () -> Year.from(dateTime()));
    put(MonthDay.class, () -> MonthDay.from(dateTime()));
    put(Period.class, () -> Period.of((int) number(), (int) number(), (int) number()));
    put(OffsetTime.class, () -> OffsetTime.of(dateTime().toLocalTime(), offset()));
    put(ZoneOffset.class, this::offset);
    put(ZoneId.class, this::zone);
  }

  Random random() {
    return random;
  }

  List<Class<?>> types() {
    return List.copyOf(makers.keySet());
  }

  <T> T of(Class<T> type) {
    return type.cast(makers.get(type).get());
  }

  private long number() {
    return switch (random.nextInt(8)) {
      case 0 -> Long.MIN_VALUE >> 8 * random.nextInt(8);
      case 1 -> Long.MAX_VALUE >> 8 * random.nextInt(8);
      case 2, 3 -> random.nextInt(400) - 200;
      default -> random.nextLong() >> random.nextInt(64);
    };
  }

  private int scale() {
    return random.nextInt(4) == 0 ? (int) number() : random.nextInt(40) - 20;
  }

  byte[] bytes(int least) {
    byte[] bytes = new byte[least + random.nextInt(random.nextInt(8) == 0 ? 300 : 12)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** Any UTF-16, halves of surrogate pairs included; often only ASCII. */
  String text() {
    int length = random.nextInt(random.nextInt(8) == 0 ? 300 : 12);
    int bound = random.nextBoolean() ? 128 : 0x10000;
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int c = random.nextInt(6) == 0 ? random.nextInt(0x800) + 0xd800 : random.nextInt(bound);
      text.append((char) (bound == 128 ? c & 0x7f : c));
    }
    return text.toString();
  }

  private Instant instant() {
    return switch (random.nextInt(8)) {
      case 0 -> Instant.MIN;
      case 1 -> Instant.MAX;
      default ->
          Instant.ofEpochSecond(
              (long) (random.nextGaussian() * 1e11), random.nextInt(1_000_000_000));
    };
  }

  private LocalDateTime dateTime() {
    return switch (random.nextInt(16)) {
      case 0 -> LocalDateTime.MIN;
      case 1 -> LocalDateTime.MAX;
      case 2 -> LocalDateTime.of(2023, 10, 29, 2, random.nextInt(60)); // twice there, in Europe
      default ->
          LocalDateTime.ofEpochSecond(
              (long) (random.nextGaussian() * 1e11), random.nextInt(1_000_000_000), offset());
    };
  }

  private ZoneOffset offset() {
    return ZoneOffset.ofTotalSeconds(random.nextInt(36 * 3600 + 1) - 18 * 3600);
  }

  private ZoneId zone() {
    return switch (random.nextInt(4)) {
      case 0 -> offset();
      case 1 -> ZoneId.ofOffset("UTC", offset());
      default -> ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
    };
  }

  private ZonedDateTime zoned() {
    try {
      ZonedDateTime value = ZonedDateTime.of(dateTime(), zone());
      return random.nextBoolean()
          ? value.withEarlierOffsetAtOverlap()
          : value.withLaterOffsetAtOverlap();
    } catch (DateTimeException e) {
      return ZonedDateTime.of(2023, 10, 29, 2, 30, 0, 0, ZoneId.of("Europe/Berlin"));
    }
  }
}
